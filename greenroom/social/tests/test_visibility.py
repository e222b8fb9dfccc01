"""Who reads what, kind by kind, and what ends a right at once."""

import pytest

from greenroom.people.models import Identity, Membership, NetworkMembership, Organisation
from greenroom.social import actions, queries, timelines
from greenroom.social.models import Audience, Post
from greenroom.social.tests.village import eyes, reads
from greenroom.social.visibility import GUEST, viewer_of

PUBLIC, QUIET, FOLLOWERS = Audience.PUBLIC, Audience.QUIET_PUBLIC, Audience.FOLLOWERS
NETWORK, DIRECT = Audience.NETWORK, Audience.DIRECT


@pytest.fixture
def cast(village, ida):
    """Ida speaks; each of the others stands to her in one way only."""
    colleague = village.person("colleague", member=False)
    listed = village.person("listed", member=False)
    follower = village.person("follower", member=False)
    named = village.person("named", member=False)
    member = village.person("member")
    house = village.organisation("skerrow", owner=ida, members=(colleague,))
    village.circle("board", keeper=ida, members=(listed,))
    village.follow(follower, ida)
    return {"ida": ida, "colleague": colleague, "listed": listed, "follower": follower, "named": named} | {
        "member": member,
        "house": house,
        "guest": None,
    }


def readers(cast, post) -> set[str]:
    return {name for name, who in cast.items() if reads(who, post)}


def test_each_audience_has_its_readers(village, ida, cast):
    everybody = set(cast)
    board = village.circles["board"].audience
    house = Audience.objects.get(owner=cast["house"].identity)

    assert readers(cast, village.post(ida, to=PUBLIC)) == everybody
    assert readers(cast, village.post(ida, to=QUIET)) == everybody
    assert readers(cast, village.post(ida, to=FOLLOWERS)) == {"ida", "follower"}
    assert readers(cast, village.post(ida, to=NETWORK)) == {"ida", "member"}
    assert readers(cast, village.post(ida, to=house)) == {"ida", "colleague", "house"}
    assert readers(cast, village.post(ida, to=board)) == {"ida", "listed"}
    assert readers(cast, village.post(ida, "For @named", to=DIRECT)) == {"ida", "named"}


def test_rights_of_the_human_are_not_rights_of_the_organisation(village, ida, cast):
    """A viewer is one identity, never the union of a person and whom they speak as."""
    post = village.post(cast["member"], to=NETWORK)
    said = village.post(ida, "For @member", author=cast["house"].identity, to=DIRECT)

    assert [reads(ida, post), reads(cast["house"], post)] == [True, False]
    assert [reads(ida, said), reads(cast["house"], said), reads(cast["member"], said)] == [False, True, True]


def test_an_organisation_reads_followers_posts_of_those_whom_it_follows(village, ida, cast):
    member = cast["member"]
    post = village.post(member, to=FOLLOWERS)
    house = cast["house"].identity
    village.act(actions.follow, identity=house, target=member.identity, by=ida)

    assert reads(cast["house"], post)


def test_a_new_member_of_network_and_organisation_reads_old_posts(village, ida, cast):
    house = Audience.objects.get(owner=cast["house"].identity)
    posts = [village.post(ida, to=NETWORK), village.post(ida, to=house)]
    noor = village.person("noor")
    Membership.objects.create(person=noor, organisation=cast["house"], joined_at=village.tick())

    assert [reads(noor, post) for post in posts] == [True, True]


def test_an_audience_may_start_at_joining_whatever_its_kind(village, ida, cast):
    house = Audience.objects.get(owner=cast["house"].identity)
    Audience.objects.filter(pk=house.pk).update(starts_at=Audience.Start.JOINING)
    before = village.post(ida, to=house)
    noor = village.person("noor")
    Membership.objects.create(person=noor, organisation=cast["house"], joined_at=village.tick())
    after = village.post(ida, to=house)

    assert [reads(noor, post) for post in (before, after)] == [False, True]


def test_an_ended_membership_counts_at_once(village, ida, cast):
    house = Audience.objects.get(owner=cast["house"].identity)
    network, inside = village.post(ida, to=NETWORK), village.post(ida, to=house)
    NetworkMembership.objects.filter(person=cast["member"]).update(ended_at=village.tick())
    Membership.objects.filter(person=cast["colleague"]).update(ended_at=village.tick())

    assert readers(cast, network) == {"ida"}
    assert readers(cast, inside) == {"ida", "house"}


def test_a_closed_organisation_falls_back_to_each_author(village, ida, cast, refused):
    house = Audience.objects.get(owner=cast["house"].identity)
    post = village.post(cast["colleague"], to=house)
    assert readers(cast, post) == {"ida", "colleague", "house"}
    Organisation.objects.filter(pk=cast["house"].pk).update(closed_at=village.tick())

    assert readers(cast, post) == {"colleague"}
    with refused("unknown_audience"):
        village.post(ida, to=house)
    assert f"org:{cast['house'].identity.handle}" not in {
        choice.key for choice in queries.audience_choices(ida, speaks_as=ida.identity)
    }


def test_a_closed_audience_falls_back_too(village, ida, cast):
    house = Audience.objects.get(owner=cast["house"].identity)
    post = village.post(ida, to=house)
    Audience.objects.filter(pk=house.pk).update(closed_at=village.tick())

    assert readers(cast, post) == {"ida"}


def test_suspended_people_are_neither_read_nor_more_than_guests(village, ida, cast):
    network = village.post(ida, to=NETWORK)
    theirs = village.post(cast["member"], to=PUBLIC)
    Identity.objects.filter(pk=cast["member"].pk).update(suspended_at=village.tick())

    assert viewer_of(Identity.objects.get(pk=cast["member"].pk)) is GUEST
    assert not reads(cast["member"], network)
    assert readers(cast, theirs) == set()


def test_a_circle_is_nobody_who_reads(village, ida, cast):
    assert viewer_of(village.circles["board"].identity) is GUEST


def test_a_tag_grants_nothing(village, ida, cast):
    for audience in (NETWORK, village.circles["board"].audience, FOLLOWERS):
        village.post(ida, "Canary #tide", to=audience)

    assert timelines.tag(GUEST, "tide").entries == []
    assert timelines.tag(eyes(cast["named"]), "#Tide").entries == []
    assert len(timelines.tag(eyes(cast["listed"]), "tide").entries) == 1


def test_quiet_public_posts_are_in_no_feed_but_the_authors_and_the_followers(village, ida, cast):
    post = village.post(ida, "#tide", to=QUIET)
    viewer = eyes(cast["follower"])

    assert timelines.local(viewer).entries == timelines.tag(viewer, "tide").entries == []
    assert [entry.post.id for entry in timelines.home(viewer).entries] == [post.pk]
    assert [entry.post.id for entry in timelines.profile(GUEST, ida.identity).entries] == [post.pk]


def test_closed_answers_are_not_counted_for_outsiders(village, ida, cast):
    first = village.post(ida, to=PUBLIC)
    village.post(cast["member"], "Canary", reply_to=first, to=NETWORK)

    assert queries.post_for(GUEST, first.pk).reply_count == 0
    assert queries.post_for(eyes(cast["member"]), first.pk).reply_count == 1
    assert timelines.thread(GUEST, first.pk).replies == []


def test_an_answer_does_not_name_the_author_of_what_is_hidden(village, ida, cast):
    first = village.post(cast["member"], to=PUBLIC)
    answer = village.post(ida, reply_to=first)
    village.block(cast["member"], cast["follower"])

    assert queries.post_for(eyes(cast["follower"]), answer.pk).reply_to_author is None
    assert queries.post_for(GUEST, answer.pk).reply_to_author == cast["member"].identity


def test_who_may_do_what_with_a_post(village, ida, cast):
    post = village.post(ida, to=NETWORK)
    own, other = queries.post_for(eyes(ida), post.pk), queries.post_for(eyes(cast["member"]), post.pk)

    assert [own.may_edit, own.may_delete, own.may_narrow, own.may_reply] == [True] * 4
    assert [other.may_edit, other.may_delete, other.may_narrow, other.may_reply] == [False, False, False, True]
    guest = queries.post_for(GUEST, village.post(ida, to=PUBLIC).pk)
    assert not any([guest.may_edit, guest.may_reply, guest.may_boost, guest.may_narrow])


def test_posts_at_first_hand_know_who_wrote_for_the_organisation(village, ida, cast):
    post = village.post(ida, author=cast["house"].identity, to=PUBLIC)
    view = queries.post_for(GUEST, post.pk)

    assert (view.author, view.written_by) == (cast["house"].identity, ida.identity)
    assert queries.post_for(GUEST, village.post(ida, to=PUBLIC).pk).written_by is None
    assert Post.objects.filter(written_by=ida).count() == 2


def test_a_viewer_asks_once(village, ida, cast, django_assert_num_queries):
    viewer = eyes(ida)
    with django_assert_num_queries(1):
        assert viewer.is_member
        assert viewer.circle_ids == {village.circles["board"].pk}
        assert viewer.organisation_ids == {cast["house"].pk}
        assert (viewer.followed_ids, viewer.hidden_ids, viewer.muted_ids) == (set(), set(), set())
