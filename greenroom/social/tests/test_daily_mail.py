"""The daily mail: what it tells, when it comes, and that it comes once."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.kit import worker
from greenroom.kit.models import Errand, Mail
from greenroom.people import actions as people
from greenroom.people.models import Identity, Person
from greenroom.social import actions, mailing
from greenroom.social.hours import next_moment
from greenroom.social.models import Audience, DailyMail

PUBLIC, DIRECT, NETWORK = Audience.PUBLIC, Audience.DIRECT, Audience.NETWORK
MORNING = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)  # 8:00 in Berlin, the day after the village begins


@pytest.fixture
def bram(village):
    reader = village.person("bram")
    village.act(actions.choose_notices, person=reader, wanted={}, mail_hour=8, by=reader)
    return reader


def letters():
    return list(Mail.objects.filter(key__startswith="daily-mail:").order_by("pk"))


def work(village, at=MORNING):
    worker.work_off(village.tick())
    mailing.write_due(at)


def test_the_mail_says_who_and_what_and_leads_there(village, ida, bram, settings):
    settings.PUBLIC_URL = "https://talk.example"
    post = village.post(ida, "Secret of the day @bram", to=PUBLIC)
    village.follow(ida, bram)
    work(village)

    (letter,) = letters()
    assert (letter.to, letter.subject) == ("bram@example.org", "Greenroom: 2 notices")
    assert f"Ida mentions you.\nhttps://talk.example/@ida/{post.pk}/\n" in letter.text
    assert "Ida follows you.\nhttps://talk.example/@ida/\n" in letter.text
    assert letter.text.rstrip().endswith("https://talk.example/settings/notices/\n\nGreenroom")


@pytest.mark.parametrize("audience", [PUBLIC, NETWORK, DIRECT])
def test_a10_no_word_of_a_post_is_in_it(village, ida, bram, audience):
    village.post(ida, "Kanarienvogel @bram", note="Kanarienvogel", to=audience)
    work(village)

    assert "Kanarienvogel" not in letters()[0].text + letters()[0].subject


def test_a10_what_is_not_readable_when_it_is_written_is_not_told(village, ida, bram):
    board = village.circle("board", keeper=ida, members=(bram,))
    village.post(ida, "Hello @bram", to=board.audience)
    worker.work_off(village.tick())
    village.act(actions.remove_from_circle, circle=board, person=bram, by=ida)
    work(village)

    assert letters() == []


def test_a_request_that_was_answered_meanwhile_is_not_told(village, ida, bram):
    Identity.objects.filter(pk=bram.pk).update(approves_followers=True)
    bram.identity.refresh_from_db()
    noor = village.person("noor")
    village.follow(ida, bram)
    village.follow(noor, bram)
    village.act(actions.accept_follow, identity=bram.identity, follower=ida.identity, by=bram)
    village.act(actions.refuse_follow, identity=bram.identity, follower=noor.identity, by=bram)
    work(village)

    assert letters() == []


def test_nothing_new_makes_no_mail_and_the_clock_goes_on(village, ida, bram):
    work(village)

    assert letters() == []
    assert DailyMail.objects.get().next_at == MORNING + timedelta(days=1)


def test_what_was_looked_at_or_told_before_is_not_told_again(village, ida, bram):
    village.post(ida, "One @bram", to=PUBLIC)
    work(village)
    work(village, MORNING + timedelta(days=1))
    assert len(letters()) == 1

    village.now = MORNING
    actions.publish_post(
        author=ida.identity, audience=Audience.objects.get(pk=PUBLIC), headline="Two @bram", by=ida, now=MORNING
    )
    worker.work_off(MORNING)
    from greenroom.social.models import Notice

    newest = Notice.objects.filter(recipient=bram.pk).order_by("-pk").first().pk
    actions.mark_seen(person=bram, timeline="notices", last_id=newest, now=MORNING)
    work(village, MORNING + timedelta(days=2))
    assert len(letters()) == 1


def test_notices_of_one_post_are_one_line(village, ida, bram):
    noor, piet = village.person("noor"), village.person("piet")
    post = village.post(bram, "Mine", to=PUBLIC)
    for friend in (ida, noor, piet):
        village.act(actions.boost, post=post, identity=friend.identity, by=friend)
    work(village)

    assert "Piet, Noor and 1 other boosted your post.\n" in letters()[0].text


def test_a_kind_that_was_switched_off_is_not_told(village, ida, bram):
    village.act(actions.choose_notices, person=bram, wanted={("mention", "mail"): False}, mail_hour=8, by=bram)
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    assert letters() == []


def test_it_speaks_the_language_of_its_reader(village, ida, bram):
    Person.objects.filter(pk=bram.pk).update(language="de")
    village.post(ida, "Hello @bram", to=PUBLIC)
    work(village)

    assert "Ida erwähnt Sie." in letters()[0].text


@pytest.mark.parametrize("how", ["suspended", "unclaimed", "inactive"])
def test_whoever_cannot_read_gets_none(village, ida, bram, how):
    village.post(ida, "Hello @bram", to=PUBLIC)
    worker.work_off(village.tick())
    if how == "suspended":
        people.suspend_person(person=bram, reason="A test.", by=None, now=village.tick())
    change = {"unclaimed": {"claimed_at": None}, "inactive": {"is_active": False}}
    Person.objects.filter(pk=bram.pk).update(**change.get(how, {}) or {"language": "en"})
    work(village)

    assert letters() == []


def test_the_clock_writes_it_and_the_worker_sends_it(village, ida, bram):
    worker.work_off(village.tick())
    village.post(ida, "Hello @bram", to=PUBLIC)
    worker.work_off(village.tick())
    worker.work_off(MORNING)

    assert [letter.state for letter in letters()] == ["sent"]
    assert not Errand.objects.filter(duty="social.tasks.write_daily_mails", state="failed").exists()


KILLED = ["next_moment", "is_moment", "news_for", "mail.queue_mail"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", KILLED)
def test_r1_a_worker_killed_anywhere_leaves_one_mail(village, ida, bram, point, monkeypatch):
    village.post(ida, "Hello @bram", to=PUBLIC)
    worker.work_off(village.tick())
    before = DailyMail.objects.values().get()

    class Killed(BaseException):
        pass

    def dies(*_given, **_named):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(f"greenroom.social.mailing.{point}", dies)
        with pytest.raises(Killed):
            mailing.write_due(MORNING)
    assert (letters(), DailyMail.objects.values().get()) == ([], before)
    mailing.write_due(MORNING)
    mailing.write_due(MORNING)

    assert len(letters()) == 1


def test_b2_a_second_worker_that_read_the_row_before_writes_nothing(village, ida, bram, monkeypatch):
    village.post(ida, "Hello @bram", to=PUBLIC)
    worker.work_off(village.tick())
    stale = DailyMail.objects.select_related("person__identity").get()
    mailing.write_due(MORNING)

    assert mailing._claimed(stale, MORNING) is False
    assert len(letters()) == 1


def test_one_that_cannot_be_written_keeps_nobody_waiting(village, ida, bram, monkeypatch):
    noor = village.person("noor")
    village.act(actions.choose_notices, person=noor, wanted={}, mail_hour=8, by=noor)
    village.post(ida, "Hello @bram and @noor", to=PUBLIC)
    worker.work_off(village.tick())
    real = mailing.kinds_by

    def fails(channel, person):
        if person.pk == bram.pk:
            raise LookupError
        return real(channel, person)

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "kinds_by", fails)
        mailing.write_due(MORNING)
    assert [letter.to for letter in letters()] == ["noor@example.org"]

    mailing.write_due(MORNING + timedelta(hours=2))
    mailing.write_due(MORNING + timedelta(days=1))
    assert [letter.to for letter in letters()] == ["noor@example.org", "bram@example.org"]


def test_whoever_has_moved_to_another_zone_gets_it_at_their_hour_there(village, ida, bram):
    village.post(ida, "Hello @bram", to=PUBLIC)
    worker.work_off(village.tick())
    Person.objects.filter(pk=bram.pk).update(time_zone="America/New_York")
    mailing.write_due(MORNING)
    assert letters() == []
    assert DailyMail.objects.get().next_at == datetime(2026, 3, 3, 13, 0, tzinfo=UTC)

    mailing.write_due(datetime(2026, 3, 3, 13, 0, tzinfo=UTC))
    assert len(letters()) == 1


ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo",
         "America/Santiago", "Africa/Casablanca", "Pacific/Chatham", "UTC", "No/Such_Zone"]  # fmt: skip


@pytest.mark.fast
@settings(deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    hour=st.integers(0, 23),
    after=st.datetimes(datetime(2009, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
)
def test_each_day_has_its_hour_once(zone, hour, after):
    where = ZoneInfo("UTC" if zone.startswith("No") else zone)
    moments = [next_moment(hour, zone=zone, after=after.replace(tzinfo=UTC))]
    for _ in range(400):
        moments.append(next_moment(hour, zone=zone, after=moments[-1]))
    local = [moment.astimezone(where) for moment in moments]

    assert moments[0] > after.replace(tzinfo=UTC)
    assert len({moment.date() for moment in local}) == len(moments)
    assert all(timedelta(hours=22) < b - a < timedelta(hours=26) for a, b in itertools.pairwise(moments))
    for moment, shown in zip(moments, local, strict=True):
        an_hour_before = (moment - timedelta(hours=1)).astimezone(where)
        assert shown.hour == hour or an_hour_before.utcoffset() != shown.utcoffset()  # the day has no such hour
