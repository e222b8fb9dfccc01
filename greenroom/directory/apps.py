"""The room `directory` as a Django application."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """People in sync: sign-on, people files and SCIM."""

    name = "greenroom.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
