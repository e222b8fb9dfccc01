"""What the tests of this room start from."""

import feedparser
import pytest

from greenroom.people.models import NetworkMembership
from greenroom.social.tests.village import Village


@pytest.fixture
def village(db) -> Village:
    """A network that is open: somebody owns it."""
    made = Village()
    NetworkMembership.objects.filter(person=made.person("marit")).update(role="owner")
    return made


@pytest.fixture
def ida(village):
    return village.person("ida")


@pytest.fixture
def bram(village):
    return village.person("bram")


@pytest.fixture
def read(client):
    """A feed as a reader understands it; it must be well formed."""

    def open_feed(address, **headers):
        reply = client.get(address, headers=headers)
        assert reply.status_code == 200, reply.status_code
        feed = feedparser.parse(reply.content, response_headers={"content-type": reply["Content-Type"]})
        assert not feed.bozo, feed.bozo_exception
        return feed

    return open_feed
