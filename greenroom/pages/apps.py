"""The room `pages` as a Django application."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The HTML of the core."""

    name = "greenroom.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the core's kinds of notices and its tabs known."""
        from greenroom.pages import tabs
        from greenroom.pages.stream import kinds

        kinds.register_core()
        tabs.register_core()
