"""A mail goes out once, or is called unknown; and nothing put into a field leaves its field [E1]."""

import email
import email.policy
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from greenroom.kit import letters, worker
from greenroom.kit.facts import OutsideTransactionError
from greenroom.kit.housekeeping import clear_away
from greenroom.kit.mail import queue_mail
from greenroom.kit.models import Errand, Mail
from greenroom.kit.refusals import Refusal
from greenroom.kit.tests.deeds import taken_back
from greenroom.kit.tests.post_office import post_office

HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
HEADERS += ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


@pytest.fixture(autouse=True)
def without_a_server(settings, tmp_path):
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_USER, settings.MAIL_PASSWORD = "", 0, "", ""
    settings.MAIL_FROM = "Greenroom <post@house.example>"
    settings.MAIL_FOLDER = tmp_path / "mail"


@pytest.fixture
def office(settings):
    with post_office() as office:
        settings.MAIL_HOST, settings.MAIL_PORT = "127.0.0.1", office.port
        yield office


@pytest.fixture
def written(db, noon):
    with transaction.atomic():
        return queue_mail(to="ida@example.org", subject="Grüße", text="Komm:\nhttps://x.example/abc", key="a", now=noon)


def body_of(letter):
    return letter.get_content().replace("\r\n", "\n").rstrip("\n")


def state_of(mail):
    mail.refresh_from_db()
    return mail.state


def test_without_a_server_it_becomes_a_file(written, noon, settings):
    worker.work_off(noon)

    [file] = settings.MAIL_FOLDER.iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert file.suffix == ".eml"
    assert (letter["To"], letter["Subject"]) == ("ida@example.org", "Grüße")
    assert body_of(letter) == "Komm:\nhttps://x.example/abc"
    assert file.stat().st_mode & 0o777 == 0o600
    assert (state_of(written), written.text) == ("sent", "")


def test_a_server_takes_it_once(written, noon, office):
    worker.work_off(noon)
    worker.work_off(noon + timedelta(days=1))

    assert len(office.taken) == 1
    assert (state_of(written), written.answer, written.text) == ("sent", "250", "")


@pytest.mark.parametrize(("where", "answer"), [("rcpt", "550 no"), ("data", "554 no"), ("answer", "554 no")])
def test_a_no_for_good_is_refused_and_not_tried_again(written, noon, office, where, answer):
    setattr(office, where, answer)

    worker.work_off(noon)
    worker.work_off(noon + timedelta(days=1))

    assert state_of(written) == "refused"
    assert len(office.taken) == (1 if where == "answer" else 0)


@pytest.mark.parametrize(("where", "answer"), [("rcpt", "451 busy"), ("data", "451 busy"), ("answer", "451 busy")])
def test_a_no_for_now_is_tried_again(written, noon, office, where, answer):
    fine = getattr(office, where)
    setattr(office, where, answer)
    worker.work_off(noon)
    assert state_of(written) == "planned"
    before = len(office.taken)

    setattr(office, where, fine)
    worker.work_off(noon + timedelta(minutes=1))

    assert (state_of(written), len(office.taken) - before) == ("sent", 1)


def test_a_server_that_is_away_is_tried_again(written, noon, settings):
    settings.MAIL_HOST, settings.MAIL_PORT = "127.0.0.1", 9

    worker.work_off(noon)

    assert state_of(written) == "planned"
    assert Errand.objects.get(duty="kit.mail.send_mail").last_error.startswith("LaterError")


def test_a_lost_answer_makes_it_unknown_and_it_is_never_sent_again(written, noon, office):
    office.answer = None

    worker.work_off(noon)
    worker.work_off(noon + timedelta(days=1))

    assert (state_of(written), len(office.taken)) == ("unknown", 1)
    assert "abc" in written.text  # a person may decide to write again


def test_a_worker_that_died_while_sending_leaves_an_unknown(written, noon, office):
    Mail.objects.update(state="sending")

    worker.work_off(noon)

    assert (state_of(written), office.taken) == ("unknown", [])


def test_a_slow_colleague_who_knows_corrects_the_unknown(written, noon, office, monkeypatch):
    from greenroom.kit import mail, postman

    def slow(server, letter):
        Mail.objects.update(state="unknown")  # the lease ran out meanwhile
        return real(server, letter)

    real = postman.deliver
    monkeypatch.setattr(mail.postman, "deliver", slow)
    worker.work_off(noon)

    assert state_of(written) == "sent"


def test_of_two_workers_at_one_mail_only_the_first_hands_it_over(written, noon, office, monkeypatch):
    from greenroom.kit import mail

    def overtaken(server, letter):
        real(server, letter)
        Mail.objects.update(state="sending")

    real = mail.postman.introduce
    monkeypatch.setattr(mail.postman, "introduce", overtaken)
    worker.work_off(noon)

    assert (state_of(written), office.taken) == ("sending", [])


def test_the_same_key_is_the_same_mail(written, noon):
    with transaction.atomic():
        again = queue_mail(to="ida@example.org", subject="Twice", text="x", key="a", now=noon)

    assert (again.pk, Mail.objects.count(), Errand.objects.count()) == (written.pk, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_deed_taken_back_writes_no_mail(noon):
    with pytest.raises(RuntimeError):
        taken_back(lambda: queue_mail(to="ida@example.org", subject="x", text="x", key="a", now=noon))

    assert Mail.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_is_refused_and_nothing_is_written(noon):
    with pytest.raises(OutsideTransactionError):
        queue_mail(to="ida@example.org", subject="x", text="x", key="a", now=noon)

    assert Mail.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to",
    [
        "",
        "ida",
        "ida@example.org\r\nBcc: eve@example.org",
        "ida@example.org\0",
        "a@b@c.org",
        "<i>@x.org",
        "Ida <ida@example.org>",
        "ida@example.org,eve@example.org",
    ],
)
def test_what_is_no_address_is_refused(noon, to):
    with transaction.atomic(), pytest.raises(Refusal) as refusal:
        queue_mail(to=to, subject="x", text="x", key="a", now=noon)

    assert (refusal.value.code, Mail.objects.count()) == ("not_an_address", 0)


def parsed(mail):
    return email.message_from_bytes(letters.letter(mail).as_bytes(), policy=email.policy.default)


@pytest.mark.fast
@pytest.mark.parametrize(
    "break_", ["\r\n", "\n", "\r", "\0", "\v", "\f", "\x1e", "\x85", "\u2028", "\u2029", "\r\n\r\n", "\n "]
)
def test_e1_no_field_breaks_out_of_its_header(noon, settings, break_):
    evil = f"Hello{break_}Bcc: eve@example.org{break_}{break_}<b>body</b>"
    settings.MAIL_FROM = f"Green{break_}room <post@house.example>"
    letter = parsed(Mail(pk=1, to="ida@example.org", subject=evil, text=evil, queued_at=noon))

    assert sorted(letter.keys()) == sorted(HEADERS)
    assert letter.get_content_type() == "text/plain"
    assert not letter.is_multipart()
    with pytest.raises(ValueError, match="addr_spec"):  # `queue_mail` refuses it before
        letters.letter(
            Mail(pk=1, to=f"ida@example.org{break_}Bcc:eve@example.org", subject="", text="", queued_at=noon)
        )


@pytest.mark.fast
@hypothesis_settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.text(max_size=200), text=st.text(max_size=500))
def test_e1_any_words_at_all_give_one_letter_with_the_same_headers(noon, subject, text):
    letter = parsed(Mail(pk=1, to="ida@example.org", subject=subject, text=text, queued_at=noon))

    assert sorted(letter.keys()) == sorted(HEADERS)
    # The library's folding may double a space between two encoded words.
    assert letter["Subject"].split() == letters.one_line(subject).split()
    assert body_of(letter) == letters.plain(text).rstrip("\n")


@pytest.mark.fast
def test_an_international_host_is_written_as_the_wire_wants_it(noon):
    letter = parsed(Mail(pk=1, to="ida@müller.example", subject="x", text="x", queued_at=noon))

    assert letter["To"] == "ida@xn--mller-kva.example"


@pytest.mark.django_db
def test_who_was_written_to_is_forgotten_after_a_week_unless_a_person_must_look(noon):
    states = ["planned", "sending", "sent", "refused", "unknown"]
    for state in states:
        settled_at = noon if state in {"sent", "refused", "unknown"} else None
        Mail.objects.create(key=state, to="i@x.org", subject="", state=state, queued_at=noon, settled_at=settled_at)

    clear_away(noon + timedelta(days=6))
    assert Mail.objects.count() == 5

    clear_away(noon + timedelta(days=8))
    assert set(Mail.objects.values_list("state", flat=True)) == {"planned", "sending", "unknown"}
