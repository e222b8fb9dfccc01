"""The room `web` as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shared front of every HTML room."""

    name = "greenroom.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the registries with what the core brings."""
        from greenroom.web.core import register_core

        register_core()
