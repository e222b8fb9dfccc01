"""The room `people` as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who, and who may."""

    name = "greenroom.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, declare the options of this room, let the clock know what it starts, and say what is stored."""
        from greenroom.people import doctor, handlers, keeping, network, stored, tasks  # noqa: F401

        stored.register_all()
