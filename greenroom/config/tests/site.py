"""A site of its own for the tests of keeping, on a folder and maybe a database: filled, asked, killed."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from greenroom.config.tests.server import environment

FILL = """
import random
from django.db import transaction
from django.utils import timezone
from greenroom.kit import audit, mail
from greenroom.kit.pictures import owning, storing
from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Audience, Media
now = timezone.now()
ida = people.add_person(handle="ida", display_name="Ida Røsmere", email="ida@example.org", now=now, claimed=True)
bram = people.add_person(handle="bram", display_name="Bram \\u4f60", email="bram@example.org", now=now, claimed=True)
source = random.Random(SEED)
letters = "abc ÄÖü é\\n\\t\\"\\\\ {}[],:0123456789 \\U0001f33b \\u05d0 \\u4f60\\u597d \\u00a0 NULL \\\\N"
public = Audience.objects.get(pk=1)
for number in range(30):
    words = "".join(source.choice(letters) for _ in range(source.randint(1, 400)))
    actions.publish_post(author=ida.identity, audience=public, by=ida, headline=f"Post {number}", note=words,
        now=timezone.now())
post = actions.publish_post(author=bram.identity, audience=public, by=bram, headline="@ida look", now=timezone.now())
actions.delete_post(post=post, by=bram, now=timezone.now())
class Drawn:
    full, preview = b"f" * 70_000, b"p" * 500
for number in range(3):
    Media.objects.create(person=ida, file_key=storing.put(Drawn), created_at=now, state="ready", mime="image/png",
        focus_x=source.uniform(-1, 1), focus_y=0.1, width=9, height=9, bytes=70_000)
owning.is_ours(now)
with transaction.atomic():
    mail.queue_mail(to="ida@example.org", subject="Waiting", text="A letter", key="waiting", now=now)
    audit.record(action="test.happened", actor_id=ida.pk, payload={"why": "a reason"}, now=now)
print(ida.pk)
"""
STATE = """
import json
from greenroom.kit import audit, outside
from greenroom.kit.keeping import soundness
from greenroom.kit.models import AuditEntry, Mail
from greenroom.social.models import Post
from greenroom.social.search import find_ids, parse
from greenroom.social.visibility import viewer_of
first = AuditEntry.objects.get(action="test.happened")
print(json.dumps({
    "headlines": sorted(Post.objects.living().values_list("headline", flat=True)),
    "mail": list(Mail.objects.filter(key="waiting").values_list("state", flat=True)),
    "held": outside.is_held(),
    "payload": audit.payload_of(first),
    "last": AuditEntry.objects.order_by("-sequence").first().action,
    "faults": soundness.faults(),
    "found": find_ids(viewer_of(None), parse('"post 7"'), limit=9)[0],
}))
"""


@dataclass
class Site:
    """A data folder and, where there is one, the address of its database."""

    folder: Path
    database: str = ""

    def run(self, *words, **how):
        """The console command to its end: code, what it printed, what it complained of."""
        command = [sys.executable, "-m", "greenroom.config.cli", *map(str, words)]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False, **how)
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    def start(self, code, *, prelude="import django; django.setup()\n"):
        """Lines of Python with Django on the site, in a process that may be killed."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-c", prelude + code], env=self.environment(), stdout=pipe, stderr=pipe, text=True
        )

    def python(self, code):
        """Such lines to their end; what they printed."""
        process = self.start(code)
        said, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        return said.strip()

    def fill(self, seed=1):
        """People, posts, pictures, a mail that waits and an entry of the record."""
        self.folder.mkdir(exist_ok=True, mode=0o700)
        assert self.run("migrate", "--quiet")[0] == 0
        self.python(FILL.replace("SEED", str(seed)))
        return self

    def state(self):
        """What is to be seen."""
        return json.loads(self.python(STATE))

    def environment(self):
        return environment(self.folder, self.database)

    def names(self):
        """What lies in the folder."""
        return sorted(entry.name for entry in self.folder.iterdir()) if self.folder.exists() else None
