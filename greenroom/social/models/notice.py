"""Something that wants a person's attention, and how far they have looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity, Person
from greenroom.social.models.circle import Circle
from greenroom.social.models.post import Post


class Notice(models.Model):
    """Unique on (fact, recipient, kind), so that a repeated errand makes no second one."""

    class Kind(models.TextChoices):
        """What happened."""

        MENTION = "mention", _("mention")
        REPLY = "reply", _("reply")
        BOOST = "boost", _("boost")
        FAVOURITE = "favourite", _("this helped")
        FOLLOW = "follow", _("follow")
        FOLLOW_REQUEST = "follow_request", _("follow request")
        FOLLOW_ACCEPTED = "follow_accepted", _("follow accepted")
        CIRCLE_ADDED = "circle_added", _("listed in a circle")
        STATUS = "status", _("a post by somebody whose bell is on")
        POLL = "poll", _("a poll has ended")
        NOT_PUBLISHED = "not_published", _("a scheduled post was not published")
        TAKEN_DOWN = "taken_down", _("a post was taken down")
        REPORT_CLOSED = "report_closed", _("a report was dealt with")
        REPORT_MADE = "report_made", _("a report came in")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    recipient = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    actor = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    fact_id = models.BigIntegerField()
    created_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact_id", "recipient", "kind"], name="told_once")]
        indexes = [models.Index(fields=["recipient", "-id"], name="notice_recipient")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.recipient_id}"


class Marker(models.Model):
    """How far a person has looked at a timeline; read by that person alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    timeline = models.CharField(max_length=16)  # home, notices
    last_id = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "timeline"], name="one_marker_a_timeline")]

    def __str__(self) -> str:
        return f"{self.timeline} of {self.person_id}"
