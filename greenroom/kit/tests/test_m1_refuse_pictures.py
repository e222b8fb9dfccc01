"""M1: what is no picture, what is more than one, what is too much, and what is broken."""

import io
import json
import subprocess
import sys
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.kit.pictures import decoder, formats, limits, making, shapes
from greenroom.kit.tests.drawing import CANARY, bomb, drawn, file_of, here, moving, polyglots

POST = shapes.POST
VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(4000)


def refused(source) -> making.PictureRefused:
    with pytest.raises(making.PictureRefused) as caught:
        making.make(source if isinstance(source, io.BytesIO) else io.BytesIO(source), POST)
    return caught.value


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("empty", b""),
        ("video", VIDEO),
        ("video", b"\x1aE\xdf\xa3" + bytes(100)),
        ("sound", b"ID3" + bytes(100)),
        ("heic", b"\x00\x00\x00\x18ftypheic" + bytes(100)),
        ("drawing", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("document", b"%PDF-1.7"),
        ("unknown", b"<!doctype html><p>words"),
        ("unknown", b"GIF88a" + bytes(100)),
        ("unknown", b"#!/bin/sh\nrm -r /"),
        ("unknown", b"RIFF\x00\x00\x00\x00WEBX"),
    ],
)
def test_m1_what_is_no_picture_is_refused_by_its_content(code, content):
    with patch.object(making, "_piped", side_effect=AssertionError("nothing is started for it")):
        refusal = refused(content)

    assert refusal.code == code
    assert refusal.messages[0].endswith(".")


def test_m1_a_video_is_refused_in_plain_words_however_long_it_is():
    class FourHours(io.RawIOBase):
        read_so_far = 0

        def seek(self, *_place):
            return 0

        def read(self, size=-1):
            self.read_so_far += size
            return (VIDEO * (size // len(VIDEO) + 1))[:size]

    film = FourHours()
    assert (
        refused(io.BytesIO(VIDEO)).messages[0].startswith("Greenroom takes pictures (JPEG, PNG, WebP, GIF), not videos")
    )
    with pytest.raises(making.PictureRefused) as caught:
        making.make(film, POST)
    assert caught.value.code == "too_large"
    assert film.read_so_far <= limits.UPLOAD_BYTES + 70_000


@pytest.mark.parametrize("name", polyglots())
def test_m1_of_a_file_that_is_two_things_only_the_picture_is_kept(name):
    source = polyglots()[name]
    assert CANARY in source.getvalue()
    picture = here(source, POST)

    assert (picture.width, picture.height) == (64, 48)
    for content in (picture.full, picture.preview):
        assert CANARY not in content
        assert b"<script" not in content


def test_m1_a_bomb_is_refused_before_it_is_unpacked():
    wide = bomb(30_000, 5_000)

    assert len(wide.getvalue()) < 200_000
    assert refused(wide).code == "too_many_pixels"


def test_m1_what_does_not_fit_into_256_mib_is_refused():
    flat = file_of(drawn((4900, 4900)), "WEBP")

    assert refused(flat).code == "too_heavy"


def test_m1_an_endless_animation_is_refused():
    assert refused(moving(frames=501, size=(8, 8))).code == "too_long"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_m1_a_file_that_breaks_off_is_refused(form):
    whole = file_of(drawn((300, 300)), form).getvalue()

    for content in (whole[: len(whole) // 2], whole[:20]):
        with pytest.raises(making.PictureRefused) as caught:
            here(io.BytesIO(content), POST)
        assert caught.value.code == "damaged"


def test_m1_a_reader_that_hangs_is_ended():
    started = making._started

    def sleeper(name, shape, nowhere, *, stdin, stack):
        if name == "encoder":
            return started(name, shape, nowhere, stdin=stdin, stack=stack)
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdin=stdin, stdout=-1)
        stack.callback(making._ended, process)
        sleepers.append(process)
        return process

    sleepers: list[subprocess.Popen] = []
    with patch.object(making, "_started", sleeper), patch.object(limits, "WALL_SECONDS", 1):
        assert refused(file_of(drawn())).code == "too_slow"
    assert sleepers[0].returncode is not None


def test_m1_many_at_once_wait_their_turn_and_are_told():
    with patch.object(limits, "PATIENCE", 0.01), making._turn(), making._turn():
        assert refused(file_of(drawn())).code == "busy"
    assert making.make(file_of(drawn()), POST).width == 64


ESCAPES = {
    "a file": "open('/etc/hostname').read()",
    "a new file": "open('made', 'w')",
    "a folder": "os.listdir('/')",
    "a socket": "socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "a name": "socket.getaddrinfo('example.org', 80)",
    "a process": "os.posix_spawn('/bin/true', ['true'], {})",
    "a fork": "os.fork()",
    "memory": "bytearray(300 * 2**20)",
    "a signal": "os.kill(os.getppid(), 0)",
}
PROBE = """
import encodings.idna, os, socket, sys
from greenroom.kit.pictures.confinement import confine
closed = confine(60)
try:
    {deed}
except (OSError, MemoryError) as error:
    print(type(error).__name__, *closed, flush=True)
else:
    print("done", *closed, flush=True)
"""


@pytest.mark.parametrize("what", ESCAPES)
def test_m1_the_reader_reaches_nothing(what, tmp_path):
    """Where the machine lends no means to close it (`closed` says so), the attempt is not held against the program."""
    script = PROBE.format(deed=ESCAPES[what])
    run = [sys.executable, "-I", "-B", "-c", script]
    ended = subprocess.run(run, stdout=subprocess.PIPE, cwd=tmp_path, env={}, check=False)
    outcome, *closed = ended.stdout.decode().split()

    assert "limits" in closed
    if outcome == "done":
        assert not {"calls", "files"} & set(closed)
        pytest.skip(f"this machine closes {closed} alone")
    assert list(tmp_path.iterdir()) == []


def answered(content: bytes) -> tuple[dict, int]:
    """What the decoder says, here in this process, and how many bytes of pixels follow."""
    target = io.BytesIO()
    with patch.object(decoder, "confine", lambda _seconds: []):
        decoder.main(POST, 10, io.BytesIO(content), target)
    line, _end, pixels = target.getvalue().partition(b"\n")
    return json.loads(line), len(pixels)


SEEDS = [file_of(drawn((24, 18)), form).getvalue() for form in ("JPEG", "PNG", "WEBP", "GIF")]
SEEDS += [moving(form, frames=2, size=(12, 9)).getvalue() for form in ("GIF", "WEBP")]


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_m1_whatever_the_bytes_the_answer_is_whole(data):
    """Bytes at random behind a true beginning, and true files with bytes changed: a refusal, or all the pixels."""
    whole = data.draw(st.sampled_from(SEEDS))
    if data.draw(st.booleans()):
        content = whole[: data.draw(st.integers(4, 40))] + data.draw(st.binary(max_size=200))
    else:
        changed = bytearray(whole)
        for place in data.draw(st.lists(st.integers(8, len(whole) - 1), max_size=8)):
            changed[place] = data.draw(st.integers(0, 255))
        content = bytes(changed)
    said, pixels = answered(content)

    if "refused" in said:
        assert pixels == 0
        assert said["refused"] in making.SENTENCES
    else:
        frames = max(len(said["durations"]), 1)
        assert pixels == said["width"] * said["height"] * said["channels"] * frames
        assert said["width"] <= limits.FULL


@given(st.binary(max_size=80))
@settings(max_examples=200, deadline=None)
def test_m1_bytes_at_random_are_no_picture(content):
    assert formats.kind_of(content) in {"unknown", "empty", *formats.TAKEN, *(kind for kind, _signs in formats.SIGNS)}
