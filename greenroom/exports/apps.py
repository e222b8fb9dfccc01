"""The room `exports` as a Django application."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Everything out: what is stored, taken along, and erased."""

    name = "greenroom.exports"
    label = "exports"
    default_auto_field = "django.db.models.BigAutoField"
