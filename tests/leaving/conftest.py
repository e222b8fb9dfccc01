"""What the tests of this room start from."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.leaving.canary import Canary


@pytest.fixture
def canary(db):
    """Kaspian; files that other tests left are put away first."""
    for folder in (settings.PICTURES_FOLDER, settings.MAIL_FOLDER):
        shutil.rmtree(Path(folder), ignore_errors=True)
    return Canary()
