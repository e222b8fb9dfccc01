"""The room `imports` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Archives in: what people and organisations bring along."""

    name = "greenroom.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let workers and clock know what they do, say what is stored, and stand among the settings."""
        import_module("greenroom.imports.actions")
        import_module("greenroom.imports.tasks")
        from greenroom.imports import stored
        from greenroom.web.tabs import Strip, Tab, register

        stored.register_all()
        register(Strip.SETTINGS, Tab(key="bring", label=_("Bring along"), name="bring", order=85))
