"""Puts away what an archive says: posts, boosts and pictures, each once, however often it is begun anew."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import batched

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.imports.archives import Archive
from greenroom.imports.following import handle_here
from greenroom.imports.items import File, Item, Passed, Said, Whom
from greenroom.imports.tally import Tally
from greenroom.kit import text
from greenroom.people import queries
from greenroom.people.models import Identity, Person
from greenroom.people.queries import beginning_with
from greenroom.social import actions
from greenroom.social.actions.attaching import MOST
from greenroom.social.models import Audience, Boost, Follow, Media, OutsideBoost, Post
from greenroom.social.reach import lies_within

BATCH = 50  # items in one transaction
FILES_OF_BATCH = 8  # each takes up to ten seconds, and whoever stops an import waits for the batch
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST_WARNING = 140
OWN = {
    "public": Audience.PUBLIC,
    "quiet_public": Audience.QUIET_PUBLIC,
    "followers": Audience.FOLLOWERS,
}

type Afterwards = Callable[[Tally], None]


@dataclass(kw_only=True)
class Keeper:
    """Stores the items of one archive. `network` tells numbers of one network from those of another.

    `author_of` gives the identity for the name that the archive uses; empty is whoever it belongs to. `audience`
    is for what the archive says no audience for. `by` None is the operator.
    """

    network: str
    archive: Archive
    author_of: Callable[[str], Identity]
    audience: Audience
    by: Person | None
    names_people: bool = False
    audiences: dict[str, Audience] = field(default_factory=dict)

    def keep(self, batch: Sequence[Item], *, now: datetime, afterwards: Afterwards = lambda _tally: None) -> Tally:
        """Store these items in one transaction, with what `afterwards` writes about it; returns what was done.

        Pictures are made before, since that takes its time; when the rest does not come to stand they are swept.
        """
        tally = Tally()
        keys = {id(item): self.key_of(item) for item in batch}
        known = known_among(keys.values())
        brought = {
            id(item): self.pictures(item, tally, now=now)
            for item in batch
            if isinstance(item, Said) and item.files and keys[id(item)] not in known
        }
        with transaction.atomic():
            for item in batch:
                key = keys[id(item)]
                try:
                    if key in known:
                        tally.known += 1
                    elif isinstance(item, Whom):
                        self.follow(item, tally, now=now)
                    elif isinstance(item, Said):
                        self.say(item, key, brought.get(id(item), []), tally, now=now)
                    else:
                        self.pass_on(item, key, tally, now=now)
                except ValidationError as refusal:
                    tally.refuse(item.where, " ".join(refusal.messages))
                known.add(key)
            afterwards(tally)
        return tally

    def key_of(self, item: Item) -> str:
        """Where it came from and whose it is: nobody takes the place of somebody else's post by being faster."""
        return f"{self.key(item.key)}:{self.author_of(item.author).pk}"

    def key(self, foreign: str) -> str:
        """The beginning of the key of whatever has this foreign name."""
        return f"{self.network}:{hashlib.sha256(foreign.encode()).hexdigest()[:40]}"

    def audience_of(self, item: Said | Passed) -> Audience:
        """Who may read it: as the archive says, else as was chosen."""
        if not item.audience:
            return self.audience
        if item.audience not in self.audiences:
            self.audiences[item.audience] = Audience.objects.get(pk=OWN[item.audience])
        return self.audiences[item.audience]

    def say(self, item: Said, key: str, pictures: list[Media], tally: Tally, *, now: datetime) -> None:
        """Store one post, as an answer when what it answers is here."""
        author, audience = self.author_of(item.author), self.audience_of(item)
        words = self.words(item)
        parent = self.post_of(item.parent, author) if item.parent else None
        if parent is not None and parent.deleted_at:
            parent = None
        if parent is not None and not lies_within(audience.pk, author_id=author.pk, parent=parent):
            parent = None
            tally.note(_("An answer with more readers than what it answers stands by itself."))
        warning = item.warning if text.count(item.warning) <= LONGEST_WARNING else ""
        actions.import_post(
            author=author,
            audience=audience,
            headline=words.headline,
            note=words.note if warning or not item.warning else f"{item.warning}\n\n{words.note}",
            language=item.language[:8],
            spoiler_text=warning,
            sensitive=item.sensitive or bool(item.warning),
            names_people=self.names_people,
            published_at=moment_of(item.at),
            source_key=key,
            reply_to=parent,
            media=pictures,
            by=self.by,
            now=now,
        )
        tally.add("posts")
        tally.add("replies", int(parent is not None))
        tally.add("media", len(item.files))
        tally.add("media_with_alt", sum(bool(one.description) for one in item.files))
        tally.add("files", len(pictures))

    def words(self, item: Said) -> text.Words:
        """Headline and note; without words, those of a picture, or the address at which it was said."""
        if item.headline:
            return text.split(item.text, item.headline)
        described = (one.description for one in item.files if one.description)
        return text.split(item.text if not text.is_blank(item.text) else next(described, item.otherwise))

    def follow(self, item: Whom, tally: Tally, *, now: datetime) -> None:
        """Begin to follow who is here; whoever is hidden from the owner is as absent as those of other networks."""
        target = queries.identity_by_handle(handle_here(item.key))
        author = self.author_of(item.author)
        if target is not None and Follow.objects.filter(follower=author, followed=target).exists():
            tally.known += 1
            return
        try:
            if target is None or self.by is None:
                raise ValidationError(item.key)
            actions.follow(identity=author, target=target, shows_boosts=item.shows_boosts, by=self.by, now=now)
        except ValidationError:
            tally.refuse(item.where, _("“%(name)s” is not here, or cannot be followed.") % {"name": item.key})
        else:
            tally.add("follows")

    def pass_on(self, item: Passed, key: str, tally: Tally, *, now: datetime) -> None:
        """A boost of what is here, else the link."""
        author, audience = self.author_of(item.author), self.audience_of(item)
        moment = moment_of(item.at)
        if (post := self.boostable(item, author, audience)) is not None:
            if post.deleted_at or Boost.objects.filter(author=author, post=post).exists():
                tally.known += 1  # what was deleted here does not come back as a link either
                return
            try:
                actions.import_boost(post=post, author=author, passed_on_at=moment, by=self.by, now=now)
            except ValidationError:
                pass  # it may not be passed on here: the link alone stays
            else:
                tally.add("boosts")
                return
        actions.import_outside_boost(
            author=author,
            audience=audience,
            address=item.address,
            whose=item.whose,
            passed_on_at=moment,
            source_key=key,
            by=self.by,
            now=now,
        )
        tally.add("boosts")
        tally.add("outside_links")

    def boostable(self, item: Passed, author: Identity, audience: Audience) -> Post | None:
        """The post that it passed on, if it is here and as many may know of it."""
        post = self.post_of(item.target, author) if item.target else None
        return post if post and (audience.pk != Audience.FOLLOWERS or post.audience_id == audience.pk) else None

    def post_of(self, foreign: str, author: Identity) -> Post | None:
        """The post of this foreign name: the author's own, else the only one that somebody brought along."""
        beginning = f"{self.key(foreign)}:"
        found = list(Post.objects.filter(beginning_with("source_key", beginning))[:3])
        own = [post for post in found if post.author_id == author.pk]
        return own[0] if own else (found[0] if len(found) == 1 else None)

    def pictures(self, item: Said, tally: Tally, *, now: datetime) -> list[Media]:
        """Those of the post's files that are in the archive and can be kept; the others are refused by name."""
        author = self.author_of(item.author)
        person = author.person if author.kind == Identity.Kind.PERSON else self.by
        kept: list[Media] = []
        for file in item.files:
            try:
                kept.append(self.picture(file, person, len(kept), now=now))
            except ValidationError as refusal:
                sentence = _("“%(name)s” was left out, the post is kept: %(why)s")
                tally.refuse(item.where, sentence % {"name": file.called, "why": " ".join(refusal.messages)})
        return kept

    def picture(self, file: File, person: Person | None, before: int, *, now: datetime) -> Media:
        """One picture, read by its own process. Refuses what is not in the archive, and a fifth one."""
        if not file.name or person is None:
            raise ValidationError(_("The file is not in the archive."))
        if before == MOST:
            raise ValidationError(_("A post carries at most %(limit)d pictures.") % {"limit": MOST})
        with self.archive.open(file.name) as upload:
            return actions.import_picture(
                upload=upload, description=file.description, person=person, by=self.by, now=now
            )


def batches(laid_out: Iterable[tuple[Item, int]]) -> Iterator[tuple[list[Item], int]]:
    """What is stored together, with the place in the file behind it: a second's work, more only for pictures."""
    batch: list[Item] = []
    files = 0
    for item, place in laid_out:
        batch.append(item)
        files += len(item.files) if isinstance(item, Said) else 0
        if len(batch) >= BATCH or files >= FILES_OF_BATCH:
            yield batch, place
            batch, files = [], 0
    if batch:
        yield batch, place


def known_among(keys: Iterable[str]) -> set[str]:
    """Which of these keys something was stored under before."""
    found: set[str] = set()
    for part in batched(keys, 500, strict=False):
        for rows in (Post.objects.all(), OutsideBoost.objects.all()):
            found.update(key for key in rows.filter(source_key__in=part).values_list("source_key", flat=True) if key)
    return found


def moment_of(milliseconds: int) -> datetime:
    """The moment that an item names."""
    return EPOCH + timedelta(milliseconds=milliseconds)
