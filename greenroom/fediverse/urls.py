"""Addresses of the room `fediverse`."""

from django.urls import URLPattern, URLResolver, path, register_converter

from greenroom.fediverse import views


class FormatConverter:
    """The two formats of a feed."""

    regex = "rss|atom"

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands in the address."""
        return value


register_converter(FormatConverter, "feed")

urlpatterns: list[URLPattern | URLResolver] = [
    path("@<slug:handle>/feed.<feed:form>", views.profile, name="profile-feed"),
    path("tags/<str:name>/feed.<feed:form>", views.tag, name="tag-feed"),
    path("feeds/<slug:secret>/home.<feed:form>", views.home, name="home-feed"),
]
