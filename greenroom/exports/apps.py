"""The room `exports` as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Everything out: what is stored, taken along, and erased."""

    name = "greenroom.exports"
    label = "exports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear the facts, keep the hours, and say what is stored."""
        for name in ("handlers", "tasks"):
            import_module(f"greenroom.exports.{name}")
        from greenroom.exports import stored

        stored.register_all()
