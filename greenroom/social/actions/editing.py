"""Correcting words that are out: the earlier ones stay readable for the same readers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person
from greenroom.social import cards
from greenroom.social.actions.aiming import reached_by_name
from greenroom.social.actions.attaching import Attachment, attach, carries, pictures_for, spoken_for
from greenroom.social.actions.authority import require_acts_as, require_may_post
from greenroom.social.actions.publishing import IN_HAND
from greenroom.social.actions.wording import Wording, worded, write_mentions, write_tags
from greenroom.social.events import PostEdited
from greenroom.social.models import Audience, Media, Mention, Post, PostVersion
from greenroom.social.search import indexing


@transaction.atomic
def edit_post(  # noqa: PLR0913 - a form's fields, each by name
    *,
    post: Post,
    headline: str,
    note: str = "",
    language: str = "",
    spoiler_text: str = "",
    sensitive: bool = False,
    media: Sequence[Attachment] | None = None,
    by: Person,
    now: datetime,
) -> Post:
    """Replace a post's words, and with `media` its pictures, which then are exactly those.

    The earlier words become a version, and only newly named people are told; a picture that is left out is gone.
    Every rule of publishing holds again, so that an edit opens no back door: who no longer belongs to the audience
    can delete what they said there, not say something else. A direct post cannot reach anybody whom it did not
    reach before. Refuses everybody but the author. The same words change nothing.
    """
    post = own_post(post, by=by)
    pictures = _pictures(post, media, by=by)
    headline, note = spoken_for(headline, note, pictures)
    wording = worded(headline=headline, note=note, language=language, spoiler_text=spoiler_text, sensitive=sensitive)
    says_the_same = _says(post, wording)
    if says_the_same and carries(post, pictures):
        return post
    require_may_post(post.audience, author=post.author, by=by, is_answer=True)
    reached = _still_reached(post, wording)
    if not says_the_same:
        _keep_version(post)
    link = cards.link_of(post.headline, post.note)
    wording.put_on(post)
    post.written_by, post.edited_at = by, now
    post.full_clean(exclude=IN_HAND)
    post.save()
    if media is not None:
        attach(pictures, post, by=by, now=now)
    write_tags(post, wording.tags)
    newly = write_mentions(post, reached)
    indexing.put_in([post])
    publish(PostEdited(at=now, post_id=post.pk, newly_mentioned=newly))
    cards.change_card(post, instead_of=link, now=now)
    return post


def _pictures(post: Post, media: Sequence[Attachment] | None, *, by: Person) -> list[Media]:
    """The pictures that the post is to have; without `media`, those that it has."""
    if media is None:
        return list(Media.objects.filter(post=post).order_by("position"))
    return pictures_for(media, by=by, post=post)


def _says(post: Post, wording: Wording) -> bool:
    """Whether the post says the same already."""
    names = ("headline", "note", "spoiler_text", "sensitive", "language")
    return all(getattr(post, name) == getattr(wording, name) for name in names)


def own_post(post: Post, *, by: Person) -> Post:
    """The post as it is now, for its author; refuses everybody else as if it were not there."""
    rows = Post.objects.living().select_related("author", "audience", "written_by")
    found = rows.select_for_update(no_key=True, of=("self",)).filter(pk=post.pk).first()
    if found is None:
        raise Refusal(_("This post is not here any more."), code="gone")
    require_acts_as(found.author, by)
    return found


def _keep_version(post: Post) -> None:
    """What the post said until now; `made_at` is when those words came out."""
    version = PostVersion(
        post=post,
        headline=post.headline,
        note=post.note,
        language=post.language,
        spoiler_text=post.spoiler_text,
        written_by=post.written_by,
        made_at=post.edited_at or post.published_at,
    )
    version.full_clean(exclude=["post", "written_by"])
    version.save()


def _still_reached(post: Post, wording: Wording) -> set[int]:
    """Whom the edited post mentions; refuses new names of a direct post and new outsiders of a closed one.

    New names that reach nobody are refused in the same words as those that would: they do not tell which they are.
    Those that stood in the post before may stay.
    """
    before = set(Mention.objects.filter(post=post).values_list("identity", flat=True))
    others = [identity for identity in wording.named if identity.pk != post.author_id]
    if post.audience_id == Audience.DIRECT:
        said = set(text.mentions(text.spoken(post.headline, post.note)))
        new = [identity.handle for identity in others if identity.pk not in before]
        new += [handle for handle in wording.strange if handle not in said]
        if new:
            raise Refusal(
                _("This post cannot reach more people later: %(names)s. Write a new one."),
                code="outside_audience",
                params={"names": ", ".join(f"@{handle}" for handle in new)},
            )
        return {identity.pk for identity in others} or before
    # Who was named when the post came out may have left since; the words about them may stay.
    reached_by_name(
        post.audience, author=post.author, parent=None, named=[one for one in others if one.pk not in before]
    )
    return {identity.pk for identity in others}
