"""The clocks of readers: zones of an audience without names or numbers, and what of them is worth saying."""

from datetime import UTC, datetime

import pytest

from greenroom.people.models import Identity, Person
from greenroom.social import actions, queries
from greenroom.social.models import Audience
from greenroom.social.queries import Aim
from greenroom.social.tests.later import plan
from greenroom.social.tests.village import audience

PUBLIC, QUIET, FOLLOWERS, NETWORK, DIRECT = (
    Audience.PUBLIC,
    Audience.QUIET_PUBLIC,
    Audience.FOLLOWERS,
    Audience.NETWORK,
    Audience.DIRECT,
)
ZONES = {"bram": "Asia/Singapore", "noor": "Europe/London", "otto": "America/Lima", "yara": "Asia/Tokyo"}


@pytest.fixture
def folk(village, ida):
    """Ida in Berlin; Bram, Noor, Otto and Yara elsewhere, all of the network but Otto."""
    for handle, zone in ZONES.items():
        person = village.person(handle, member=handle != "otto")
        Person.objects.filter(pk=person.pk).update(time_zone=zone)
    return village.people


def aim(author, to, *, named=(), reply_to=None):
    identity = author if isinstance(author, Identity) else author.identity
    return Aim(
        author_id=identity.pk,
        audience=audience(to),
        named=frozenset(named),
        reply_to_id=reply_to.pk if reply_to else None,
    )


def places(author, to, *, writer=None, **said):
    """The cities of those who would read."""
    [found] = queries.zones_of([aim(author, to, **said)], writer=writer or author)
    return {zone.partition("/")[2] for zone in found}


def test_each_audience_has_the_zones_of_its_readers_apart_from_the_writer(village, folk):
    ida = folk["ida"]
    board = village.circle("board", keeper=ida, members=(folk["bram"],))
    skerrow = village.organisation("skerrow", owner=ida, members=(folk["otto"], folk["noor"]))
    village.follow(folk["yara"], ida)
    village.follow(folk["bram"], skerrow.identity)

    assert places(ida, NETWORK) == {"Singapore", "London", "Tokyo"}
    assert places(ida, board) == {"Singapore"}
    assert places(ida, skerrow) == {"Lima", "London"}
    assert places(ida, FOLLOWERS) == {"Tokyo"}
    assert places(skerrow.identity, FOLLOWERS, writer=ida) == {"Singapore"}
    assert places(ida, DIRECT, named=["bram", "otto", "ida", "nobody"]) == {"Singapore", "Lima"}
    assert places(ida, DIRECT) == set()


def test_nobody_knows_who_reads_what_everybody_may_read(folk, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = queries.zones_of([aim(folk["ida"], Audience(pk=key)) for key in (PUBLIC, QUIET)], writer=folk["ida"])

    assert found == [frozenset(), frozenset()]


def test_a_direct_answer_without_names_has_those_whom_its_post_reached(village, folk):
    ida, bram = folk["ida"], folk["bram"]
    letter = village.post(bram, "@ida and @noor", to=DIRECT)
    told_to_all = village.post(bram, "Hello @noor", to=NETWORK)

    assert places(ida, DIRECT, reply_to=letter) == {"Singapore", "London"}
    assert places(ida, DIRECT, reply_to=letter, named=["noor"]) == {"London"}
    assert places(ida, DIRECT, reply_to=told_to_all) == {"Singapore"}


@pytest.mark.parametrize("to", ["network", "board", "skerrow", "followers", "direct"])
@pytest.mark.parametrize("change", ["suspended", "unclaimed", "blocks", "is blocked"])
def test_a14_who_does_not_read_has_no_clock(village, folk, to, change):
    ida, bram = folk["ida"], folk["bram"]
    board = village.circle("board", keeper=ida, members=(bram, folk["noor"]))
    skerrow = village.organisation("skerrow", owner=ida, members=(bram, folk["noor"]))
    for follower in (bram, folk["noor"]):
        village.follow(follower, ida)
    kinds = {"network": NETWORK, "board": board, "skerrow": skerrow, "followers": FOLLOWERS, "direct": DIRECT}
    assert "Singapore" in places(ida, kinds[to], named=["bram", "noor"])

    match change:
        case "suspended":
            Identity.objects.filter(pk=bram.pk).update(suspended_at=village.tick())
        case "unclaimed":
            Person.objects.filter(pk=bram.pk).update(claimed_at=None)
        case "blocks":
            village.block(bram, ida)
        case "is blocked":
            village.block(ida, bram)

    found = places(ida, kinds[to], named=["bram", "noor"])
    assert "Singapore" not in found
    assert "London" in found


def test_a14_who_has_left_or_is_of_a_closed_circle_has_no_clock(village, folk):
    ida = folk["ida"]
    board = village.circle("board", keeper=ida, members=(folk["bram"], folk["noor"]))
    village.act(actions.remove_from_circle, circle=board, person=folk["bram"], by=ida)
    assert places(ida, board) == {"London"}

    village.act(actions.close_circle, circle=board, by=ida)

    board.audience.refresh_from_db()
    assert places(ida, board) == set()


def test_many_are_asked_in_one_query_and_each_has_its_own(village, folk, django_assert_num_queries):
    ida = folk["ida"]
    board = village.circle("board", keeper=ida, members=(folk["bram"],))
    wanted = [(NETWORK, ()), (board, ()), (DIRECT, ("noor",)), (PUBLIC, ()), (board, ()), (DIRECT, ("otto",))]
    aims = [aim(ida, to, named=named) for to, named in wanted]

    with django_assert_num_queries(1):
        found = queries.zones_of(aims, writer=ida)

    assert [sorted(zone.partition("/")[2] for zone in zones) for zones in found] == [
        ["London", "Singapore", "Tokyo"],
        ["Singapore"],
        ["London"],
        [],
        ["Singapore"],
        ["Lima"],
    ]


def test_a_draft_is_meant_for_whom_its_words_name(village, folk):
    item = plan(village, folk["ida"], "@bram, tomorrow", note="And @Noor, not otto@example.org.", to=DIRECT)

    aimed = queries.aim_of(item)

    assert aimed is not None
    assert aimed.named == {"bram", "noor"}
    item.audience = None
    assert queries.aim_of(item) is None


WINTER, SUMMER = datetime(2027, 1, 15, 8, 30, tzinfo=UTC), datetime(2027, 7, 15, 7, 30, tzinfo=UTC)
BERLIN, PARIS, LONDON, SINGAPORE = "Europe/Berlin", "Europe/Paris", "Europe/London", "Asia/Singapore"


def said(moment, *zones, own=BERLIN):
    return [(clock.zone, f"{clock.shows:%d %H:%M}") for clock in queries.clocks_at(moment, zones, own=own)]


@pytest.mark.fast
def test_only_other_clocks_are_worth_saying():
    assert said(WINTER) == []
    assert said(WINTER, BERLIN) == []
    assert said(WINTER, BERLIN, PARIS) == []
    assert said(WINTER, PARIS) == []
    assert said(WINTER, SINGAPORE) == [(SINGAPORE, "15 16:30")]
    assert said(WINTER, SINGAPORE, "Asia/Kuala_Lumpur") == [("Asia/Kuala_Lumpur", "15 16:30")]
    assert said(WINTER, SINGAPORE, BERLIN, PARIS) == [(BERLIN, "15 09:30"), (SINGAPORE, "15 16:30")]
    assert said(WINTER, "Asia/Kolkata", LONDON, SINGAPORE) == [(LONDON, "15 08:30"), (SINGAPORE, "15 16:30")]


@pytest.mark.fast
def test_r6_the_daylight_saving_of_the_moment_counts_and_not_todays():
    assert said(WINTER, "Africa/Lagos") == []
    assert said(SUMMER, "Africa/Lagos") == [("Africa/Lagos", "15 08:30")]
    assert said(datetime(2027, 3, 20, 12, tzinfo=UTC), "America/New_York", own=LONDON) == [
        ("America/New_York", "20 08:00")
    ]
    assert said(datetime(2027, 3, 29, 12, tzinfo=UTC), "America/New_York", own=LONDON) == [
        ("America/New_York", "29 08:00")
    ]
    assert said(datetime(2027, 10, 31, 0, 30, tzinfo=UTC), LONDON) == [(LONDON, "31 01:30")]


@pytest.mark.fast
def test_r6_a_day_may_differ_and_a_zone_that_nobody_knows_is_utc():
    assert said(datetime(2027, 1, 15, 23, 30, tzinfo=UTC), "Pacific/Kiritimati", "Pacific/Pago_Pago") == [
        ("Pacific/Pago_Pago", "15 12:30"),
        ("Pacific/Kiritimati", "16 13:30"),
    ]
    assert said(WINTER, "Mars/Olympus") == [("UTC", "15 08:30")]
