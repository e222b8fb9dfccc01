"""The room `testing` as a Django application."""

from django.apps import AppConfig
from django.conf import settings


class TestingConfig(AppConfig):
    """The demo world, the oracle and the cast of the tests."""

    name = "greenroom.testing"
    label = "testing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """In a demo world, offer the way to the personas on every page."""
        if settings.IS_DEMO:
            from greenroom.testing.personas.entry import register_personas

            register_personas()
