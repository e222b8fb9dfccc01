"""A post: a headline of at most 140 graphemes, an optional long note, exactly one audience."""

from typing import Protocol, Self

from django.db import models
from django.db.models import F, Lookup, Q
from django.db.models.lookups import Exact

from greenroom.people.models import Identity, Person
from greenroom.social.models.audience import Audience
from greenroom.social.models.numbers import new_post_id


class Reader(Protocol):
    """Whoever reads: knows the rule of `social.visibility` for itself."""

    def readable(self) -> "Lookup[bool]":
        """The posts that this reader may read now."""


class PostQuerySet(models.QuerySet["Post"]):
    """Posts; every list that somebody sees starts from `visible_to`."""

    def visible_to(self, viewer: Reader) -> Self:
        """The posts that `viewer` may read at this moment (stream, section 5)."""
        return self.filter(viewer.readable())

    def living(self) -> Self:
        """Posts that nobody has deleted."""
        return self.filter(deleted_at__isnull=True)


class Post(models.Model):
    """What somebody said. Read only through `social.visibility`; a deleted post is a row without words."""

    id = models.BigIntegerField(primary_key=True, default=new_post_id)
    author = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+", db_index=False)
    headline = models.TextField()
    note = models.TextField(blank=True)  # Markdown source
    headline_html = models.TextField(blank=True, editable=False)
    note_html = models.TextField(blank=True, editable=False)
    excerpt = models.TextField(blank=True, editable=False)  # the beginning of the note in plain words
    is_excerpt_cut = models.BooleanField(default=False, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    language = models.CharField(max_length=8, blank=True)
    sensitive = models.BooleanField(default=False)
    spoiler_text = models.CharField(max_length=140, blank=True)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    thread_id = models.BigIntegerField()  # the id of the first post of the thread
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    source_key = models.CharField(max_length=100, null=True, blank=True, unique=True)  # imports: where it came from
    published_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    extras = models.JSONField(default=dict, blank=True)  # a copy for showing: "media", "poll", "card" (social.extras)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Exact(F("id").bitand(1), 0), name="post_ids_are_even")]
        indexes = [
            models.Index(fields=["author", "-id", "audience"], name="post_author", condition=Q(deleted_at=None)),
            models.Index(fields=["audience", "-id"], name="post_audience", condition=Q(deleted_at=None)),
            models.Index(fields=["thread_id", "id"], name="post_thread"),
            # All that the rule of visibility asks of a post, beside its id: tens of thousands are judged in one search.
            models.Index(fields=["id", "author", "audience", "deleted_at"], name="post_facts"),
        ]

    def __str__(self) -> str:
        return f"post {self.id}"


class PostVersion(models.Model):
    """An earlier text of a post, readable by those who may read the post now."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    headline = models.TextField()
    note = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    spoiler_text = models.CharField(max_length=140, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"version {self.pk} of {self.post_id}"


class Mention(models.Model):
    """An identity named in a post; the readers of a direct post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "post"], name="mentioned_once")]

    def __str__(self) -> str:
        return f"{self.identity_id} in {self.post_id}"


class Tag(models.Model):
    """A hashtag, folded for look-up and shown as first written."""

    folded = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"#{self.name}"


class PostTag(models.Model):
    """A post that carries a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "post"], name="tagged_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.post_id}"
