"""Who may act as whom, and who may speak where."""

from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people import clearance
from greenroom.people.actions.authority import require_awake
from greenroom.people.models import Identity, Person
from greenroom.social.models import Audience, CircleMember
from greenroom.social.models.circle import keeps
from greenroom.social.visibility import viewer_of

FOR_EVERYBODY = (Audience.PUBLIC, Audience.QUIET_PUBLIC, Audience.FOLLOWERS, Audience.DIRECT)


def require_acts_as(identity: Identity, by: Person) -> None:
    """Refuse unless `by` is this identity, or may speak for this organisation now."""
    require_awake(by, identity)
    if identity.pk == by.pk:
        return
    if identity.kind != Identity.Kind.ORGANISATION:
        raise Refusal(_("You can act only as yourself or as an organisation that you speak for."), code="not_you")
    clearance.require(by, "organisation.speak", identity.pk)


def require_may_post(audience: Audience, *, author: Identity, by: Person, is_answer: bool = False) -> None:
    """Refuse unless the author may speak to this audience (stream, section 4).

    Where only some may begin, all members may answer inside.
    """
    if audience.pk in FOR_EVERYBODY:
        return
    if audience.kind == Audience.Kind.NETWORK:
        if not viewer_of(by.identity).is_member:
            raise Refusal(_("Only members of the network post there."), code="not_a_member")
        return
    if audience.pk not in viewer_of(author).standing.audiences:
        raise Refusal(_("You do not belong to this audience."), code="unknown_audience")
    if not audience.members_may_post and not is_answer and not _leads(audience, author):
        raise Refusal(_("Only those who lead this audience post to it."), code="leaders_only")


def _leads(audience: Audience, author: Identity) -> bool:
    """The organisation itself, or a keeper of the circle."""
    if audience.kind == Audience.Kind.ORGANISATION:
        return author.pk == audience.owner_id
    places = CircleMember.objects.filter(circle=audience.owner_id, person=author.pk, left_at=None)
    return places.filter(keeps()).exists()
