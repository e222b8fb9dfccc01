"""The copy of what belongs to a post."""

import pytest

from greenroom.social import actions, extras
from greenroom.social.models import Audience, Post

PUBLIC = Audience.PUBLIC


def kept(post):
    return Post.objects.get(pk=post.pk).extras


def test_each_part_is_written_beside_the_others(village):
    post = village.post(village.person("ida"), to=PUBLIC)
    stale = Post.objects.get(pk=post.pk)
    extras.write(post, "poll", {"options": ["Yes", "No"]})
    extras.write(stale, "card", {"title": "A page"})

    assert kept(post) == stale.extras == {"poll": {"options": ["Yes", "No"]}, "card": {"title": "A page"}}


def test_an_empty_part_is_taken_away(village):
    post = village.post(village.person("ida"), to=PUBLIC)
    extras.write(post, "poll", {"options": ["Yes", "No"]})
    extras.write(post, "media", [])
    extras.write(post, "poll", None)

    assert kept(post) == {}


def test_an_edit_keeps_them(village):
    ida = village.person("ida")
    post = village.post(ida, to=PUBLIC)
    extras.write(post, "poll", {"options": ["Yes", "No"]})
    village.act(actions.edit_post, post=post, headline="Other words", by=ida)

    assert kept(post) == {"poll": {"options": ["Yes", "No"]}}


def test_deleting_empties_them_and_nothing_is_written_afterwards(village):
    ida = village.person("ida")
    post = village.post(ida, to=PUBLIC)
    extras.write(post, "card", {"title": "Canary"})
    village.act(actions.delete_post, post=post, by=ida)
    extras.write(post, "card", {"title": "Canary"})

    assert kept(post) == {}


def test_a_part_that_nobody_knows_is_a_mistake(village):
    post = village.post(village.person("ida"), to=PUBLIC)

    with pytest.raises(ValueError, match="no part"):
        extras.write(post, "music", {})
