"""Tags that somebody follows grant nothing; tags on a profile count what is public."""

from greenroom.people.models import Identity
from greenroom.social import actions, queries, timelines
from greenroom.social.models import Audience, FeaturedTag, Tag, TagFollow
from greenroom.social.tests.village import eyes

PUBLIC, QUIET, FOLLOWERS, NETWORK, DIRECT = (
    Audience.PUBLIC,
    Audience.QUIET_PUBLIC,
    Audience.FOLLOWERS,
    Audience.NETWORK,
    Audience.DIRECT,
)


def follow(village, person, name="tide"):
    return village.act(actions.follow_tag, identity=person.identity, name=name, by=person)


def feature(village, person, name):
    return village.act(actions.feature_tag, identity=person.identity, name=name, by=person)


def home(person):
    return [entry.post.post.headline for entry in timelines.home(eyes(person)).entries]


def test_a_followed_tag_brings_what_may_be_read_anyway_and_nothing_else(village, ida, bram):
    outside = village.person("noor", member=False)
    board = village.circle("board", keeper=ida)
    village.organisation("skerrow", owner=ida)
    for audience in (PUBLIC, QUIET, FOLLOWERS, NETWORK, board, village.organisations["skerrow"]):
        name = audience if isinstance(audience, int) else audience.identity.handle
        village.post(ida, f"{name} #Tide", to=audience)
    village.post(ida, "@bram direct #tide", to=DIRECT)
    for person in (bram, outside):
        follow(village, person)

    assert home(bram) == ["@bram direct #tide", f"{NETWORK} #Tide", f"{PUBLIC} #Tide"]
    assert home(outside) == [f"{PUBLIC} #Tide"]


def test_a_post_with_two_followed_tags_or_a_boost_stands_there_once(village, ida, bram):
    noor = village.person("noor")
    village.follow(bram, noor)
    post = village.post(ida, "#tide and #ebb", to=PUBLIC)
    village.act(actions.boost, post=post, identity=noor.identity, by=noor)
    for name in ("tide", "ebb"):
        follow(village, bram, name)

    assert [(entry.id, entry.boosted_by) for entry in timelines.home(eyes(bram)).entries] == [(post.pk, None)]


def test_muted_people_and_ended_follows_bring_nothing(village, ida, bram):
    village.post(ida, "#tide", to=PUBLIC)
    follow(village, bram)
    village.act(actions.mute, identity=bram.identity, target=ida.identity, by=bram)
    assert home(bram) == []
    village.act(actions.unmute, identity=bram.identity, target=ida.identity, by=bram)
    assert home(bram) == ["#tide"]
    village.act(actions.unfollow_tag, identity=bram.identity, name="TIDE", by=bram)

    assert home(bram) == []
    assert not TagFollow.objects.exists()


def test_whoever_follows_a_tag_reads_their_own_spelling(village, ida, bram):
    """The tag's own is that of whoever wrote it first, perhaps where the follower may not look."""
    board = village.circle("board", keeper=ida)
    village.post(ida, "#SkarvSale", to=board)
    follow(village, bram, "#skarvsale")

    assert queries.followed_tags(eyes(bram)) == ["skarvsale"]
    assert Tag.objects.get().name == "SkarvSale"
    assert queries.follows_tag(eyes(bram), "SKARVSALE")
    assert not queries.follows_tag(eyes(ida), "skarvsale")


def test_what_is_no_tag_is_refused(village, ida, bram, refused, monkeypatch):
    for name in ("", "two words", "12", "a/b", "x" * 101, "a" * 5_000):
        with refused("no_tag"):
            follow(village, ida, name)
        with refused("no_tag"):
            feature(village, ida, name)
    with refused("not_you"):
        village.act(actions.follow_tag, identity=ida.identity, name="tide", by=bram)
    assert not Tag.objects.exists()
    monkeypatch.setattr("greenroom.social.actions.tagging.MOST_FOLLOWED", 1)
    monkeypatch.setattr("greenroom.social.actions.tagging.MOST_FEATURED", 1)
    for verb in (follow, feature):
        verb(village, ida, "tide")
        verb(village, ida, "Tide")
        with refused("too_many", "1"):
            verb(village, ida, "ebb")
    assert TagFollow.objects.count() == FeaturedTag.objects.count() == 1


def choose(village, person, *names, by=None):
    village.act(actions.choose_featured_tags, identity=person.identity, names=names, by=by or person)


def featured(person):
    return [tag.name for tag in queries.featured_tags(eyes(None), person.identity)]


def test_chosen_tags_take_the_place_of_the_former_as_they_are_written(village, ida, bram):
    feature(village, bram, "tide")
    choose(village, ida, "Tide", "#ebb", "EBB")
    assert featured(ida) == ["ebb", "Tide"]
    choose(village, ida, "tide", "salt")
    assert featured(ida) == ["salt", "tide"]
    choose(village, ida)

    assert featured(ida) == []
    assert featured(bram) == ["tide"]


def test_tags_that_are_refused_leave_the_former(village, ida, bram, refused):
    choose(village, ida, "tide")
    for names, code in ((["ebb", "two words"], "no_tag"), ([f"t{number}" for number in range(11)], "too_many")):
        with refused(code):
            choose(village, ida, *names)
    for names in (["ebb"], []):
        with refused("not_you"):
            choose(village, ida, *names, by=bram)

    assert featured(ida) == ["tide"]


def test_nobody_suspended_shows_tags(village, ida):
    feature(village, ida, "tide")
    Identity.objects.filter(pk=ida.pk).update(suspended_at=village.tick())

    assert queries.featured_tags(eyes(None), Identity.objects.get(pk=ida.pk)) == []


def test_figures_on_a_profile_count_public_posts_alone(village, ida, bram):
    feature(village, ida, "tide")
    feature(village, ida, "Ebb")
    for audience in (PUBLIC, QUIET, FOLLOWERS, NETWORK):
        village.post(ida, "#tide", to=audience)
    village.post(bram, "#tide", to=PUBLIC)
    gone = village.post(ida, "#tide", to=PUBLIC)
    village.act(actions.delete_post, post=gone, by=ida)

    for viewer in (ida, bram, None):
        shown = queries.featured_tags(eyes(viewer), ida.identity)
        assert [(tag.name, tag.posts) for tag in shown] == [("Ebb", 0), ("tide", 2)]
    village.block(ida, bram)
    assert queries.featured_tags(eyes(bram), ida.identity) == []
    village.act(actions.unfeature_tag, identity=ida.identity, name="ebb", by=ida)
    assert [tag.name for tag in queries.featured_tags(eyes(None), ida.identity)] == ["tide"]


def test_a_profile_under_a_tag_shows_what_carries_it(village, ida, bram):
    said = village.post(ida, "Said #tide", to=PUBLIC)
    village.post(ida, "Said plain", to=PUBLIC)
    village.post(ida, "Closed #tide", to=FOLLOWERS)
    village.post(ida, "Answer #tide", reply_to=village.post(bram, to=PUBLIC))

    page = timelines.profile_tag(eyes(bram), ida.identity, "Tide")
    assert [entry.post.post.headline for entry in page.entries] == ["Answer #tide", said.headline]
