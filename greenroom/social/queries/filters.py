"""Filters, for their owner; for others they do not exist."""

from django.db.models import QuerySet

from greenroom.social.models import Filter
from greenroom.social.visibility import Viewer


def filters_of(viewer: Viewer) -> list[Filter]:
    """The viewer's filters with their words, by title; ended ones too, until they are tidied away."""
    return list(_own(viewer).order_by("title", "pk"))


def filter_for(viewer: Viewer, filter_id: int) -> Filter:
    """One of the viewer's filters; somebody else's raises the same `Filter.DoesNotExist` as none."""
    return _own(viewer).get(pk=filter_id)


def _own(viewer: Viewer) -> QuerySet[Filter]:
    return Filter.objects.filter(owner=viewer.identity_id).select_related("owner").prefetch_related("words")
