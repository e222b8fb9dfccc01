"""An organisation and its units."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.people.models.identity import Identity


class Organisation(models.Model):
    """An employer or body that people belong to and that can speak. Shares the key of the identity.

    Colour is hue, chroma and lightness of oklch, clamped so that white lettering reaches 4.5:1
    (design language, section 5).
    """

    identity = models.OneToOneField(Identity, on_delete=models.PROTECT, primary_key=True, related_name="organisation")
    hue = models.PositiveSmallIntegerField(default=165, validators=[MaxValueValidator(360)])
    chroma = models.FloatField(default=0.1, validators=[MinValueValidator(0), MaxValueValidator(0.15)])
    lightness = models.FloatField(default=0.45, validators=[MinValueValidator(0.36), MaxValueValidator(0.52)])
    sector = models.CharField(max_length=60, blank=True)
    website = models.URLField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.identity)


class Unit(models.Model):
    """A department or site within an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_unit_of_a_name",
                violation_error_message=_("The organisation already has a unit of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
