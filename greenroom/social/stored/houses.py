"""What an organisation takes along of the social core: what it said, with pictures, and who follows it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from greenroom.people.belongings import File, HouseBelonging, Row
from greenroom.people.models import Identity, Organisation
from greenroom.social import addresses
from greenroom.social.models import Audience, Follow, Media, Post
from greenroom.social.postviews import name_of
from greenroom.social.stored.posts import files_of, pictures_of, polls_of, versions_of
from greenroom.social.stored.reading import in_parts, quoted
from greenroom.social.visibility import viewer_of


def posts(house: Organisation) -> Iterator[Row]:
    """What was said in its name, each with what it answers as far as the organisation may read that now."""
    rows = Post.objects.living().filter(author=house.pk).select_related("author", "audience__owner").order_by("pk")
    for part in in_parts(rows):
        keys = [post.pk for post in part]
        readable = Post.objects.visible_to(viewer_of(Identity.objects.get(pk=house.pk))).select_related("author")
        answered = readable.in_bulk([post.reply_to_id for post in part if post.reply_to_id is not None])
        versions, pictures, polls = versions_of(keys), pictures_of(keys), polls_of(keys)
        for post in part:
            is_told = post.audience.kind != Audience.Kind.CIRCLE
            yield {
                "id": str(post.pk),
                "thread": str(post.thread_id),
                "url": addresses.of_post(post.author.handle, post.pk),
                "published_at": post.published_at,
                "edited_at": post.edited_at,
                "audience": {"kind": post.audience.kind, "name": name_of(post.audience) if is_told else ""},
                "language": post.language,
                "cover": post.spoiler_text,
                "headline": post.headline,
                "note": post.note,
                "is_answer": post.reply_to_id is not None,
                "answers": quoted(answered.get(post.reply_to_id or 0)),
                "pictures": pictures.get(post.pk, []),
                "poll": polls.get(post.pk),
                "versions": versions.get(post.pk, []),
            }


def files(house: Organisation) -> Iterator[File]:
    """The pictures in its posts."""
    yield from files_of(Media.objects.filter(post__author=house.pk, post__deleted_at=None))


def followers(house: Organisation) -> Iterator[Row]:
    """How many; who they are is their own."""
    yield {"number": Follow.objects.filter(followed=house.pk).count()}


KINDS = [
    HouseBelonging(key="posts", label=_("Posts"), rows=posts, files=files, order=20),
    HouseBelonging(key="followers", label=_("Followers"), rows=followers, order=22),
]
