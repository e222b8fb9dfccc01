"""The entry of the personas in the rail of a demo world."""

from django.utils.translation import gettext_lazy as _

from greenroom.web.navigation import NavItem, everybody, register


def register_personas() -> None:
    """Below everything else, for guests too."""
    register(
        NavItem(key="personas", label=_("Personas"), address="/personas/", icon="pair", order=99, shown_to=everybody)
    )
