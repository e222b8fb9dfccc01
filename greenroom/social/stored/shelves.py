"""What somebody arranges for themselves: lists, tags, filters, notes about others."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import Belonging, Row, removed
from greenroom.people.models import Person
from greenroom.people.stored.naming import who
from greenroom.social.models import AccountNote, FeaturedTag, Filter, ListMember, PeopleList, TagFollow
from greenroom.social.stored import traces


def lists(person: Person) -> Iterator[Row]:
    """Each with those on it."""
    for row in PeopleList.objects.filter(owner=person.pk).order_by("pk"):
        members = ListMember.objects.filter(people_list=row).select_related("identity").order_by("pk")
        yield {
            "name": row.name,
            "replies": row.replies,
            "is_exclusive": row.is_exclusive,
            "created_at": row.created_at,
            "members": [named for member in members if (named := who(member.identity))],
        }


def erase_lists(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Own ones, and their place on the lists of others."""
    return removed(ListMember.objects.filter(identity=person.pk), PeopleList.objects.filter(owner=person.pk))


def tags(person: Person) -> Iterator[Row]:
    """Those that they follow, and those on their profile."""
    for kind, rows in (
        ("followed", TagFollow.objects.filter(identity=person.pk)),
        ("featured", FeaturedTag.objects.filter(identity=person.pk)),
    ):
        for row in rows.order_by("pk"):
            yield {"kind": kind, "name": row.name, "created_at": row.created_at}


def erase_tags(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """All of them, and the words of tags that nobody else uses."""
    theirs = [
        kind.objects.filter(identity=person.pk).values_list("tag", flat=True) for kind in (TagFollow, FeaturedTag)
    ]
    keys = [key for rows in theirs for key in rows]
    gone = _erase_tags(person)
    traces.forget_tags(keys)
    return gone


def _erase_tags(person: Person) -> int:
    return removed(TagFollow.objects.filter(identity=person.pk), FeaturedTag.objects.filter(identity=person.pk))


def filters(person: Person) -> Iterator[Row]:
    """Each with its words."""
    for row in Filter.objects.filter(owner=person.pk).prefetch_related("words").order_by("pk"):
        yield {
            "title": row.title,
            "action": row.action,
            "contexts": row.contexts,
            "words": [word.text for word in row.words.all()],
            "ends_at": row.ends_at,
            "created_at": row.created_at,
        }


def erase_filters(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """With their words."""
    return removed(Filter.objects.filter(owner=person.pk))


def notes(person: Person) -> Iterator[Row]:
    """What they wrote down about others; what others wrote down about them is others' own."""
    for row in AccountNote.objects.filter(owner=person.pk).select_related("about").order_by("pk"):
        yield {"about_whom": who(row.about), "text": row.text, "updated_at": row.updated_at}


def erase_notes(person: Person, now: datetime) -> int:  # noqa: ARG001 - all shredders alike
    """Own ones, and those of others about them: they speak of somebody who is gone."""
    return removed(AccountNote.objects.filter(owner=person.pk), AccountNote.objects.filter(about=person.pk))


KINDS = [
    Belonging(
        key="lists",
        label=_("Lists of people"),
        why=_("For yourself; nobody else sees them."),
        kept=_("Until you delete them."),
        models=("social.PeopleList", "social.ListMember"),
        rows=lists,
        erase=erase_lists,
        place="lists",
        order=46,
    ),
    Belonging(
        key="tags",
        label=_("Tags that you follow or feature"),
        why=_("So that posts with them come to you, or stand on your profile."),
        kept=_("Until you take them away."),
        models=("social.TagFollow", "social.FeaturedTag"),
        rows=tags,
        erase=erase_tags,
        order=48,
    ),
    Belonging(
        key="filters",
        label=_("Filters"),
        why=_("For yourself; nobody else sees them."),
        kept=_("Until you delete them, or 7 days after they end."),
        models=("social.Filter", "social.FilterWord"),
        rows=filters,
        erase=erase_filters,
        place="filters",
        order=50,
    ),
    Belonging(
        key="notes",
        label=_("Notes about others"),
        why=_("For yourself; nobody else sees them."),
        kept=_("Until you empty them, or whom they are about is erased."),
        models=("social.AccountNote",),
        rows=notes,
        erase=erase_notes,
        order=52,
    ),
]
