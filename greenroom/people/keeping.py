"""What a backup holds of people, and what is true of them in every sound database."""

from collections.abc import Iterator

from django.db.models import F

from greenroom.kit.keeping.registry import has_pictures, invariant, leave_out
from greenroom.people.models import Identity, Membership, NetworkMembership

leave_out("django_session", "usersessions_usersession")  # a restored copy asks everybody to sign in again
has_pictures("people_identity", "avatar_key")
has_pictures("people_identity", "header_key")


@invariant("Every identity is the person or the organisation that its kind says.")
def identities_are_somebody() -> Iterator[str]:
    """A handle behind which there is nobody, or somebody of another kind."""
    for kind, part in ((Identity.Kind.PERSON, "person"), (Identity.Kind.ORGANISATION, "organisation")):
        for key in Identity.objects.filter(kind=kind, **{part: None}).values_list("pk", flat=True):
            yield f"identity {key}"
        strangers = Identity.objects.exclude(kind=kind).exclude(**{part: None})
        for key in strangers.values_list("pk", flat=True):
            yield f"identity {key}"


@invariant("A membership ends after it began.")
def memberships_run_forward() -> Iterator[str]:
    """A role that ended before it began was never held."""
    for kind in (NetworkMembership, Membership):
        for key in kind.objects.filter(ended_at__lt=F("joined_at")).values_list("pk", flat=True):
            yield f"{kind._meta.verbose_name} {key}"  # noqa: SLF001 - documented
