"""What follows from events of this room: mail that the worker writes, and files that go."""

from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from greenroom.kit import mail
from greenroom.kit.facts import listens_to
from greenroom.kit.pictures import storing
from greenroom.people import addresses
from greenroom.people.events import FaceChanged, PasswordResetAsked
from greenroom.people.models import Person
from greenroom.people.network import NETWORK_NAME


@listens_to(PasswordResetAsked)
def mail_the_way_to_a_new_password(event: PasswordResetAsked, *, fact_id: int) -> None:
    """Write to the person, in their language; nobody is written to for an address that is nobody's."""
    rows = Person.objects.filter(pk=event.person_id, is_active=True, claimed_at__isnull=False, email__isnull=False)
    person = rows.select_related("identity").first()
    if person is None or person.email is None:
        return
    network = NETWORK_NAME.get() or "Greenroom"
    with translation.override(person.language):
        words = {
            "handle": person.handle,
            "network": network,
            "link": addresses.new_password(person.pk, default_token_generator.make_token(person)),
        }
        mail.queue_mail(
            to=person.email,
            subject=gettext("A new password for %(network)s") % {"network": network},
            text=render_to_string("people/mail/new_password.txt", words),
            key=f"new-password:{fact_id}",
            now=event.at,
        )


@listens_to(FaceChanged)
def take_the_former_files(event: FaceChanged, *, fact_id: int) -> None:  # noqa: ARG001 - what is gone stays gone
    """The files of a picture that nobody is shown by any more."""
    for key in event.file_keys:
        storing.drop(key)
