"""The form beside the results, which writes operators into the search."""

from dataclasses import dataclass

from django.utils.translation import gettext

from greenroom.pages.stream.forms import LANGUAGES
from greenroom.people.models import Identity
from greenroom.social.models import Audience
from greenroom.social.search import Query
from greenroom.social.visibility import Viewer


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What can be chosen, and what is."""

    author: str
    place: str
    language: str
    places: list[tuple[str, str]]
    languages: list[tuple[str, str]]


def narrowing_of(viewer: Viewer, query: Query) -> Narrowing:
    """The places that the viewer reads, and what the search asks for already."""
    author, place, language = (next(iter(asked), "") for asked in (query.authors, query.places, query.languages))
    places = [] if viewer.is_guest else places_of(viewer)
    return Narrowing(author=author, place=place, language=language, places=places, languages=LANGUAGES)


def places_of(viewer: Viewer) -> list[tuple[str, str]]:
    """Everybody, the network, and the viewer's organisations and circles by name."""
    rows = Identity.objects.filter(pk__in=viewer.organisation_ids | viewer.circle_ids).order_by("folded", "pk")
    named = list(rows.values_list("handle", "display_name"))
    network = [(Audience.Kind.NETWORK.value, gettext("The network"))] if viewer.is_member else []
    return [(Audience.Kind.PUBLIC.value, gettext("Public")), *network, *named]
