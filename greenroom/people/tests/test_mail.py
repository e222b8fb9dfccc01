"""The two mails of this room: an invitation, and a way to a new password."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

from greenroom.kit import worker
from greenroom.kit.models import Mail
from greenroom.people import actions, queries
from greenroom.people.models import Person
from greenroom.people.tests.conftest import NOW, PASSWORD


def test_an_invitation_reads_as_a_letter_and_holds_the_link(cast, settings):
    settings.PUBLIC_URL = "https://green.example"
    _, token = actions.invite(
        email="tove@lind.example", organisation=cast.skerrow, organisation_role="member", by=cast.ida, now=NOW
    )

    mail = Mail.objects.get()

    assert (mail.to, mail.subject) == ("tove@lind.example", "Your invitation to Skerrow Ferries")
    assert mail.text.startswith("Ida invites you to Skerrow Ferries.\n")
    assert f"\nhttps://green.example/invitation/{token}/\n" in mail.text
    assert "The link works once, until 17 November 2026." in mail.text
    assert "<" not in mail.text
    assert "&" not in mail.text


def test_names_reach_the_mail_as_they_are(cast):
    actions.update_profile(person=cast.ida, display_name='Ida <b>"&" Rosmere', by=cast.ida, now=NOW)
    actions.invite(
        email="tove@lind.example", organisation=cast.skerrow, organisation_role="member", by=cast.ida, now=NOW
    )

    assert Mail.objects.get().text.startswith('Ida <b>"&" Rosmere invites you to Skerrow Ferries.')


def test_a_lost_password_is_answered_by_the_worker_to_the_person_alone(cast, settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    for email in ("noor@skerrow.example", "nobody@skerrow.example"):
        actions.ask_password_reset(email=email, now=NOW)
    assert not Mail.objects.exists()

    worker.work_off(now=NOW + timedelta(seconds=1))

    (mail,) = (message_from_bytes(file.read_bytes(), policy=default) for file in tmp_path.iterdir())
    assert mail["To"] == "noor@skerrow.example"
    person_id, token = re.search(r"/account/password/new/(\d+)/([^/]+)/", mail.get_content()).groups()
    actions.reset_password(person_id=int(person_id), token=token, password=PASSWORD, now=NOW)
    assert Person.objects.get(pk=cast.noor.pk).check_password(PASSWORD)


def test_nobody_is_written_to_who_cannot_sign_in(cast):
    actions.add_person(handle="piet", display_name="Piet", email="piet@skerrow.example", now=NOW)
    actions.suspend_person(person=cast.noor, reason="x", by=cast.marit, now=NOW)
    for email in ("piet@skerrow.example", "noor@skerrow.example"):
        actions.ask_password_reset(email=email, now=NOW)

    worker.work_off(now=NOW + timedelta(seconds=1))

    assert not Mail.objects.filter(key__startswith="new-password").exists()  # that of the suspension is another
    assert queries.person_by_email("piet@skerrow.example") is None
