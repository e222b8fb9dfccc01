"""The room `web` as a Django application."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class WebConfig(AppConfig):
    """The shared front of every HTML room."""

    name = "greenroom.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the registries with what the core brings, and note when sessions begin."""
        from greenroom.people.sessions import note_beginning
        from greenroom.web.core import register_core

        register_core()
        user_logged_in.connect(note_beginning)
