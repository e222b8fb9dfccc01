"""What the tests of this room start from."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError

from greenroom.social.models import Audience, Media, Mention, Post, PostTag, PostVersion
from greenroom.social.tests.pushing import SERVICE, Device
from greenroom.social.tests.village import Village


@pytest.fixture
def village(db) -> Village:
    return Village()


@pytest.fixture
def ida(village):
    return village.person("ida")


@pytest.fixture
def bram(village):
    return village.person("bram")


@pytest.fixture
def device(village, network, bram):
    """Bram's, subscribed to pushes; its service takes all."""
    network.page(f"{SERVICE}one", status=201)
    return Device(village, bram)


def state() -> tuple:
    """All that a refused verb might have changed."""
    return (
        list(Post.objects.order_by("pk").values_list()),
        list(Audience.objects.order_by("pk").values_list()),
        sorted(Mention.objects.values_list("post", "identity")),
        sorted(PostTag.objects.values_list("post", "tag__folded")),
        list(PostVersion.objects.order_by("pk").values_list()),
        list(Media.objects.order_by("pk").values_list()),
    )


@pytest.fixture
def refused(db):
    """`with refused("code"):` — the verb declines with this code and changes nothing."""

    @contextmanager
    def declining(code: str, *words: str):
        before = state()
        with pytest.raises(ValidationError) as caught:
            yield
        assert caught.value.code == code, caught.value
        for word in words:
            assert word in caught.value.messages[0]
        assert state() == before

    return declining
