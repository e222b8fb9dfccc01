"""Conversations in direct posts: how far somebody has read, and what they have put away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.models import Audience, Conversation, Post
from greenroom.social.visibility import viewer_of


@transaction.atomic
def read_conversation(*, identity: Identity, post: Post, by: Person, now: datetime) -> None:  # noqa: ARG001 - all alike
    """Everything in its thread up to this direct post has been read; never moves back.

    Known to the reader alone. Refuses what is no letter to them.
    """
    require_acts_as(identity, by)
    _move(identity, post, read_up_to=post.pk)


@transaction.atomic
def put_away(*, identity: Identity, post: Post, by: Person, now: datetime) -> None:  # noqa: ARG001 - all alike
    """The conversation leaves the list until something newer than this post is said in it."""
    require_acts_as(identity, by)
    _move(identity, post, read_up_to=post.pk, hidden_up_to=post.pk)


def _move(identity: Identity, post: Post, **marks: int) -> None:
    """Each mark forward, in one statement that compares and writes: of two devices at once the farther counts."""
    letters = Post.objects.visible_to(viewer_of(identity)).filter(audience=Audience.DIRECT)
    thread_id = letters.filter(pk=post.pk).values_list("thread_id", flat=True).first()
    if thread_id is None:
        raise Refusal(_("This conversation is not here any more."), code="gone")
    own = Conversation.objects.filter(identity=identity, thread_id=thread_id)
    _row, made = own.get_or_create(identity=identity, thread_id=thread_id, defaults=marks)
    if not made:
        for name, post_id in marks.items():
            own.filter(**{f"{name}__lt": post_id}).update(**{name: post_id})
