"""What somebody arranges for themselves: lists, followed tags, filters, pins and notes about others."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity
from greenroom.social.models.post import Post, Tag


class PeopleList(models.Model):
    """A timeline of some of those whom one follows; known to its owner alone."""

    class Replies(models.TextChoices):
        """Which answers by those listed are shown."""

        FOLLOWED = "followed", _("answers to anybody whom I follow")
        LISTED = "list", _("answers to those on the list")
        NOBODY = "none", _("no answers")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    owner = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    replies = models.CharField(max_length=8, choices=Replies, default=Replies.LISTED)
    is_exclusive = models.BooleanField(default=False)  # those listed are not shown in the home timeline too
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ListMember(models.Model):
    """Somebody on a list; the owner follows them."""

    people_list = models.ForeignKey(PeopleList, on_delete=models.CASCADE, related_name="members", db_index=False)
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["people_list", "identity"], name="on_the_list_once")]

    def __str__(self) -> str:
        return f"{self.identity_id} on list {self.people_list_id}"


class TagFollow(models.Model):
    """Posts with the tag come to the home timeline, as far as they may be read anyway."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)  # as the follower wrote it: the tag's own spelling may be a closed post's
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "tag"], name="tag_followed_once")]

    def __str__(self) -> str:
        return f"{self.identity_id} follows tag {self.tag_id}"


class FeaturedTag(models.Model):
    """A tag that stands on a profile."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)  # as its owner wrote it
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "tag"], name="tag_featured_once")]

    def __str__(self) -> str:
        return f"{self.identity_id} features tag {self.tag_id}"


class FilterQuerySet(models.QuerySet["Filter"]):
    """Filters; those that have ended count for nothing, tidied away or not."""

    def running(self, now: datetime) -> Self:
        """Filters that have not ended by `now`."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=now))


class Filter(models.Model):
    """Posts with certain words are folded away or not shown, for one reader; never one's own."""

    class Context(models.TextChoices):
        """Where it holds."""

        HOME = "home", _("home and lists")
        NOTIFICATIONS = "notifications", _("notices")
        PUBLIC = "public", _("local, network and tags")
        THREAD = "thread", _("conversations")
        ACCOUNT = "account", _("profiles, organisations and circles")

    class Action(models.TextChoices):
        """What happens to a post that matches."""

        WARN = "warn", _("show a line that can be opened")
        HIDE = "hide", _("do not show it")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    owner = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=100)
    action = models.CharField(max_length=4, choices=Action, default=Action.WARN)
    contexts = models.JSONField(default=list)  # of `Context`, at least one
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = FilterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class FilterWord(models.Model):
    """A word or phrase of a filter."""

    filter = models.ForeignKey(Filter, on_delete=models.CASCADE, related_name="words")
    text = models.CharField(max_length=200)
    is_whole_word = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.text


class Pin(models.Model):
    """A post that stands first on its author's profile, for those who may read it."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="pin")
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField()  # one of five, so that a sixth pin finds none; no order
    created_at = models.DateTimeField()

    PLACES = 5

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["identity", "place"], name="one_pin_in_a_place"),
            models.CheckConstraint(condition=models.Q(place__lt=5), name="five_places_for_pins"),
        ]

    def __str__(self) -> str:
        return f"pin of {self.post_id}"


class AccountNote(models.Model):
    """What somebody wrote down about somebody else; read by the writer alone."""

    owner = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=2000)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "about"], name="one_note_about_each")]

    def __str__(self) -> str:
        return f"note of {self.owner_id}"


class Conversation(models.Model):
    """How far a reader of a thread of direct posts has read it, and from where on it is put away."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    thread_id = models.BigIntegerField()
    read_up_to = models.BigIntegerField(default=0)  # a post id
    hidden_up_to = models.BigIntegerField(default=0)  # a post id: shown again when something newer is said

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "thread_id"], name="one_conversation_each")]

    def __str__(self) -> str:
        return f"conversation {self.thread_id} of {self.identity_id}"
