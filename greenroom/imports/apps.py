"""The room `imports` as a Django application."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Archives in: what people and organisations bring along."""

    name = "greenroom.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
