"""Tags that somebody follows, and tags that stand on a profile."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.in_turn import take_turn
from greenroom.social.models import FeaturedTag, Tag, TagFollow

MOST_FOLLOWED = 200
MOST_FEATURED = 10


@transaction.atomic
def follow_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> TagFollow:
    """Posts with the tag come home, as far as they may be read anyway: a followed tag grants nothing.

    Refuses what is no tag, and more than 200.
    """
    full = _("You follow %(limit)d tags. Let one go first.")
    return _put(TagFollow(identity=identity, name=name, created_at=now), by=by, most=MOST_FOLLOWED, full=full)


@transaction.atomic
def unfollow_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Posts with the tag come home no longer."""
    _take(TagFollow, identity, name, by=by)


@transaction.atomic
def feature_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> FeaturedTag:
    """Show a tag on one's profile. Refuses what is no tag, and more than ten."""
    full = _("A profile shows at most %(limit)d tags. Take one away first.")
    return _put(FeaturedTag(identity=identity, name=name, created_at=now), by=by, most=MOST_FEATURED, full=full)


@transaction.atomic
def unfeature_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Take a tag off one's profile."""
    _take(FeaturedTag, identity, name, by=by)


@transaction.atomic
def choose_featured_tags(*, identity: Identity, names: Collection[str], by: Person, now: datetime) -> None:
    """Show these tags on one's profile, as they are written here, and no others.

    Refuses what is no tag, and more than ten; then everything stays as it was.
    """
    require_acts_as(identity, by)
    written = [_written(name) for name in names]
    take_turn(identity)
    FeaturedTag.objects.filter(identity=identity).exclude(name__in=written).delete()
    for name in sorted(written, key=text.fold):  # in one order: two who make the same tags never wait crosswise
        _tag(name)
    for name in written:
        feature_tag(identity=identity, name=name, by=by, now=now)


def _put[Row: (TagFollow, FeaturedTag)](wanted: Row, *, by: Person, most: int, full: str) -> Row:
    """The row of the wanted tag, made unless it is there; refuses with `full` where no more may be."""
    identity, rows = wanted.identity, type(wanted).objects
    require_acts_as(identity, by)
    written = _written(wanted.name)
    take_turn(identity)
    tag = _tag(written)
    mine = rows.filter(identity=identity)
    if not mine.filter(tag=tag).exists() and mine.count() >= most:
        raise Refusal(full, code="too_many", params={"limit": most})
    row, _made = rows.get_or_create(
        identity=identity, tag=tag, defaults={"name": written, "created_at": wanted.created_at}
    )
    return row


def _take(rows: type[TagFollow | FeaturedTag], identity: Identity, name: str, *, by: Person) -> None:
    """The tag goes, however it is written."""
    require_acts_as(identity, by)
    folded = text.fold(name[:200].removeprefix("#"))
    rows.objects.filter(identity=identity, tag__folded=folded).delete()


def _written(name: str) -> str:
    """The tag without its sign, as it was typed; refuses what would not be a tag in a post."""
    typed = text.clean(name[:200]).removeprefix("#")
    if text.tags(f"#{typed}") != [typed]:
        raise Refusal(_("This is no tag: letters and digits without spaces, not digits alone."), code="no_tag")
    return typed


def _tag(written: str) -> Tag:
    """The row of the tag. Its own spelling is whoever's wrote it first, so it is shown to nobody here."""
    folded = text.fold(written)
    Tag.objects.bulk_create([Tag(folded=folded, name=written)], ignore_conflicts=True)
    return Tag.objects.get(folded=folded)
