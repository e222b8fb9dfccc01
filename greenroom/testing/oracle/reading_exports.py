"""Reading what people take along: their archive, word by word, as pages and as JSON."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from greenroom.exports import archive
from greenroom.people.models import Identity
from greenroom.testing.oracle.reading import NOTHING, Eyes, Reading, all_posts
from greenroom.testing.oracle.world import World


def archives(world: World, eyes: Eyes) -> Iterator[Reading]:
    """The viewer's own, every file in it; the suspended cannot ask for one."""
    if eyes.viewer is None or world.facts.beings[eyes.viewer].suspended:
        return
    contents = archive.contents_of(Identity.objects.get(pk=eyes.viewer))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "archive.zip"
        archive.write(contents, file, now=world.now)
        with ZipFile(file) as opened:
            for name in opened.namelist():
                decides = all_posts(world) if name == "index.html" else NOTHING
                yield Reading(f"archive, {name}", decides, opened.read(name).decode(errors="replace"))
