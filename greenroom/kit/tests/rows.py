"""All that a refused verb might have changed."""

from django.apps import apps


def every_row() -> dict[str, list[str]]:
    """The rows of every table, by the name of its model."""
    return {model._meta.label: sorted(map(repr, model.objects.values_list())) for model in apps.get_models()}
