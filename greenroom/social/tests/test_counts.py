"""How many read: people who are suspended read nothing and are counted nowhere."""

import pytest

from greenroom.people.models import Identity
from greenroom.social import queries
from greenroom.social.models import Audience, Post
from greenroom.social.tests.village import eyes


@pytest.fixture
def ida(village):
    """In everything together with bram, who may read, and sol, who is suspended."""
    ida, bram, sol = (village.person(handle) for handle in ("ida", "bram", "sol"))
    village.organisation("skerrow", owner=ida, members=(sol, bram))
    village.circle("board", keeper=ida, members=(sol, bram))
    for follower in (sol, bram):
        village.follow(follower, ida)
    village.post(ida, "For @sol and @bram", to=Audience.DIRECT)
    Identity.objects.filter(pk=sol.pk).update(suspended_at=village.tick())
    return ida


def test_in_the_chooser(ida):
    found = {choice.key: choice.readers for choice in queries.audience_choices(ida, speaks_as=ida.identity)}

    assert found == {
        "public": None,
        "quiet_public": None,
        "network": 2,
        "org:skerrow": 2,
        "circle:board": 2,
        "followers": 1,
        "direct": None,
    }


def test_nor_are_they_named_in_the_chooser(ida):
    (board,) = (one for one in queries.audience_choices(ida, speaks_as=ida.identity) if one.key == "circle:board")

    assert board.sample == ["Ida", "Bram"]


def test_in_the_list_of_circles(ida):
    assert [line.members for line in queries.circles_of(ida)] == [2]


@pytest.mark.parametrize("where", ["network", "organisation", "circle", "direct"])
def test_beside_a_post(village, ida, where):
    audience = {
        "network": Audience.NETWORK,
        "organisation": village.organisations["skerrow"],
        "circle": village.circles["board"],
    }.get(where)
    post = village.post(ida, to=audience) if audience else Post.objects.get()

    assert queries.post_for(eyes(ida), post.pk).audience_readers == 2


def test_on_a_profile(village, ida):
    bram = village.people["bram"]
    village.follow(ida, bram)
    Identity.objects.filter(pk=bram.pk).update(suspended_at=village.tick())

    counts = queries.counts_of(eyes(ida), ida.identity)
    assert (counts.followers, counts.following) == (0, 0)
