"""The room `people` as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who, and who may."""

    name = "greenroom.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, and declare the options of this room."""
        from greenroom.people import handlers, network  # noqa: F401
