"""Asked while somebody chooses a moment: what clocks show then to those who will read."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from greenroom.kit.refusals import Refusal
from greenroom.pages.stream import clocks, later
from greenroom.pages.stream.views_compose import parent_of
from greenroom.people import queries as people
from greenroom.people.models.identity import HANDLE_SHAPE
from greenroom.social import queries
from greenroom.social.actions.wording import MOST_MENTIONS
from greenroom.social.queries import Aim
from greenroom.web.page import MemberRequest, member_page


@member_page
@require_safe
def clocks_then(request: MemberRequest) -> HttpResponse:
    """One sentence as plain text, or 204 where there is nothing to say.

    404 for every audience in which the person may not say this, whether it exists or not.
    """
    aim = _aim(request)
    try:
        moment = later.moment_of(request.GET.dict())
    except Refusal:
        moment = None
    if moment is None or moment <= timezone.now():
        return HttpResponse(status=204)
    said = clocks.sentence(aim, moment=moment, writer=request.person)
    return HttpResponse(said, content_type="text/plain; charset=utf-8") if said else HttpResponse(status=204)


def _aim(request: MemberRequest) -> Aim:
    """Whom the composer speaks to, as its fields say; raises where the person could not send it."""
    asked = request.GET
    reply = asked.get("reply", "")
    parent = parent_of(request, reply)
    voice = asked.get("speaks_as", "") or request.person.handle
    speaker = next((one for one in people.identities_of(request.person) if one.handle == voice), None)
    if speaker is None or (reply and parent is None):
        raise Http404
    answered = parent.post if parent else None
    try:
        audience = queries.audience_by_key(
            request.person, speaks_as=speaker, key=asked.get("audience", ""), reply_to=answered
        )
    except Refusal:
        raise Http404 from None
    named = [handle.lower() for handle in asked.getlist("named")[:MOST_MENTIONS]]
    return Aim(
        author_id=speaker.pk,
        audience=audience,
        named=frozenset(handle for handle in named if HANDLE_SHAPE.match(handle)),
        reply_to_id=answered.pk if answered else None,
    )
