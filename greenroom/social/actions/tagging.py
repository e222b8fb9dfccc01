"""Tags that somebody follows, and tags that stand on a profile."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import FeaturedTag, Tag, TagFollow

MOST_FOLLOWED = 200
MOST_FEATURED = 10


@transaction.atomic
def follow_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> TagFollow:
    """Posts with the tag come home, as far as they may be read anyway: a followed tag grants nothing.

    Refuses what is no tag, and more than 200.
    """
    require_acts_as(identity, by)
    written = _written(name)
    tag = _tag(written)
    mine = TagFollow.objects.filter(identity=identity)
    if not mine.filter(tag=tag).exists() and mine.count() >= MOST_FOLLOWED:
        raise Refusal(
            _("You follow %(limit)d tags. Let one go first."), code="too_many", params={"limit": MOST_FOLLOWED}
        )
    row, _made = TagFollow.objects.get_or_create(
        identity=identity, tag=tag, defaults={"name": written, "created_at": now}
    )
    return row


@transaction.atomic
def unfollow_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Posts with the tag come home no longer."""
    require_acts_as(identity, by)
    TagFollow.objects.filter(identity=identity, tag__folded=text.fold(name[:200].removeprefix("#"))).delete()


@transaction.atomic
def feature_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> FeaturedTag:
    """Show a tag on one's profile. Refuses what is no tag, and more than ten."""
    require_acts_as(identity, by)
    written = _written(name)
    tag = _tag(written)
    shown = FeaturedTag.objects.filter(identity=identity)
    if not shown.filter(tag=tag).exists() and shown.count() >= MOST_FEATURED:
        raise Refusal(
            _("A profile shows at most %(limit)d tags. Take one away first."),
            code="too_many",
            params={"limit": MOST_FEATURED},
        )
    row, _made = FeaturedTag.objects.get_or_create(
        identity=identity, tag=tag, defaults={"name": written, "created_at": now}
    )
    return row


@transaction.atomic
def unfeature_tag(*, identity: Identity, name: str, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Take a tag off one's profile."""
    require_acts_as(identity, by)
    FeaturedTag.objects.filter(identity=identity, tag__folded=text.fold(name[:200].removeprefix("#"))).delete()


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
