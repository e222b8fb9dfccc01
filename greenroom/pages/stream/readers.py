"""Who can read a post, in words: after "to", as a size, as a sentence."""

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from greenroom.social.models import Audience
from greenroom.web.templatetags.web import number

Kind = Audience.Kind
UNTOLD = ""  # the kind of an audience of which nothing is told, not even that it exists

ICONS: dict[str, str] = {
    Kind.PUBLIC: "globe",
    Kind.QUIET_PUBLIC: "quietly",
    Kind.FOLLOWERS: "follow",
    Kind.NETWORK: "net",
    Kind.ORGANISATION: "org",
    Kind.CIRCLE: "circle",
    Kind.DIRECT: "direct",
    UNTOLD: "lock",
}


SPOKEN: dict[str, object] = {
    Kind.PUBLIC: gettext_lazy("everybody"),
    Kind.QUIET_PUBLIC: gettext_lazy("everybody, quietly"),
    Kind.FOLLOWERS: gettext_lazy("followers"),
    Kind.NETWORK: pgettext_lazy("recipient", "the network"),
    Kind.DIRECT: gettext_lazy("the people mentioned"),
    UNTOLD: gettext_lazy("fewer people"),
}
TITLES: dict[str, object] = {
    Kind.PUBLIC: gettext_lazy("Public"),
    Kind.QUIET_PUBLIC: gettext_lazy("Quiet public"),
    Kind.FOLLOWERS: gettext_lazy("Followers"),
    Kind.NETWORK: gettext_lazy("The network"),
    Kind.DIRECT: gettext_lazy("Only the people I mention"),
}
UNCOUNTED: dict[str, object] = {
    Kind.PUBLIC: gettext_lazy("anyone, also outside Greenroom"),
    Kind.QUIET_PUBLIC: gettext_lazy("anyone, but in no public list"),
    Kind.DIRECT: gettext_lazy("nobody else"),
}


def spoken(kind: str, owner_name: str) -> str:
    """What stands after "to" and on the button: "everybody", "the network", "Board"."""
    return str(SPOKEN.get(kind, owner_name))


def title(kind: str, owner_name: str) -> str:
    """What a line of the chooser is called."""
    return str(TITLES.get(kind, owner_name))


def size(kind: str, count: int | None) -> str:
    """How many can read, as short as a line of the chooser allows; `count` is None where it is not known."""
    if kind in UNCOUNTED:
        return str(UNCOUNTED[kind])
    return _counted(kind, count) if count is not None else ""


def _counted(kind: str, count: int) -> str:
    match kind:
        case Kind.NETWORK:
            sentence = ngettext("%(count)s member", "%(count)s members", count)
        case Kind.FOLLOWERS:
            sentence = ngettext("%(count)s follower", "%(count)s followers", count)
        case _:
            sentence = ngettext("%(count)s person", "%(count)s people", count)
    return sentence % {"count": number(count)}


def reach(kind: str, count: int | None) -> str:
    """One sentence without its full stop, beside the button: "9 people can read this"."""
    match kind:
        case Kind.PUBLIC | Kind.QUIET_PUBLIC:
            return gettext("Anyone on the open web can read this")
        case Kind.DIRECT:
            return gettext("Only the people you mention can read this")
        case Kind.FOLLOWERS:
            sentence = ngettext("%(count)s follower can read this", "%(count)s followers can read this", count or 0)
        case Kind.NETWORK:
            sentence = ngettext("%(count)s member can read this", "%(count)s members can read this", count or 0)
        case Kind.ORGANISATION:
            sentence = ngettext("%(count)s colleague can read this", "%(count)s colleagues can read this", count or 0)
        case _:
            sentence = ngettext("%(count)s person can read this", "%(count)s people can read this", count or 0)
    return sentence % {"count": number(count or 0)}


def named(names: list[str], count: int | None) -> str:
    """A few names and how many more; empty when nobody can be named."""
    if not names:
        return ""
    more = (count or len(names)) - len(names)
    words = {"names": ", ".join(names), "count": number(more)}
    if more > 0:
        sentence = ngettext(
            "%(names)s and %(count)s more can read this.", "%(names)s and %(count)s more can read this.", more
        )
        return sentence % words
    return ngettext("%(names)s can read this.", "%(names)s can read this.", len(names)) % words


def kept(names: list[str], *, author: str) -> tuple[str, str]:
    """Title and size of the line "only the people mentioned" for a post that is out: who keeps reading.

    `author` is the organisation that speaks, empty where the reader is the author.
    """
    if not names:
        alone = gettext("Only %(name)s") % {"name": author} if author else gettext("Only you")
        return alone, gettext("nobody else")
    words = {"names": ", ".join(names), "first": ", ".join(names), "second": author}
    size = gettext("%(first)s and %(second)s") if author else gettext("%(names)s and you")
    return title(Kind.DIRECT, ""), size % words


def explained(kind: str, owner_name: str, count: int | None) -> str:
    """Who can read a post, said on its own page; without a count to an author who is none of its readers.

    Whether they were one or their answer was narrowed away from them: the sentence is true of both and tells neither.
    """
    if count is None and kind in {Kind.ORGANISATION, Kind.CIRCLE, UNTOLD}:
        return gettext("Fewer people read this now. You still see your own words.")
    words = {"name": owner_name, "count": number(count or 0)}
    match kind:
        case Kind.PUBLIC:
            return gettext("Anyone, also without signing in.")
        case Kind.QUIET_PUBLIC:
            return gettext("Anyone who has the address. It stands in no public list.")
        case Kind.FOLLOWERS:
            sentence = gettext("Those who follow %(name)s now, and nobody who stops following.")
        case Kind.NETWORK:
            sentence = ngettext(
                "%(count)s member of the network. It stays inside: it has no public address.",
                "%(count)s members of the network. It stays inside: it has no public address.",
                count or 0,
            )
        case Kind.ORGANISATION:
            sentence = ngettext(
                "%(count)s person of %(name)s. It stays inside.",
                "%(count)s people of %(name)s. It stays inside.",
                count or 0,
            )
        case Kind.CIRCLE:
            sentence = ngettext(
                "%(count)s person listed in %(name)s.", "%(count)s people listed in %(name)s.", count or 0
            )
        case _:
            return gettext("The person who wrote it and the people it mentions.")
    return sentence % words
