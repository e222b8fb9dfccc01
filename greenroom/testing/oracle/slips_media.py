"""Mistakes about pictures."""

from typing import Any
from unittest.mock import patch

from greenroom.social import queries, seals
from greenroom.social.models import Media


def files_unasked() -> Any:
    """A file by its number, whoever asks."""
    return patch("greenroom.social.queries.pictures.visible", lambda _viewer, _post: True)


def unused_for_all() -> Any:
    """A picture without a post is anybody's."""

    def found(viewer: Any, media_id: int, **_more: Any) -> Media:
        row = Media.objects.select_related("post").get(pk=media_id)
        return row if row.post is None else queries.picture_for(viewer, media_id)

    return patch("greenroom.pages.pictures.views._by_rule", lambda request, key: found(request.viewer, key))


def seals_forget_the_audience() -> Any:
    """A sealed address outlasts the narrowing of its post."""
    return patch.object(seals, "_words", lambda media_id, variant, until, _audience: f"{media_id} {variant} {until}")


def seals_outlast_suspension() -> Any:
    """A sealed address looks at the seal alone."""

    def found(media_id: int, variant: str, **asked: Any) -> Media:
        row = Media.objects.select_related("post").get(pk=media_id)
        if not seals.holds(row, variant, **asked):
            raise Media.DoesNotExist
        return row

    return patch("greenroom.pages.pictures.views.queries.picture_by_seal", found)


def forms_take_any_picture() -> Any:
    """A form that shows whatever picture it names."""

    def in_hand(_person: Any, keys: Any, **_more: Any) -> list[Media]:
        return list(Media.objects.filter(pk__in=keys))

    return patch("greenroom.pages.pictures.desk.queries.pictures_in_hand", in_hand)


def edits_keep_what_is_left_out() -> Any:
    """A picture that was left out of a post stays with it."""
    return patch("greenroom.social.actions.attaching.drop", lambda _rows, **_when: None)
