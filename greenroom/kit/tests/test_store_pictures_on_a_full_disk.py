"""The disk is full at any write of a picture: it is refused, and nothing of it is left [R2]."""

import errno
import os

import pytest

from greenroom.kit.pictures import storing

pytestmark = pytest.mark.fast


class Drawn:
    full, preview = b"f" * 100_000, b"p" * 500


@pytest.mark.parametrize("call", range(5))
def test_r2_a_picture_that_finds_no_room_leaves_nothing(settings, tmp_path, monkeypatch, call):
    settings.PICTURES_FOLDER = tmp_path
    real, left = os.fsync, [call]

    def full(handle):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storing.put(Drawn)

    monkeypatch.undo()
    assert list((tmp_path / storing.UNFINISHED).iterdir()) == []
    if call < 3:  # the first three calls lie before the name
        assert [entry for entry in tmp_path.iterdir() if any(entry.iterdir())] == []
    key = storing.put(Drawn)
    assert storing.opened(key, "full").read() == Drawn.full
