"""What somebody's posts leave behind in tables that are nobody's: words of tags, and what pages said of themselves."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Exists, OuterRef

from greenroom.social import cards
from greenroom.social.models import FeaturedTag, LinkCard, Post, PostTag, Tag, TagFollow


@contextmanager
def forgotten(posts: Sequence[Post]) -> Iterator[None]:
    """After the block, in which the posts lose their words, nothing of that is left which nobody else needs."""
    keys = [post.pk for post in posts]
    tags = list(PostTag.objects.filter(post__in=keys).values_list("tag", flat=True).distinct())
    links = {link for post in posts if (link := cards.link_of(post.headline, post.note))}
    yield
    LinkCard.objects.filter(url__in=links).delete()
    forget_tags(tags)


def forget_tags(keys: Iterable[int]) -> None:
    """Those of these tags that stand on no post and no profile, and that nobody follows."""
    uses = (kind.objects.filter(tag=OuterRef("pk")) for kind in (PostTag, TagFollow, FeaturedTag))
    Tag.objects.filter(*(~Exists(use) for use in uses), pk__in=list(keys)).delete()
