"""What hosts choose for all posts."""

import pytest

from greenroom.people.models import NetworkMembership
from greenroom.social import actions
from greenroom.social.options import ALT_TEXT_REQUIRED


@pytest.mark.parametrize("role", ["owner", "administrator"])
def test_hosts_ask_for_descriptions(village, role):
    ida = village.person("ida")
    NetworkMembership.objects.filter(person=ida).update(role=role)
    village.act(actions.choose_descriptions, required=True, by=ida)

    assert ALT_TEXT_REQUIRED.get() is True


def test_members_do_not(village, refused):
    with refused("no_clearance"):
        village.act(actions.choose_descriptions, required=True, by=village.person("ida"))
    assert ALT_TEXT_REQUIRED.get() is False
