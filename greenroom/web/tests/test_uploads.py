"""Which forms may hold files, and how much of them."""

import pytest

from greenroom.kit.pictures import limits
from greenroom.web import uploads

pytestmark = pytest.mark.fast
FILES = [(b"content-type", b"multipart/form-data; boundary=x")]
WORDS = [(b"content-type", b"application/x-www-form-urlencoded")]


@pytest.mark.parametrize(
    "path", ["/compose", "/media/", "/@ida/123/reply/", "/@ida/123/edit/", "/settings/pictures/", "/@skerrow/pictures/"]
)
def test_these_take_files(path):
    assert uploads.files_in(path, FILES) == limits.UPLOAD_BYTES == 16_000_000
    assert uploads.files_in(path, WORDS) == uploads.files_in(path, []) == 0


@pytest.mark.parametrize(
    "path", ["/", "/composer", "/drafts/save/", "/@ida/123/keep/", "/x/media/", "/media/1/full", "/@ida/12/reply/\n"]
)
def test_others_do_not(path):
    assert uploads.files_in(path, FILES) == 0
