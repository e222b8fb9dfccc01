"""The room `web` as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shared front of every HTML room."""

    name = "greenroom.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
