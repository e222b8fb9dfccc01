"""Words that are not a post yet: seen by their writer alone, whatever state they are in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity, Person
from greenroom.social.models.audience import Audience
from greenroom.social.models.post import Post


class Draft(models.Model):
    """Holds any input up to the limits of a form: over-long headlines too, so that nothing typed is lost.

    A scheduled or held item is a draft with a state: no timeline, count, profile, search or notice knows it, and
    when it becomes a post it takes a new id and the date of release (stream, section 3.4).
    """

    class State(models.TextChoices):
        """What is to happen with it."""

        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("held by the desk")
        FAILED = "failed", _("not published")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    speaks_as = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    audience = models.ForeignKey(Audience, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    headline = models.TextField(blank=True)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    sensitive = models.BooleanField(default=False)
    spoiler_text = models.TextField(blank=True)
    reply_to = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    poll = models.JSONField(null=True, blank=True)  # {"options": [text], "is_multiple": bool, "seconds": int}
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    due_at = models.DateTimeField(null=True, blank=True)  # when a scheduled item is to be published
    held_by = models.CharField(max_length=40, blank=True)  # the desk that holds it
    trouble = models.TextField(blank=True)  # why it was not published, in the writer's language
    once = models.CharField(max_length=100, null=True, blank=True, unique=True)  # the key that its post will have
    key = models.CharField(max_length=40, blank=True)  # of the form in which it was typed: each save finds it again
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="scheduled") | models.Q(due_at__isnull=False), name="scheduled_for_a_moment"
            ),
            models.UniqueConstraint(fields=["person", "key"], condition=~models.Q(key=""), name="one_form_one_draft"),
        ]
        indexes = [models.Index(fields=["due_at"], name="draft_due", condition=models.Q(state="scheduled"))]

    def __str__(self) -> str:
        return f"draft {self.id}"
