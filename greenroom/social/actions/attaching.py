"""Pictures come to a post or to a draft, in the order that their writer chose, and leave it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person
from greenroom.social import extras
from greenroom.social.events import PicturesDropped
from greenroom.social.models import Draft, Media, Post
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.social.pictures import copy_of

MOST = 4
LONGEST_DESCRIPTION = 1_500  # user-perceived characters
AT_WORK = (Draft.State.SCHEDULED, Draft.State.HELD)  # may come out any moment, as they are
PLACED = ("position", "description", "focus_x", "focus_y")


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A picture as its writer wants it shown; what is None stays as it is."""

    id: int
    description: str | None = None
    focus: tuple[float, float] | None = None  # -1 to 1, from the left and from the bottom


def pictures_for(media: Sequence[Attachment], *, by: Person, post: Post | None = None) -> list[Media]:
    """The rows of these pictures, with what is said of them, not stored yet.

    Refuses more than four, over-long descriptions, none where the network asks for one, and every picture that is
    neither the writer's own without a post nor one of `post` already.
    """
    if len(media) > MOST:
        raise Refusal(
            _("A post carries at most %(limit)d pictures; this one has %(count)d."),
            code="too_many_pictures",
            params={"limit": MOST, "count": len(media)},
        )
    if not media:
        return []
    rows = Media.objects.filter(_free(by) | Q(post=post, post__isnull=False), state=Media.State.READY)
    found = rows.in_bulk([one.id for one in media])
    if len(found) != len(media):
        raise Refusal(_("A picture is not there any more. Add it again."), code="picture_gone")
    pictures = [placed(found[one.id], one, position) for position, one in enumerate(media)]
    if not all(picture.description for picture in pictures) and ALT_TEXT_REQUIRED.get():
        raise Refusal(
            _("Describe every picture: this network asks for it, so that everybody can follow."),
            code="needs_description",
        )
    return pictures


def placed(picture: Media, wanted: Attachment, position: int) -> Media:
    """The row with its place and with what is said of it."""
    picture.position = position
    if wanted.description is not None:
        picture.description = description_of(wanted.description)
    if wanted.focus is not None:
        picture.focus_x, picture.focus_y = (min(max(part, -1.0), 1.0) for part in wanted.focus)
    return picture


def description_of(words: str) -> str:
    """What may be stored of a description; refuses what is too long."""
    clean = text.clean(words)
    count = text.count(clean)
    if count > LONGEST_DESCRIPTION:
        raise Refusal(
            _("A description has at most %(limit)d characters; this one has %(count)d."),
            code="description_too_long",
            params={"limit": LONGEST_DESCRIPTION, "count": count},
        )
    return clean


def spoken_for(headline: str, note: str, pictures: Sequence[Media]) -> tuple[str, str]:
    """Headline and note; without any words, those of the first description (stream, section 3.2)."""
    if headline.strip() or note.strip() or not pictures:
        return headline, note
    first = next((picture.description for picture in pictures if picture.description), "")
    if not first:
        raise Refusal(_("Write a headline, or describe a picture: its description then is the headline."), code="empty")
    words = text.split(first)
    return words.headline, words.note


def attach(pictures: Sequence[Media], post: Post, *, by: Person, now: datetime) -> None:
    """Make the post carry exactly these pictures; those that it carried before are gone with their files.

    Refuses when another post has taken one in the same moment.
    """
    for picture in pictures:
        free = Media.objects.filter(_free(by) | Q(post=post), pk=picture.pk)
        kept = {name: getattr(picture, name) for name in PLACED}
        if not free.update(post=post, draft=None, **kept):
            raise Refusal(_("A picture is not there any more. Add it again."), code="picture_gone")
    drop(Media.objects.filter(post=post).exclude(pk__in=[picture.pk for picture in pictures]), now=now)
    extras.write(post, "media", [copy_of(picture) for picture in pictures])


def carries(post: Post, pictures: Sequence[Media]) -> bool:
    """Whether the post shows just these, said in these words."""
    return bool(post.extras.get("media", []) == [copy_of(picture) for picture in pictures])


def keep_with(draft: Draft, media: Sequence[Attachment]) -> None:
    """Make the draft hold these pictures of its writer, as they are; what is not there is left out, nothing refused."""
    wanted = {one.id: (position, one) for position, one in enumerate(media)}
    Media.objects.filter(draft=draft).exclude(pk__in=wanted).update(draft=None)
    rows = Media.objects.filter(_free(draft.person), pk__in=wanted)
    for picture in rows.exclude(Q(draft__state__in=AT_WORK) & ~Q(draft=draft)):  # those come out with their own item
        position, one = wanted[picture.pk]
        focus = one.focus or (picture.focus_x, picture.focus_y)
        said = picture.description if one.description is None else one.description
        Media.objects.filter(_free(draft.person), pk=picture.pk).update(
            draft=draft, position=position, description=said, focus_x=focus[0], focus_y=focus[1]
        )


def drop(rows: QuerySet[Media], *, now: datetime) -> None:
    """Take these pictures away; an errand takes their files."""
    held = list(rows.select_for_update().values_list("pk", "file_key"))
    if held:
        Media.objects.filter(pk__in=[pk for pk, _key in held]).delete()
        publish(PicturesDropped(at=now, file_keys=[key for _pk, key in held]))


def _free(by: Person) -> Q:
    """Brought by this person, and in no post: in a draft of theirs, or nowhere yet."""
    return Q(person=by, post=None)
