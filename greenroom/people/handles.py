"""Which handles nobody may take: words that are addresses, and words that would pretend an office."""

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
    return handle.lower() in RESERVED
