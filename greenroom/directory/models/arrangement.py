"""What an organisation has settled about its directory."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.people.models import Organisation

MOST_LEAVING = 20  # percent of those who are in the directory


class Arrangement(models.Model):
    """One row for an organisation that has said how its people come; without one the defaults hold."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, primary_key=True, related_name="+", verbose_name=_("organisation")
    )
    invites = models.BooleanField(default=False)  # whether newcomers are written to
    most_leaving = models.PositiveSmallIntegerField(default=MOST_LEAVING, validators=[MaxValueValidator(100)])
    columns = models.JSONField(default=dict, blank=True)  # our name for it -> the file's column

    def __str__(self) -> str:
        return f"directory of {self.organisation_id}"
