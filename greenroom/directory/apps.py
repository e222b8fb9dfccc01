"""The room `directory` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """People in sync: sign-on, people files and SCIM."""

    name = "greenroom.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, let the clock know what it starts, and say what is stored."""
        import_module("greenroom.directory.handlers")
        import_module("greenroom.directory.tasks")
        from greenroom.directory import stored
        from greenroom.directory.ways_in import WAY
        from greenroom.web import tabs, ways_in
        from greenroom.web.tabs import Strip, Tab

        ways_in.register(WAY)
        directory = _("How people get here")
        tabs.register(Strip.ORGANISATION, Tab(key="directory", label=directory, name="directory", order=10))
        tabs.register(Strip.HOST, Tab(key="sign-on", label=_("Sign-on"), name="host-sign-on", order=45))
        stored.register_all()
