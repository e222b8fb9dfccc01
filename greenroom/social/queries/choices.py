"""The audiences that somebody may choose, and who would read there."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people.models import Identity, Membership, NetworkMembership, Person
from greenroom.social.models import Audience, CircleMember, Follow, Mention, Post
from greenroom.social.models.circle import keeps
from greenroom.social.postviews import name_of
from greenroom.social.reach import is_narrower, lies_within, readers_among
from greenroom.social.visibility import Viewer, viewer_of

Kind = Audience.Kind
ORDER = [Kind.PUBLIC, Kind.QUIET_PUBLIC, Kind.NETWORK, Kind.ORGANISATION, Kind.CIRCLE, Kind.FOLLOWERS, Kind.DIRECT]
FIXED = (Audience.PUBLIC, Audience.QUIET_PUBLIC, Audience.FOLLOWERS, Audience.DIRECT)
SAMPLE = 4  # names shown of a circle


@dataclass(frozen=True, kw_only=True)
class AudienceChoice:
    """One audience that may be chosen; `readers` is None for the public and for those whom the words mention."""

    audience: Audience
    key: str
    name: str
    readers: int | None = None
    sample: list[str] = field(default_factory=list)
    is_default: bool = False


def audience_of(identity: Identity) -> Audience:
    """The audience of an organisation or a circle; an organisation's is made here if nobody has needed it yet."""
    kind = Kind(identity.kind)
    share = Audience.Share.INSIDE if kind == Kind.ORGANISATION else Audience.Share.NOBODY
    audience, _made = Audience.objects.get_or_create(owner=identity, defaults={"kind": kind, "may_share": share})
    return audience


def key_of(audience: Audience) -> str:
    """How forms and addresses call an audience: "network", "org:skerrow", "circle:board"."""
    if audience.owner is None:
        return audience.kind
    return f"{'org' if audience.kind == Kind.ORGANISATION else 'circle'}:{audience.owner.handle}"


def audience_choices(
    person: Person, *, speaks_as: Identity, reply_to: Post | None = None, viewer: Viewer | None = None
) -> list[AudienceChoice]:
    """What the person may choose when speaking as this identity, widest first; one of them is the default.

    One query, and one for each standing that `viewer` (that of `speaks_as`) does not bring along.
    """
    viewer = viewer or viewer_of(speaks_as)
    rows = _usable(person, speaks_as, viewer)
    if reply_to is not None:
        rows = [row for row in rows if lies_within(row.pk, author_id=speaks_as.pk, parent=reply_to)]
    chosen = _default(rows, reply_to)
    return [
        AudienceChoice(
            audience=row,
            key=key_of(row),
            name=name_of(row),
            readers=row.readers,  # type: ignore[attr-defined]
            sample=[name for place in range(SAMPLE) if (name := getattr(row, f"sample{place}"))],
            is_default=row.pk == chosen,
        )
        for row in rows
    ]


def audience_by_key(person: Person, *, speaks_as: Identity, key: str, reply_to: Post | None = None) -> Audience:
    """The audience that a form named; refuses what is not among the choices, as if it did not exist."""
    for choice in audience_choices(person, speaks_as=speaks_as, reply_to=reply_to):
        if choice.key == key:
            return choice.audience
    raise Refusal(_("Choose who can read this."), code="unknown_audience")


def narrower_choices(person: Person, post: Post) -> list[AudienceChoice]:
    """The audiences to which the author may narrow the post."""
    choices = audience_choices(person, speaks_as=post.author)
    return [choice for choice in choices if is_narrower(choice.audience, post.audience)]


def readers_by_name(post: Post) -> list[Identity]:
    """Whom the post mentions and who reads it now: they would keep reading if only those mentioned could."""
    named = set(Mention.objects.filter(post=post).values_list("identity", flat=True))
    keys = readers_among(post.audience, author_id=post.author_id, keys=named, post=post) - {post.author_id}
    return list(Identity.objects.filter(pk__in=keys).order_by("folded"))


def default_audience(person: Person, *, speaks_as: Identity) -> Audience:
    """The network for its members, else the organisation; never public (stream, section 4)."""
    rows = _usable(person, speaks_as, viewer_of(speaks_as))
    chosen = _default(rows, None)
    return next(row for row in rows if row.pk == chosen)


def _usable(person: Person, speaks_as: Identity, viewer: Viewer) -> list[Audience]:
    is_self = speaks_as.pk == person.pk
    own = set(viewer.standing.audiences) - {Audience.NETWORK}
    member = viewer.is_member if is_self else viewer_of(person.identity).is_member
    keys = {*FIXED, *own, *({Audience.NETWORK} if member else ())}
    places = CircleMember.objects.filter(circle=OuterRef("owner"), person=speaks_as.pk, left_at=None)
    rows = (
        Audience.objects.filter(pk__in=keys)
        .filter(Q(members_may_post=True) | Q(owner=speaks_as.pk) | Exists(places.filter(keeps())))
        .select_related("owner")
        .annotate(readers=_readers(speaks_as.pk), **_samples())
    )
    return sorted(rows, key=lambda row: (ORDER.index(Kind(row.kind)), name_of(row).casefold(), row.pk))


def _default(rows: list[Audience], reply_to: Post | None) -> int:
    """The parent's audience for an answer; else the network, else the first organisation, else the named."""
    if reply_to is not None:
        return reply_to.audience_id if any(row.pk == reply_to.audience_id for row in rows) else Audience.DIRECT
    by_kind = {Kind(row.kind): row.pk for row in reversed(rows)}
    return next((by_kind[kind] for kind in (Kind.NETWORK, Kind.ORGANISATION) if kind in by_kind), Audience.DIRECT)


def _readers(author_id: int) -> Case:
    """How many people each audience has now; whoever is suspended reads nothing."""
    suspended = Identity.objects.filter(suspended_at__isnull=False).values("pk")  # few, and listed by an index
    network = NetworkMembership.objects.filter(ended_at=None).exclude(person__in=suspended)
    followers = Follow.objects.filter(followed=author_id).exclude(follower__in=suspended)
    employed = Membership.objects.filter(organisation=OuterRef("owner"), ended_at=None).exclude(person__in=suspended)
    listed = CircleMember.objects.filter(circle=OuterRef("owner"), left_at=None).exclude(person__in=suspended)
    return Case(
        When(kind=Kind.NETWORK, then=_counted(network)),
        When(kind=Kind.FOLLOWERS, then=_counted(followers)),
        When(kind=Kind.ORGANISATION, then=_counted(employed)),
        When(kind=Kind.CIRCLE, then=_counted(listed)),
        default=None,
        output_field=IntegerField(),
    )


def _counted(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n"))


def _samples() -> dict[str, Subquery]:
    """The first names listed in each circle, one column each."""
    listed = CircleMember.objects.filter(circle=OuterRef("owner"), left_at=None, person__identity__suspended_at=None)
    column = listed.order_by("id").values("person__identity__display_name")
    return {f"sample{place}": Subquery(column[place : place + 1]) for place in range(SAMPLE)}
