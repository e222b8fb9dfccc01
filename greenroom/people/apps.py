"""The room `people` as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who, and who may."""

    name = "greenroom.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, declare the options of this room, and let the clock know what it starts."""
        from greenroom.people import handlers, network, tasks  # noqa: F401
