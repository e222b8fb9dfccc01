"""What somebody has written or brought and not said yet: drafts, scheduled posts, loose pictures."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import AT_ONCE, Belonging, Row, removed
from greenroom.people.models import Identity, Person
from greenroom.people.stored.naming import who
from greenroom.social.actions.attaching import drop
from greenroom.social.models import Audience, Draft, Media
from greenroom.social.postviews import name_of
from greenroom.social.stored.posts import files_of, picture
from greenroom.social.stored.reading import quoted, readable
from greenroom.social.visibility import Viewer, viewer_of


def drafts(person: Person) -> Iterator[Row]:
    """All states; each with what it would answer, as far as the person may read that now."""
    viewer = viewer_of(Identity.objects.get(pk=person.pk))
    rows = Draft.objects.filter(person=person).select_related("speaks_as", "audience__owner").order_by("pk")
    for draft in rows:
        answered = readable(person, [draft.reply_to_id])
        yield {
            "speaks_as": who(draft.speaks_as),
            "audience": _audience(draft.audience, viewer),
            "state": draft.state,
            "headline": draft.headline,
            "note": draft.note,
            "cover": draft.spoiler_text,
            "language": draft.language,
            "answers": quoted(answered.get(draft.reply_to_id or 0)),
            "poll": draft.poll,
            "pictures": [picture(row) for row in Media.objects.filter(draft=draft).order_by("position", "pk")],
            "due_at": draft.due_at,
            "trouble": draft.trouble,
            "created_at": draft.created_at,
            "updated_at": draft.updated_at,
        }


def _audience(audience: Audience | None, viewer: Viewer) -> Row | None:
    if audience is None:
        return None
    is_told = audience.kind != Audience.Kind.CIRCLE or audience.pk in viewer.standing.audiences
    return {"kind": audience.kind, "name": name_of(audience) if is_told else ""}


def erase_drafts(person: Person, now: datetime) -> int:
    """With their pictures."""
    drop(Media.objects.filter(draft__person=person), now=now)
    return removed(Draft.objects.filter(person=person))


def loose(person: Person) -> Iterator[Row]:
    """Pictures in no post and no draft."""
    for row in _loose(person).order_by("pk"):
        yield {**picture(row), "created_at": row.created_at}


def _loose(person: Person) -> QuerySet[Media]:
    return Media.objects.filter(person=person, post=None, draft=None)


def erase_pictures(person: Person, now: datetime) -> int:
    """Those in nothing, those brought into an organisation's drafts too; in its posts they stay its own."""
    keys = list(Media.objects.filter(person=person, post=None).values_list("pk", flat=True)[:AT_ONCE])
    drop(Media.objects.filter(pk__in=keys), now=now)
    return len(keys)


KINDS = [
    Belonging(
        key="drafts",
        label=_("Drafts and scheduled posts"),
        why=_("So that nothing that you typed is lost."),
        kept=_("Until you post or discard them."),
        models=("social.Draft",),
        rows=drafts,
        erase=erase_drafts,
        files=lambda person: files_of(Media.objects.filter(draft__person=person)),
        place="drafts",
        order=26,
    ),
    Belonging(
        key="pictures",
        label=_("Pictures without a post"),
        why=_("Brought while you wrote, and not used yet."),
        kept=_("24 hours."),
        models=(),
        rows=loose,
        erase=erase_pictures,
        files=lambda person: files_of(_loose(person)),
        order=28,
    ),
]
