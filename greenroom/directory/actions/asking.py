"""A nightly file that stops asks those who keep the organisation, by mail."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from greenroom.directory.models import Reading
from greenroom.kit import mail
from greenroom.people import clearance


@transaction.atomic
def ask_keepers(*, reading: Reading, now: datetime) -> None:
    """Write to every owner and administrator who has an address, once for a reading, each in their language."""
    house = reading.organisation
    for keeper in clearance.holders("organisation.manage", house.pk, now=now).filter(email__isnull=False):
        with translation.override(keeper.language):
            words = {
                "house": house.identity.display_name,
                "leaving": reading.counts.get("left", 0),
                "link": f"{settings.PUBLIC_URL}/@{house.identity.handle}/directory/file/{reading.pk}/",
            }
            mail.queue_mail(
                to=keeper.email or "",
                subject=gettext("The people file of %(house)s has stopped") % {"house": words["house"]},
                text=render_to_string("directory/mail/stopped.txt", words),
                key=f"directory-stopped:{reading.pk}:{keeper.pk}",
                now=now,
            )
