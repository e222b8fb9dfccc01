"""The kit as a Django application."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Facts, errands, options, mail and the audit chain."""

    name = "greenroom.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kit's own duties known."""
        from greenroom.kit import housekeeping, mail, outside  # noqa: F401 - they register themselves
        from greenroom.kit.doctor import database, files, machine  # noqa: F401
        from greenroom.kit.keeping import nightly, own, soundness  # noqa: F401
