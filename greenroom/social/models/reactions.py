"""What readers do with a post: pass it on, say that it helped, keep it."""

from django.db import models
from django.db.models import F
from django.db.models.lookups import Exact

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity, Person
from greenroom.social.models.numbers import new_boost_id
from greenroom.social.models.post import Post


class Boost(models.Model):
    """A post passed on. Ids share one namespace with posts, so that timelines merge by id."""

    id = models.BigIntegerField(primary_key=True, default=new_boost_id)
    author = models.ForeignKey(Identity, on_delete=models.PROTECT, related_name="+", db_index=False)
    boosted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="boosts", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "post"], name="boosted_once"),
            models.CheckConstraint(condition=Exact(F("id").bitand(1), 1), name="boost_ids_are_odd"),
        ]
        indexes = [
            models.Index(fields=["author", "-id"], name="boost_author"),
            models.Index(fields=["post", "id"], name="boost_post"),
        ]

    def __str__(self) -> str:
        return f"boost {self.id} of {self.post_id}"


class Favourite(models.Model):
    """A reader's "This helped": the author is told who said so."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="favourites")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "post"], name="helped_once")]
        indexes = [models.Index(fields=["identity", "-id"], name="favourite_identity")]

    def __str__(self) -> str:
        return f"{self.identity_id} helped by {self.post_id}"


class Bookmark(models.Model):
    """A reader's "Keep": seen by nobody else."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "post"], name="kept_once")]
        indexes = [models.Index(fields=["identity", "-id"], name="bookmark_identity")]

    def __str__(self) -> str:
        return f"{self.post_id} kept by {self.identity_id}"
