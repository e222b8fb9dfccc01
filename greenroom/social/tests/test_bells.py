"""The bell: a notice for every post by somebody whom one follows, as far as one may read it."""

import pytest

from greenroom.kit import worker
from greenroom.people.models import Identity
from greenroom.social import actions, handlers, queries
from greenroom.social.models import Audience, Follow, Notice
from greenroom.social.tests.village import eyes


@pytest.fixture
def ears(village):
    """Bram follows Ida and wants to hear of each post; Noor follows without a bell."""
    village.person("ida")
    for name in ("bram", "noor"):
        village.follow(village.person(name), village.people["ida"])
    rings(village)
    return village


def rings(village, verb=actions.ring, name="bram"):
    person = village.people[name]
    village.act(verb, identity=person.identity, target=village.people["ida"].identity, by=person)


def told(village, kind="status"):
    worker.work_off(village.tick())
    rows = Notice.objects.filter(kind=kind).values("recipient")
    return sorted(Identity.objects.filter(pk__in=rows).values_list("handle", flat=True))


def test_only_who_wants_to_hear_of_a_post_is_told(ears):
    ears.post(ears.people["ida"], to=Audience.PUBLIC)

    assert told(ears) == ["bram"]
    assert [group.kind for group in queries.notices_for(eyes(ears.people["bram"])).groups] == ["status"]
    assert queries.tie(eyes(ears.people["bram"]), ears.people["ida"].identity).rings


def test_the_bell_falls_silent(ears):
    rings(ears, actions.unring)

    ears.post(ears.people["ida"], to=Audience.PUBLIC)

    assert told(ears) == []


def test_a10_who_may_not_read_the_post_is_not_told(ears):
    ida = ears.people["ida"]
    circle = ears.circle("board", keeper=ida, members=(ears.people["noor"],))
    ears.post(ida, to=circle)
    narrowed = ears.post(ida, to=Audience.PUBLIC)
    ears.act(actions.narrow_post, post=narrowed, audience=circle.audience, by=ida)

    assert told(ears) == []


def test_answers_to_others_and_posts_that_name_somebody_do_not_ring_for_them(ears):
    ida = ears.people["ida"]
    ears.post(ida, reply_to=ears.post(ears.people["noor"], to=Audience.PUBLIC))
    ears.post(ida, "For @bram", to=Audience.PUBLIC)

    assert told(ears) == []
    assert told(ears, "mention") == ["bram"]


def test_answers_to_oneself_ring(ears):
    ida = ears.people["ida"]
    first = ears.post(ida, to=Audience.PUBLIC)
    ears.post(ida, reply_to=first)

    told(ears)

    assert Notice.objects.filter(kind="status").count() == 2


def test_a_bell_needs_a_follow(village, refused):
    village.person("ida")
    village.person("bram")

    with refused("not_following"):
        rings(village)


def test_following_again_leaves_the_bell_as_it_is_unless_told(ears):
    ida, bram = ears.people["ida"], ears.people["bram"]
    ears.follow(bram, ida)
    assert Follow.objects.get(follower=bram.pk).rings

    ears.act(actions.follow, identity=bram.identity, target=ida.identity, rings=False, by=bram)

    assert not Follow.objects.get(follower=bram.pk).rings


def test_many_bells_are_one_errand(ears, monkeypatch):
    monkeypatch.setattr(handlers, "BATCH", 2)
    names = [f"fan{number}" for number in range(5)]
    for name in names:
        ears.follow(ears.person(name), ears.people["ida"])
        rings(ears, name=name)

    ears.post(ears.people["ida"], to=Audience.PUBLIC)

    assert told(ears) == ["bram", *names]
