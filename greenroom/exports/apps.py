"""The room `exports` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """Everything out: what is stored, taken along, and erased."""

    name = "greenroom.exports"
    label = "exports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear the facts, keep the hours, say what is stored, and stand in the settings."""
        for name in ("handlers", "tasks"):
            import_module(f"greenroom.exports.{name}")
        from greenroom.exports import stored
        from greenroom.web.tabs import Strip, Tab, register

        stored.register_all()
        register(Strip.SETTINGS, Tab(key="data", label=_("Your data"), name="your-data", order=90))
