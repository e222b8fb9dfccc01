"""Circles: who is listed, who keeps the list, and when it ends."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.actions.authority import require_awake, require_host
from greenroom.people.actions.identities import add_identity, clean_name, clean_summary, save_words, write_name_words
from greenroom.people.events import ProfileUpdated
from greenroom.people.models import Identity, Person
from greenroom.social.events import CircleClosed, CircleCreated, CircleLeft, CircleListed
from greenroom.social.models import Audience, Circle, CircleMember
from greenroom.social.models.circle import acting, keeps
from greenroom.social.visibility import viewer_of


@transaction.atomic
def create_circle(
    *,
    handle: str,
    display_name: str,
    summary: str = "",
    keepers_alone_post: bool = False,
    by: Person,
    now: datetime,
) -> Circle:
    """A new circle with a group handle; `by` is its first member and keeper.

    Its members read what is said from their joining on, and what is said is not passed on. Refuses a handle
    that is taken or malformed.
    """
    require_awake(by)
    circle = _made(handle, display_name, summary, by=by, now=now, members_may_post=not keepers_alone_post)
    _list(circle, by, by=by, now=now, is_keeper=True)
    publish(CircleCreated(at=now, circle_id=circle.pk, by_id=by.pk))
    return circle


@transaction.atomic
def import_circle(
    *, handle: str, display_name: str, summary: str = "", keepers: Sequence[Person], by: Person | None, now: datetime
) -> Circle:
    """A circle of a community that comes here, kept by these people; none of them is told.

    Refuses everybody but the operator (`by` None) and hosts, a circle without keepers, and a handle that is taken.
    """
    require_host(by, now=now)
    if not keepers:
        raise Refusal(_("A circle needs a keeper. Name another one first."), code="last_keeper")
    circle = _made(handle, display_name, summary, by=by or keepers[0], now=now)
    for keeper in {person.pk: person for person in keepers}.values():
        _list(circle, keeper, by=by or keeper, now=now, is_keeper=True)
    return circle


def _made(
    handle: str, display_name: str, summary: str, *, by: Person, now: datetime, members_may_post: bool = True
) -> Circle:
    """The rows of a circle in which nobody is listed yet."""
    identity = add_identity(
        kind=Identity.Kind.CIRCLE, handle=handle, display_name=display_name, summary=summary, now=now
    )
    audience = Audience(
        kind=Audience.Kind.CIRCLE,
        owner=identity,
        starts_at=Audience.Start.JOINING,
        members_may_post=members_may_post,
        may_share=Audience.Share.NOBODY,
    )
    audience.full_clean()
    audience.save(force_insert=True)
    circle = Circle(identity=identity, audience=audience, created_by=by)
    circle.full_clean()
    circle.save(force_insert=True)
    return circle


@transaction.atomic
def list_in_circle(*, circle: Circle, person: Person, by: Person, now: datetime) -> CircleMember:
    """List a person, who is told. Refuses all but keepers, people listed already, and people out of reach."""
    circle = _kept_by(circle, by)
    identity = person.identity
    if identity.suspended_at is not None or identity.pk in viewer_of(by.identity).hidden_ids:
        raise Refusal(_("This person cannot be listed."), code="not_possible")
    row = _list(circle, person, by=by, now=now)
    publish(CircleListed(at=now, circle_id=circle.pk, person_id=person.pk, by_id=by.pk))
    return row


@transaction.atomic
def remove_from_circle(*, circle: Circle, person: Person, by: Person, now: datetime) -> None:
    """End somebody's place on the list; they read nothing of the circle from now on. Refuses all but keepers.

    With its last member the circle closes.
    """
    circle = _kept_by(circle, by)
    _end(_place(circle, person), by=by, now=now)


@transaction.atomic
def leave_circle(*, circle: Circle, by: Person, now: datetime) -> None:
    """Leave a circle. The last keeper names another one first; with its last member the circle closes."""
    require_awake(by)
    _hold(circle)
    _end(_place(circle, by), by=by, now=now)


@transaction.atomic
def make_keeper(*, circle: Circle, person: Person, by: Person, now: datetime) -> CircleMember:  # noqa: ARG001
    """Let a member list and remove others. Refuses all but keepers."""
    return _set_keeper(_place(_kept_by(circle, by), person), is_keeper=True)


@transaction.atomic
def unmake_keeper(*, circle: Circle, person: Person, by: Person, now: datetime) -> CircleMember:  # noqa: ARG001
    """Make a keeper an ordinary member. Refuses all but keepers, and the last keeper."""
    place = _place(_kept_by(circle, by), person)
    _require_another_keeper(place)
    return _set_keeper(place, is_keeper=False)


@transaction.atomic
def rename_circle(
    *, circle: Circle, display_name: str, summary: str | None = None, by: Person, now: datetime
) -> Circle:
    """Give a circle another name or purpose; the handle stays. Refuses all but keepers."""
    circle = _kept_by(circle, by)
    identity = circle.identity
    identity.display_name = clean_name(display_name)
    if summary is not None:
        identity.summary, identity.summary_html = clean_summary(summary)
    save_words(identity)
    write_name_words([identity])
    publish(ProfileUpdated(at=now, identity_id=identity.pk, by_id=by.pk))
    return circle


@transaction.atomic
def close_circle(*, circle: Circle, by: Person, now: datetime) -> None:
    """End a circle: what was said in it can be read by each author alone. Refuses all but keepers."""
    _close(_kept_by(circle, by), by=by, now=now)


def _hold(circle: Circle) -> None:
    """Let one transaction at a time change the list, so that two keepers who leave at once do not pass each other."""
    list(Circle.objects.select_for_update(no_key=True).filter(pk=circle.pk).values_list("pk"))


def _kept_by(circle: Circle, by: Person) -> Circle:
    """The open circle as it is now, held, for a keeper; for somebody who is not listed it is not there.

    Whoever stands in for suspended keepers is a keeper from the first deed on.
    """
    require_awake(by)
    _hold(circle)
    place = CircleMember.objects.filter(circle=circle, circle__closed_at=None, person=by, left_at=None)
    row = place.annotate(keeps=keeps()).select_related("circle__identity", "circle__audience").first()
    if row is None:
        raise Refusal(_("This circle is not here any more."), code="gone")
    if not row.keeps:
        raise Refusal(_("Only the keepers of the circle can do this."), code="keepers_only")
    if not row.is_keeper:
        _set_keeper(row, is_keeper=True)
    return row.circle


def _place(circle: Circle, person: Person) -> CircleMember:
    rows = CircleMember.objects.filter(circle=circle, circle__closed_at=None, person=person, left_at=None)
    row = rows.select_related("circle").first()
    if row is None:
        raise Refusal(_("This person is not in the circle."), code="gone")
    return row


def _list(circle: Circle, person: Person, *, by: Person, now: datetime, is_keeper: bool = False) -> CircleMember:
    row = CircleMember(circle=circle, person=person, added_by=by, joined_at=now, is_keeper=is_keeper)
    row.full_clean()
    row.save()
    return row


def _set_keeper(place: CircleMember, *, is_keeper: bool) -> CircleMember:
    place.is_keeper = is_keeper
    place.save(update_fields=["is_keeper"])
    return place


def _require_another_keeper(place: CircleMember) -> None:
    others = acting().filter(circle=place.circle).exclude(pk=place.pk)
    if place.is_keeper and others.exists() and not others.filter(is_keeper=True).exists():
        raise Refusal(_("A circle needs a keeper. Name another one first."), code="last_keeper")


def _end(place: CircleMember, *, by: Person, now: datetime) -> None:
    _require_another_keeper(place)
    place.left_at = now
    place.save(update_fields=["left_at"])
    publish(CircleLeft(at=now, circle_id=place.circle_id, person_id=place.person_id, by_id=by.pk))
    if not CircleMember.objects.filter(circle=place.circle, left_at=None).exists():
        _close(place.circle, by=by, now=now)


def _close(circle: Circle, *, by: Person, now: datetime) -> None:
    Circle.objects.filter(pk=circle.pk).update(closed_at=now)
    Audience.objects.filter(pk=circle.audience_id).update(closed_at=now)
    publish(CircleClosed(at=now, circle_id=circle.pk, by_id=by.pk))
