"""The room `social` as a Django application."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    """Posts, audiences, timelines and notices."""

    name = "greenroom.social"
    label = "social"
    default_auto_field = "django.db.models.BigAutoField"
