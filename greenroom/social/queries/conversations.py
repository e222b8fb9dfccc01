"""Conversations in direct posts: the threads in which somebody wrote to the viewer, or the viewer to somebody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from greenroom.people.models import Identity
from greenroom.social.filtering import sieve_of
from greenroom.social.models import Audience, Conversation, Filter, Mention, Post
from greenroom.social.postviews import PostView, marked, views_by_id
from greenroom.social.together import asked_together
from greenroom.social.visibility import Viewer

MOST_LETTERS = 5_000  # the newest, from which the list is made
MOST_NAMED = 40  # letters of a conversation in which names are looked for
LONGEST_WHOLE = 150  # letters up to which a conversation is opened at its beginning


@dataclass(frozen=True, kw_only=True)
class ConversationLine:
    """One conversation: with whom, what was said last, and where it opens."""

    newest: PostView
    others: list[Identity]  # who wrote last comes first
    count: int
    opens_at: int  # the id of a letter
    opens_by: Identity  # who wrote it
    is_unread: bool


@dataclass(frozen=True, kw_only=True)
class ConversationPage:
    """Some conversations, the one with the newest letter first; `oldest` is the cursor."""

    lines: list[ConversationLine]
    has_more: bool
    oldest: int | None


@dataclass
class Letters:
    """The letters of one thread that the viewer may read, newest first."""

    keys: list[int] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)

    @property
    def newest(self) -> int:
        """The id that decides the order."""
        return self.keys[0]

    @property
    def opening(self) -> tuple[int, int]:
        """Letter and author with which the page begins: the first, or in a long conversation the newest."""
        place = -1 if len(self.keys) <= LONGEST_WHOLE else 0
        return self.keys[place], self.authors[place]

    def is_unread(self, me: int, read_up_to: int) -> bool:
        """Whether somebody wrote after the viewer has read, or written, last."""
        own = next((key for key, author in zip(self.keys, self.authors, strict=True) if author == me), 0)
        theirs = next((key for key, author in zip(self.keys, self.authors, strict=True) if author != me), 0)
        return theirs > max(own, read_up_to)


def conversations_of(viewer: Viewer, *, before: int | None = None, limit: int = 20) -> ConversationPage:
    """The viewer's conversations but for those put away, by their newest letter; six queries however many.

    Letters by somebody muted decide nothing. Made from the newest 5,000 letters.
    """
    threads, marks = _threads(viewer), _marks(viewer)
    listed = [
        (thread, letters)
        for thread, letters in threads.items()
        if letters.newest > marks.get(thread, (0, 0))[1] and (before is None or letters.newest < before)
    ]
    shown = listed[:limit]
    named = _named(key for _thread, letters in shown for key in letters.keys[:MOST_NAMED])
    people = {thread: _others(viewer, letters, named) for thread, letters in shown}
    wanted = {letters.opening[1] for _thread, letters in shown}.union(*people.values())
    views, identities = views_by_id(viewer, {letters.newest for _thread, letters in shown}, also=wanted)
    sieve = sieve_of(viewer, Filter.Context.THREAD)
    lines = [
        ConversationLine(
            newest=marked(sieve, views[letters.newest]),
            others=[one for key in people[thread] if (one := identities.get(key)) and one.suspended_at is None],
            count=len(letters.keys),
            opens_at=letters.opening[0],
            opens_by=identities[letters.opening[1]],
            is_unread=letters.is_unread(viewer.identity_id or 0, marks.get(thread, (0, 0))[0]),
        )
        for thread, letters in shown
        if letters.newest in views
    ]
    return ConversationPage(lines=lines, has_more=len(listed) > limit, oldest=shown[-1][1].newest if shown else None)


def is_read(viewer: Viewer, letter: Post) -> bool:
    """Whether the viewer has read the conversation up to this letter."""
    rows = Conversation.objects.filter(identity=viewer.identity_id, thread_id=letter.thread_id)
    return rows.filter(read_up_to__gte=letter.pk).exists()


def _letters(viewer: Viewer) -> QuerySet[Post]:
    """Direct posts that the viewer may read, but for those by somebody muted."""
    rows = Post.objects.visible_to(viewer).filter(audience=Audience.DIRECT)
    return rows.exclude(author__in=sorted(viewer.muted_ids)) if viewer.muted_ids else rows


def _threads(viewer: Viewer) -> dict[int, Letters]:
    """The newest letters by thread, the thread with the newest first."""
    if viewer.identity is None:
        return {}
    columns = ("pk", "thread_id", "author")
    written = _letters(viewer).filter(author=viewer.identity_id).values_list(*columns)
    received = _letters(viewer).filter(~Q(author=viewer.identity_id), mentions__identity=viewer.identity_id)
    found: defaultdict[int, Letters] = defaultdict(Letters)
    for key, thread, author in asked_together([written, received.values_list(*columns)], limit=MOST_LETTERS):
        found[thread].keys.append(key)
        found[thread].authors.append(author)
    return found


def _marks(viewer: Viewer) -> dict[int, tuple[int, int]]:
    """Of each conversation, how far it is read and up to where it is put away."""
    rows = Conversation.objects.filter(identity=viewer.identity_id)
    return {
        thread: (read, hidden) for thread, read, hidden in rows.values_list("thread_id", "read_up_to", "hidden_up_to")
    }


def _named(keys: Iterable[int]) -> dict[int, list[int]]:
    """Whom each of these letters names."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for post, identity in Mention.objects.filter(post__in=list(keys)).order_by("pk").values_list("post", "identity"):
        found[post].append(identity)
    return found


def _others(viewer: Viewer, letters: Letters, named: dict[int, list[int]]) -> list[int]:
    """Everybody in the conversation but the viewer: those who wrote, newest first, then those who are named."""
    wrote: list[Any] = letters.authors[:MOST_NAMED]
    told = [identity for key in letters.keys[:MOST_NAMED] for identity in named.get(key, [])]
    return [key for key in dict.fromkeys([*wrote, *told]) if key != viewer.identity_id and key not in viewer.hidden_ids]
