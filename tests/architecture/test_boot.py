"""The program starts with no desk at all, and Django finds nothing to complain about."""

import os
import subprocess
import sys


def test_the_house_stands_without_a_desk(tmp_path):
    environment = {**os.environ, "GREENROOM_DATA": str(tmp_path), "GREENROOM_DESKS": ""}
    words = [sys.executable, "-m", "greenroom.config.cli", "manage", "check"]

    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), done.stderr
