"""Lists: timelines of some of those whom one follows; known to their owner alone."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.in_turn import take_turn
from greenroom.social.models import Follow, ListMember, PeopleList

MOST_LISTS = 100  # of one owner
MOST_MEMBERS = 500  # of one list


@transaction.atomic
def create_list(
    *,
    owner: Identity,
    name: str,
    replies: str = PeopleList.Replies.LISTED,
    is_exclusive: bool = False,
    by: Person,
    now: datetime,
) -> PeopleList:
    """A new, empty list. Refuses an empty or over-long name, and more than 100 lists."""
    require_acts_as(owner, by)
    take_turn(owner)
    if PeopleList.objects.filter(owner=owner).count() >= MOST_LISTS:
        raise Refusal(_("You have %(limit)d lists. Delete one first."), code="too_many", params={"limit": MOST_LISTS})
    row = PeopleList(owner=owner, name=_named(name), replies=replies, is_exclusive=is_exclusive, created_at=now)
    row.full_clean()
    row.save(force_insert=True)
    return row


@transaction.atomic
def change_list(
    *,
    people_list: PeopleList,
    name: str,
    replies: str,
    is_exclusive: bool,
    by: Person,
    now: datetime,  # noqa: ARG001
) -> None:
    """Rename a list, choose which answers it shows, and whether its people stay out of the home timeline."""
    require_acts_as(people_list.owner, by)
    people_list.name, people_list.replies, people_list.is_exclusive = _named(name), replies, is_exclusive
    people_list.full_clean()
    people_list.save(update_fields=["name", "replies", "is_exclusive"])


@transaction.atomic
def delete_list(*, people_list: PeopleList, by: Person, now: datetime) -> None:  # noqa: ARG001 - all verbs alike
    """The list is gone; the follows stay."""
    require_acts_as(people_list.owner, by)
    PeopleList.objects.filter(pk=people_list.pk).delete()


@transaction.atomic
def add_to_list(*, people_list: PeopleList, member: Identity, by: Person, now: datetime) -> ListMember:
    """Put somebody on a list, who is not told. Refuses whom the owner does not follow, and more than 500."""
    require_acts_as(people_list.owner, by)
    take_turn(people_list.owner)
    return _put(people_list, member, now)


@transaction.atomic
def remove_from_list(*, people_list: PeopleList, member: Identity, by: Person, now: datetime) -> None:  # noqa: ARG001
    """Take somebody off a list; the follow stays."""
    require_acts_as(people_list.owner, by)
    ListMember.objects.filter(people_list=people_list, identity=member).delete()


@transaction.atomic
def choose_lists(*, owner: Identity, member: Identity, chosen: Collection[int], by: Person, now: datetime) -> None:
    """Let somebody stand on exactly these of one's lists; keys of other people's lists count for nothing."""
    require_acts_as(owner, by)
    take_turn(owner)
    own = PeopleList.objects.filter(owner=owner)
    ListMember.objects.filter(people_list__in=own.exclude(pk__in=chosen), identity=member).delete()
    for people_list in own.filter(pk__in=chosen).order_by("pk"):
        _put(people_list, member, now)


def end_places(owner_id: int, member_id: int) -> None:
    """A place on a list ends with the follow."""
    ListMember.objects.filter(people_list__in=PeopleList.objects.filter(owner=owner_id), identity=member_id).delete()


def _named(name: str) -> str:
    return " ".join(text.clean(name).split())


def _put(people_list: PeopleList, member: Identity, now: datetime) -> ListMember:
    """The follow is held, so that it does not end between the look and the entry (on PostgreSQL)."""
    follow = Follow.objects.select_for_update().filter(follower=people_list.owner_id, followed=member)
    if not follow.values_list("pk"):
        raise Refusal(_("A list holds people and organisations that you follow."), code="not_followed")
    listed = ListMember.objects.filter(people_list=people_list)
    if not listed.filter(identity=member).exists() and listed.count() >= MOST_MEMBERS:
        raise Refusal(_("A list holds at most %(limit)d."), code="too_many", params={"limit": MOST_MEMBERS})
    row, _made = ListMember.objects.get_or_create(
        people_list=people_list, identity=member, defaults={"created_at": now}
    )
    return row
