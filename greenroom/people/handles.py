"""Which handles nobody may take: words that are addresses or would pretend an office, and those of the erased."""

from collections.abc import Iterable

from greenroom.kit import sealing
from greenroom.people.models import Identity, RetiredHandle

PURPOSE = "handle of somebody who was erased"
PREFIX_OF_THE_ERASED = "erased_"  # of the handles that take the place of theirs

WORDS = """
about account accounts admin administrator all api apps auth bot circle circles compose contact demo desk
desks direct drafts everybody everyone feed feeds first_run followers following greenroom help here home host
hosts identities imprint info invitation invitations kept legal lists local login logout mail mastodon me media
members moderation moderator network nobody nodeinfo noreply notices null oauth operator organisation
organisations owner people persona personas postmaster privacy public root rules search security settings sign_in
sign_out static status stream support system tag tags terms undefined webmaster well_known
"""
RESERVED = frozenset(WORDS.split())


def is_reserved(handle: str) -> bool:
    """Whether the handle is one of the words above, however it is written."""
    return handle.lower() in RESERVED or handle.lower().startswith(PREFIX_OF_THE_ERASED)


def retire(handle: str) -> None:
    """Let nobody take this handle any more; what is kept of it names nobody."""
    RetiredHandle.objects.get_or_create(seal=sealing.seal(PURPOSE, handle.lower()))


def is_retired(handle: str) -> bool:
    """Whether it was the handle of somebody who was erased, under the secret of today or an earlier one."""
    return RetiredHandle.objects.filter(seal__in=sealing.seals(PURPOSE, handle.lower())).exists()


def retired_among(handles: Iterable[str]) -> set[str]:
    """Which of these handles were those of people who were erased; one question however many there are."""
    retired = set(RetiredHandle.objects.values_list("seal", flat=True))
    return {handle for handle in handles if retired and retired & set(sealing.seals(PURPOSE, handle.lower()))}


def is_of_the_erased(identity: Identity) -> bool:
    """Whether nothing is left of this account but its row."""
    return identity.handle.startswith(PREFIX_OF_THE_ERASED)
