"""The room `testing` as a Django application."""

from django.apps import AppConfig


class TestingConfig(AppConfig):
    """The demo world, the oracle and the cast of the tests."""

    name = "greenroom.testing"
    label = "testing"
    default_auto_field = "django.db.models.BigAutoField"
