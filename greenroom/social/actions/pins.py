"""Posts that stand first on their author's profile."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person
from greenroom.social.actions.editing import own_post
from greenroom.social.models import Audience, Pin, Post


@transaction.atomic
def pin(*, post: Post, by: Person, now: datetime) -> Pin:
    """Let a post stand first on its author's profile, for those who may read it; doing it twice is doing it once.

    Refuses everybody but the author, a direct post, and a sixth one.
    """
    post = own_post(post, by=by)
    if post.audience_id == Audience.DIRECT:
        raise Refusal(_("A post to a few named people stands on no profile."), code="direct")
    taken = set(Pin.objects.filter(identity=post.author_id).values_list("place", flat=True))
    for place in range(Pin.PLACES):
        if standing := Pin.objects.filter(post=post).first():
            return standing
        if place in taken:
            continue
        row = Pin(post=post, identity=post.author, place=place, created_at=now)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue  # somebody took the place, or pinned this post, in the same moment
        return row
    raise Refusal(
        _("%(limit)d posts are pinned already. Unpin one of them first."), code="too_many", params={"limit": Pin.PLACES}
    )


@transaction.atomic
def unpin(*, post: Post, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """Let a post stand where its date puts it. Refuses everybody but the author."""
    post = own_post(post, by=by)
    Pin.objects.filter(post=post).delete()
