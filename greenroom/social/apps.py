"""The room `social` as a Django application."""

from importlib import import_module

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate  # noqa: TID251 - the framework's own moment after a migration


class SocialConfig(AppConfig):
    """Posts, audiences, timelines and notices."""

    name = "greenroom.social"
    label = "social"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear the facts, say what is stored, and write the audiences that exist once after each migration."""
        for name in ("handlers", "tasks", "options", "keeping", "doctor"):
            import_module(f"greenroom.social.{name}")
        import_module("greenroom.social.stored").register_all()
        post_migrate.connect(write_fixed_audiences, sender=self)


def write_fixed_audiences(*, using: str, **_kwargs: object) -> None:
    """Called by the framework after each migration, and after a flush in tests; the table may be gone by then."""
    from greenroom.social.models import Audience

    if "social_audience" in connections[using].introspection.table_names():
        Audience.write_fixed(using=using)
