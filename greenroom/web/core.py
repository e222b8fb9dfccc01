"""The entries of the core in the rail and the bars."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from greenroom.people import queries as people
from greenroom.web.navigation import NavItem, everybody, register
from greenroom.web.requests import GuestRequest

if TYPE_CHECKING:
    from greenroom.social.queries import Glance


def register_core() -> None:
    """Home, local, network, search, notices, kept, drafts and, for hosts, the people of the network."""
    register(NavItem(key="home", label=_("Home"), address="/", icon="home", order=10, shown_to=everybody, bar=True))
    register(NavItem(key="local", label=_("Local"), address="/local/", icon="globe", order=20))
    register(
        NavItem(key="network", label=_("Network"), address="/network/", icon="net", order=25, shown_to=_in_the_network)
    )
    register(
        NavItem(
            key="search", label=_("Search"), address="/search/", icon="search", order=28, bar=True, rail=False
        )  # the rail has the field itself
    )
    register(NavItem(key="write", label=_("Write"), address="/compose", icon="pen", order=30, bar=True, rail=False))
    register(
        NavItem(key="notices", label=_("Notices"), address="/notices/", icon="bell", order=40, bar=True, count=_unread)
    )
    register(NavItem(key="direct", label=_("Direct"), address="/direct/", icon="direct", order=45, count=_letters))
    register(NavItem(key="kept", label=_("Kept"), address="/kept/", icon="keep", order=50))
    register(NavItem(key="lists", label=_("Lists"), address="/lists/", icon="list", order=55))
    register(
        NavItem(key="suggested", label=_("People to follow"), address="/people/suggested/", icon="follow", order=58)
    )
    register(NavItem(key="drafts", label=_("Drafts"), address="/drafts/", icon="pen", order=60))
    register(
        NavItem(key="circles", label=_("Circles"), address="/circles/", icon="circle", order=70, bar=True, rail=False)
    )
    register(
        NavItem(
            key="host",
            label=_("Host"),
            address="/host/people/",
            area="/host/",
            icon="shield",
            order=90,
            shown_to=_hosts,
        )
    )


def _in_the_network(request: GuestRequest) -> bool:
    return request.person is not None and request.viewer.is_member


def _hosts(request: GuestRequest) -> bool:
    """Hosts by role, which the viewer knows already; hosts by clearance from their settings on.

    Every page of every member passes here: a query for the few who hold such a clearance would be paid by all.
    """
    if request.person is None or not request.viewer.is_member:
        return False
    if request.viewer.is_host:
        return True
    return request.path.startswith(("/host/", "/settings/")) and people.is_host(request.person)


def _unread(request: GuestRequest) -> int:
    glance = _glance(request)
    return glance.unread if glance else 0


def _letters(request: GuestRequest) -> int:
    glance = _glance(request)
    return glance.conversations if glance else 0


def _glance(request: GuestRequest) -> "Glance | None":
    """Both figures come from one query, asked when the first of them is shown."""
    from greenroom.social import queries

    person, viewer = request.person, request.viewer
    return viewer.once("glance", lambda: queries.glance_of(person, viewer)) if person else None
