"""A picture that belongs to a post, or to words that are not a post yet."""

from django.db import models
from django.db.models import Q

from greenroom.kit.ids import new_id
from greenroom.people.models import Person
from greenroom.social.models.draft import Draft
from greenroom.social.models.post import Post


class Media(models.Model):
    """Read by those who may read its post; until it has one, by the person who brought it (stream, section 6)."""

    class State(models.TextChoices):
        """Where the file stands."""

        WAITING = "waiting"
        READY = "ready"
        REFUSED = "refused"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="media")
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="media")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    file_key = models.CharField(max_length=64, unique=True)  # names the folder of its files; never a part of an address
    mime = models.CharField(max_length=32, blank=True)  # of the file that is served, found by content
    width = models.PositiveIntegerField(default=0)  # pixels, of the full picture
    height = models.PositiveIntegerField(default=0)
    bytes = models.PositiveIntegerField(default=0)
    is_animated = models.BooleanField(default=False)
    blurhash = models.CharField(max_length=64, blank=True)
    description = models.TextField(blank=True)  # the alt text, at most 1,500 graphemes
    focus_x = models.FloatField(default=0)  # -1 left to 1 right
    focus_y = models.FloatField(default=0)  # -1 bottom to 1 top
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(post=None) | Q(draft=None), name="media_in_one_place"),
            models.CheckConstraint(
                condition=Q(focus_x__range=(-1, 1), focus_y__range=(-1, 1)), name="media_focus_within"
            ),
        ]

    def __str__(self) -> str:
        return f"media {self.pk}"
