"""Pins: five posts that stand first on their author's profile, for those who may read them."""

from functools import partial

import pytest

from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions, queries, timelines
from greenroom.social.models import Audience, Pin
from greenroom.social.tests.village import Village, eyes


def pins(village, post, by=None):
    return village.act(actions.pin, post=post, by=by or village.people["ida"])


def profile_of(viewer, author, **page):
    entries = timelines.profile(eyes(viewer), author.identity, **page).entries
    return [(entry.post.post.headline, entry.is_pinned) for entry in entries]


def test_pinned_posts_stand_first_and_not_a_second_time(village):
    ida = village.person("ida")
    posts = [village.post(ida, f"Number {number}", to=Audience.PUBLIC) for number in range(4)]
    pins(village, posts[0])
    pins(village, posts[2])

    first = [("Number 2", True), ("Number 0", True), ("Number 3", False), ("Number 1", False)]
    assert profile_of(None, ida) == first
    assert profile_of(None, ida, before=posts[3].pk) == [("Number 1", False)]


def test_a_pinned_answer_is_shown_though_answers_are_not(village):
    ida, bram = village.person("ida"), village.person("bram")
    answer = village.post(ida, "An answer", reply_to=village.post(bram, to=Audience.PUBLIC))

    pins(village, answer)

    assert profile_of(None, ida) == [("An answer", True)]


def test_a1_a_pin_is_shown_to_those_who_may_read_the_post(village):
    ida, bram, noor = (village.person(name) for name in ("ida", "bram", "noor"))
    circle = village.circle("board", keeper=ida, members=(bram,))
    pins(village, village.post(ida, "Inside", to=circle))

    assert profile_of(bram, ida) == [("Inside", True)]
    assert profile_of(noor, ida) == profile_of(None, ida) == []
    village.act(actions.remove_from_circle, circle=circle, person=bram, by=ida)
    assert profile_of(bram, ida) == []


def test_pinning_twice_is_pinning_once_and_unpinning_ends_it(village):
    ida = village.person("ida")
    post = village.post(ida, to=Audience.PUBLIC)
    assert pins(village, post) == pins(village, post)
    assert queries.post_for(eyes(ida), post.pk).is_pinned

    village.act(actions.unpin, post=post, by=ida)

    assert profile_of(None, ida) == [("Words", False)]


def test_a_sixth_pin_is_refused(village, refused):
    ida = village.person("ida")
    posts = [village.post(ida, to=Audience.PUBLIC) for _ in range(6)]
    for post in posts[:5]:
        pins(village, post)

    with refused("too_many"):
        pins(village, posts[5])
    village.act(actions.unpin, post=posts[1], by=ida)
    pins(village, posts[5])
    assert Pin.objects.count() == 5


def test_i1_only_the_author_pins_and_no_direct_post(village, refused):
    ida, bram = village.person("ida"), village.person("bram")
    post, direct = village.post(ida, to=Audience.PUBLIC), village.post(ida, "@bram only", to=Audience.DIRECT)

    with refused("not_you"):
        pins(village, post, by=bram)
    with refused("direct"):
        pins(village, direct)
    pins(village, post)
    with refused("not_you"):
        village.act(actions.unpin, post=post, by=bram)
    assert Pin.objects.count() == 1


def test_a_pin_ends_with_its_post_and_when_it_is_narrowed_to_names(village):
    ida, _bram = village.person("ida"), village.person("bram")
    gone, narrowed = village.post(ida, to=Audience.PUBLIC), village.post(ida, "For @bram", to=Audience.PUBLIC)
    for post in (gone, narrowed):
        pins(village, post)

    village.act(actions.delete_post, post=gone, by=ida)
    assert Pin.objects.count() == 1
    direct = Audience.objects.get(pk=Audience.DIRECT)
    village.act(actions.narrow_post, post=narrowed, audience=direct, by=ida)
    assert not Pin.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_b2_the_last_place_is_taken_once():
    village = Village()
    for number in range(ROUNDS):
        ida = village.person(f"ida{number}")
        posts = [village.post(ida, to=Audience.PUBLIC) for _ in range(6)]
        for post in posts[:4]:
            pins(village, post, by=ida)
        now = village.tick()

        outcomes = at_once(*(partial(actions.pin, post=post, by=ida, now=now) for post in posts[4:]))

        assert sorted(one if isinstance(one, str) else "pinned" for one in outcomes) == ["pinned", "too_many"]
        assert Pin.objects.filter(identity=ida.identity).count() == 5
