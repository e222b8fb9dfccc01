"""A conversation that is opened has been read."""

from django.utils import timezone

from greenroom.social import actions, queries
from greenroom.social.models import Audience
from greenroom.social.timelines import Thread
from greenroom.web.page import GuestRequest


def mark_read(request: GuestRequest, thread: Thread) -> None:
    """Remember how far the reader has read the letters of this thread; known to nobody else.

    Asks only where there are letters by others, and writes only when one of them is new.
    """
    person = request.person
    if person is None:
        return
    shown = [*thread.ancestors, thread.post, *(reply.view for reply in thread.replies)]
    letters = [view for view in shown if view.audience.pk == Audience.DIRECT and view.author.pk != person.pk]
    if not letters:
        return
    newest = max(letters, key=lambda view: view.id).post
    if not queries.is_read(request.viewer, newest):
        actions.read_conversation(identity=person.identity, post=newest, by=person, now=timezone.now())
