"""The room `fediverse` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class FediverseConfig(AppConfig):
    """Feeds."""

    name = "greenroom.fediverse"
    label = "fediverse"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear the facts, keep the hours, offer private feeds in the settings, and say what is stored."""
        import_module("greenroom.fediverse.handlers")
        import_module("greenroom.fediverse.tasks")
        from greenroom.fediverse import stored
        from greenroom.fediverse.settings_section import SECTION
        from greenroom.web import settings_sections

        settings_sections.register(SECTION)
        stored.register_all()
