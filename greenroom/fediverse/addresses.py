"""Whole addresses and lasting names of what feeds carry; the paths are those of the pages."""

from urllib.parse import quote, urlsplit

from django.conf import settings

from greenroom.people.models import Identity
from greenroom.social.models import Post


def whole(path: str) -> str:
    """A path of ours as others see it."""
    return f"{settings.PUBLIC_URL}{path}"


def of_identity(identity: Identity) -> str:
    """The page of a person or organisation."""
    return whole(f"/@{identity.handle}/")


def of_post(author: Identity, post: Post) -> str:
    """The page of a post."""
    return whole(f"/@{author.handle}/{post.pk}/")


def of_tag(name: str) -> str:
    """The page of a tag."""
    return whole(f"/tags/{quote(name)}/")


def of_home_feed(secret: str) -> str:
    """The private feed behind a secret."""
    return whole(f"/feeds/{secret}/home.atom")


def name_of(post: Post) -> str:
    """A name that the post keeps for good (RFC 4151), whatever becomes of handles and addresses."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    return f"tag:{host},{post.published_at:%Y-%m-%d}:post/{post.pk}"
