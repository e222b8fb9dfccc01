"""How a test says that an action declines, with which words, and that nothing has changed."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.models import Fact


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this code and publishes nothing."""
    before = Fact.objects.count()
    with pytest.raises(ValidationError) as refusal:
        yield
    codes = [error.code for error in refusal.value.error_list]
    assert codes == [code]
    assert Fact.objects.count() == before
