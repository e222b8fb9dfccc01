"""The tabs of the core above the settings and above the host's pages."""

from django.utils.translation import gettext_lazy as _

from greenroom.web.tabs import Strip, Tab, register

SETTINGS = (
    ("profile", _("Profile"), "settings"),
    ("career", _("Career"), "settings-career"),
    ("interests", _("Interests"), "settings-interests"),
    ("language", _("Language and look"), "settings-language"),
    ("notices", _("Notices"), "settings-notices"),
    ("security", _("Sign-in and devices"), "account_security"),
    ("people", _("People"), "settings-people"),
    ("filters", _("Filters"), "filters"),
    ("elsewhere", _("Reading elsewhere"), "settings-elsewhere"),
)
HOST = (
    ("people", _("People"), "host-people"),
    ("invitations", _("Invitations"), "host-invitations"),
    ("organisations", _("Organisations"), "host-organisations"),
    ("reports", _("Reports"), "host-reports"),
    ("choices", _("Choices"), "host-choices"),
    ("record", _("Record"), "host-record"),
    ("health", _("Health"), "host-health"),
)


def register_core() -> None:
    """Make them known, ten apart; called once at the start."""
    for strip, entries in ((Strip.SETTINGS, SETTINGS), (Strip.HOST, HOST)):
        for place, (key, label, name) in enumerate(entries, start=1):
            register(strip, Tab(key=key, label=label, name=name, order=place * 10))
