"""Every test run keeps its data in a folder of its own."""

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.config.settings")
os.environ["GREENROOM_DATA"] = os.environ.get("GREENROOM_TEST_DATA") or tempfile.mkdtemp(prefix="greenroom-test-")

pytest_plugins = ["greenroom.testing.cast"]
