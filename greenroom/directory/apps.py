"""The room `directory` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """People in sync: sign-on, people files and SCIM."""

    name = "greenroom.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen, let the clock know what it starts, and say what is stored."""
        import_module("greenroom.directory.handlers")
        import_module("greenroom.directory.tasks")
        from greenroom.directory import stored
        from greenroom.directory.ways_in import WAY
        from greenroom.web import ways_in

        ways_in.register(WAY)
        stored.register_all()
