"""What somebody said: posts with everything that belongs to them, and what they wrote in an organisation's name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, File, Row, removed
from greenroom.people.models import Identity, Person
from greenroom.people.stored.naming import who
from greenroom.social import addresses
from greenroom.social.actions.deleting import take_words
from greenroom.social.models import Boost, Media, Poll, PollVote, Post, PostVersion, Takedown
from greenroom.social.postviews import name_of
from greenroom.social.queries.reports import takedowns_of
from greenroom.social.stored import traces
from greenroom.social.stored.reading import in_parts, quoted, readable
from greenroom.social.visibility import Viewer, viewer_of

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
ERASED_AT_ONCE = 50  # posts: each takes a dozen statements
RELATED = ("audience__owner", "author", "written_by__identity")


def posts(person: Person) -> Iterator[Row]:
    """Own posts from the first to the last, each with what it answers as far as the person may read that now."""
    rows = Post.objects.living().filter(author=person.pk).select_related(*RELATED).order_by("pk")
    for part in in_parts(rows):
        yield from told(part, person=person, viewer=viewer_of(Identity.objects.get(pk=person.pk)))


def told(part: Sequence[Post], *, person: Person, viewer: Viewer) -> Iterator[Row]:
    """These posts with their versions, pictures, polls and parents."""
    keys = [post.pk for post in part]
    answered = readable(person, [post.reply_to_id for post in part])
    versions, pictures, polls = versions_of(keys), pictures_of(keys), polls_of(keys)
    for post in part:
        yield {
            "id": str(post.pk),
            "thread": str(post.thread_id),
            "url": addresses.of_post(post.author.handle, post.pk),
            "published_at": post.published_at,
            "edited_at": post.edited_at,
            "audience": audience_of(post, viewer),
            "language": post.language,
            "cover": post.spoiler_text,
            "sensitive": post.sensitive,
            "headline": post.headline,
            "note": post.note,
            "is_answer": post.reply_to_id is not None,
            "answers": quoted(answered.get(post.reply_to_id or 0)),
            "pictures": pictures.get(post.pk, []),
            "poll": polls.get(post.pk),
            "versions": versions.get(post.pk, []),
        }


def audience_of(post: Post, viewer: Viewer) -> Row:
    """To whom it was said; a circle that the reader has left keeps its present name to itself."""
    audience = post.audience
    is_told = audience.owner_id is None or audience.pk in viewer.standing.audiences or audience.kind != "circle"
    return {"kind": audience.kind, "name": name_of(audience) if is_told else ""}


def versions_of(keys: Sequence[int]) -> dict[int, list[Row]]:
    """Earlier words, oldest first."""
    found: dict[int, list[Row]] = {}
    for row in PostVersion.objects.filter(post__in=keys, withdrawn_at=None).order_by("made_at", "pk"):
        said = {"made_at": row.made_at, "headline": row.headline, "note": row.note, "cover": row.spoiler_text}
        found.setdefault(row.post_id, []).append(said)
    return found


def pictures_of(keys: Sequence[int]) -> dict[int, list[Row]]:
    """Pictures with what is said of them, in their order."""
    found: dict[int, list[Row]] = {}
    for row in Media.objects.filter(post__in=keys).order_by("position", "pk"):
        found.setdefault(row.post_id or 0, []).append(picture(row))
    return found


def picture(row: Media) -> Row:
    """One picture: its file in the archive and its alt text."""
    return {"file": name_in_archive(row), "description": row.description}


def name_in_archive(row: Media) -> str:
    """Where its file lies in the archive."""
    return f"pictures/{row.pk}.{ENDINGS.get(row.mime, 'bin')}"


def polls_of(keys: Sequence[int]) -> dict[int, Row]:
    """Questions with their choices; who chose what is shown to nobody, how many is their asker's to know."""
    found: dict[int, Row] = {}
    for poll in Poll.objects.filter(post__in=keys).prefetch_related("options"):
        votes: dict[int, int] = {}
        for option in PollVote.objects.filter(poll=poll).values_list("option", flat=True):
            votes[option] = votes.get(option, 0) + 1
        options = sorted(poll.options.all(), key=lambda option: option.position)
        found[poll.pk] = {
            "ends_at": poll.ends_at,
            "is_multiple": poll.is_multiple,
            "options": [{"text": option.text, "number": votes.get(option.pk, 0)} for option in options],
        }
    return found


def files(person: Person) -> Iterator[File]:
    """The pictures in own posts."""
    yield from files_of(Media.objects.filter(post__author=person.pk, post__deleted_at=None))


def files_of(rows: QuerySet[Media]) -> Iterator[File]:
    """Their names in the archive with the keys of their files."""
    for row in rows.filter(state=Media.State.READY).order_by("pk").iterator(chunk_size=500):
        yield name_in_archive(row), row.file_key


def count_posts(person: Person) -> int:
    """How many stand."""
    return Post.objects.living().filter(author=person.pk).count()


def erase_posts(person: Person, now: datetime) -> int:
    """Take the words; rows without words stay where others answered, and no longer say where they came from."""
    if gone := removed(Takedown.objects.filter(post__author=person.pk)):
        return gone
    left = Q(deleted_at=None) | Q(source_key__isnull=False) | Q(written_by__isnull=False)
    part = list(Post.objects.filter(left, author=person.pk).order_by("pk")[:ERASED_AT_ONCE])
    living = [post for post in part if post.deleted_at is None]
    with traces.forgotten(living):
        for post in living:
            take_words(post, now=now)
    Post.objects.filter(pk__in=[post.pk for post in part]).update(source_key=None, written_by=None)
    return len(part)


def written(person: Person) -> Iterator[Row]:
    """Words in an organisation's name, those that the person may still read."""
    for part in in_parts(_written_by(person).order_by("pk").values_list("pk", flat=True)):
        yield from written_rows(readable(person, part).values())


def written_rows(found: Iterable[Post]) -> Iterator[Row]:
    """Each with its organisation."""
    for post in sorted(found, key=lambda post: post.pk):
        row = quoted(post) or {}
        yield {"organisation": who(post.author), **{name: row[name] for name in row if name != "author"}}


def _written_by(person: Person) -> QuerySet[Post]:
    return Post.objects.living().filter(written_by=person).exclude(author=person.pk)


def erase_written(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """The organisation's words stay the organisation's, and no longer say who wrote them."""
    said = Post.objects.filter(written_by=person).exclude(author=person.pk).update(written_by=None)
    earlier = PostVersion.objects.filter(written_by=person).update(written_by=None)
    passed_on = Boost.objects.filter(boosted_by=person).exclude(author=person.pk).update(boosted_by=None)
    return said + earlier + passed_on


def taken_down(person: Person) -> Iterator[Row]:
    """Own posts that hosts took away, with the reason and never the host (catalogue A16)."""
    for row in takedowns_of(person.identity).filter(post__author=person.pk):
        yield {"headline": row.headline, "reason": row.reason, "created_at": row.created_at}


KINDS = [
    Belonging(
        key="posts",
        label=_("Posts, with earlier versions, polls and pictures"),
        why=_("They are what you said. Each is read by the audience that you chose."),
        kept=_("Until you delete them."),
        models=(
            "social.Post", "social.PostVersion", "social.PostTag", "social.Poll", "social.PollOption", "social.Media",
            "social.SearchEntry", "social.Pin",
        ),
        rows=posts,
        erase=erase_posts,
        count=count_posts,
        files=files,
        order=20,
    ),
    Belonging(
        key="written",
        label=_("Posts that you wrote for organisations"),
        why=_("So that the organisation knows who spoke for it. The words belong to the organisation."),
        kept=_("As long as the post; when you are erased, it no longer says who wrote it."),
        models=(),
        rows=written,
        erase=erase_written,
        count=lambda person: _written_by(person).count(),
        order=22,
    ),
    Belonging(
        key="taken-down",
        label=_("Posts that hosts took down"),
        why=_("So that you can read why."),
        kept=_("As long as your account."),
        models=("social.Takedown",),
        rows=taken_down,
        erase=lambda _person, _now: 0,  # goes with the posts
        order=24,
    ),
]  # fmt: skip
