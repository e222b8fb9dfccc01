"""Direct conversations: what others wrote to somebody, as far as they may read it now, and how far they have read."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Identity, Person
from greenroom.social.models import Audience, Conversation, Mention, Post
from greenroom.social.stored.reading import in_parts, quoted
from greenroom.social.visibility import viewer_of


def letters(person: Person) -> Iterator[Row]:
    """By others; own ones stand among the posts."""
    viewer = viewer_of(Identity.objects.get(pk=person.pk))
    to_them = Mention.objects.filter(identity=person.pk).values("post")
    rows = Post.objects.visible_to(viewer).filter(audience=Audience.DIRECT, pk__in=to_them)
    for part in in_parts(rows.exclude(author=person.pk).select_related("author").order_by("pk")):
        yield from ({**(quoted(post) or {}), "thread": str(post.thread_id)} for post in part)


def marks(person: Person) -> Iterator[Row]:
    """How far each was read or put away."""
    for row in Conversation.objects.filter(identity=person.pk).order_by("thread_id"):
        yield {
            "thread": str(row.thread_id),
            "read_up_to": str(row.read_up_to),
            "hidden_up_to": str(row.hidden_up_to),
        }


def erase_marks(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of them."""
    return removed(Conversation.objects.filter(identity=person.pk))


KINDS = [
    Belonging(
        key="letters",
        label=_("Direct posts to you"),
        why=_("They are what others wrote to you. Yours stand among your posts."),
        kept=_("Until those who wrote them delete them."),
        models=(),
        rows=letters,
        erase=lambda _person, _now: 0,  # others' words: they lose their reader with the mention
        order=38,
    ),
    Belonging(
        key="conversations",
        label=_("How far you have read in conversations"),
        why=_("So that what is new stands out."),
        kept=_("As long as your account."),
        models=("social.Conversation",),
        rows=marks,
        erase=erase_marks,
        place="direct",
        order=40,
    ),
]
