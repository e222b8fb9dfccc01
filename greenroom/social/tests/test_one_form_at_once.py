"""A form that saves and posts in the same moment leaves one draft, or none."""

from functools import partial

import pytest

from greenroom.kit.tests.racing import ROUNDS, at_once
from greenroom.social import actions
from greenroom.social.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)


def saving(village, ida, number):
    words = {"headline": "Half a thought", "by": ida, "now": village.tick()}
    return partial(actions.save_draft, speaks_as=ida.identity, key=f"form-{number}", **words)


def test_two_saves_of_one_form_at_once_are_one_draft(village, ida):
    for number in range(ROUNDS):
        save = saving(village, ida, number)

        at_once(save, save)

        assert Draft.objects.count() == 1 + number


def test_no_draft_outlives_the_post_of_the_same_moment(village, ida):
    for number in range(ROUNDS):
        words = {"headline": "Half a thought", "by": ida, "now": village.tick()}
        post = partial(actions.publish_post, author=ida.identity, once=f"form-{number}", **words)

        at_once(post, saving(village, ida, number))

        assert not Draft.objects.exists()
