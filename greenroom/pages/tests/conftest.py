"""A few people of two houses and one circle, for tests of pages."""

import pytest

from greenroom.pages.tests.stream_world import StreamWorld


@pytest.fixture
def stream(db: None) -> StreamWorld:
    return StreamWorld.built()
