"""Words that are not a post yet: seen by their writer alone, whatever state they are in."""

from django.db import models

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity, Person
from greenroom.social.models.audience import Audience
from greenroom.social.models.post import Post


class Draft(models.Model):
    """Holds any input up to the limits of a form: over-long headlines too, so that nothing typed is lost."""

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
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.id}"
