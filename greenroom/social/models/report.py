"""Somebody tells the hosts that something is wrong, and what the hosts did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Identity, Person
from greenroom.social.models.post import Post


class Report(models.Model):
    """About a person, an organisation or a circle, and posts of theirs; who reported is told to no one but hosts."""

    class Category(models.TextChoices):
        """What is wrong."""

        SPAM = "spam", _("spam")
        HARASSMENT = "harassment", _("harassment")
        CONFIDENTIAL = "confidential", _("confidential matter")
        LEGAL = "legal", _("against the law")
        RULES = "violation", _("against the rules of the network")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("open")
        ACTED = "acted", _("acted upon")
        DISMISSED = "dismissed", _("nothing to do")

    id = models.BigIntegerField(primary_key=True, default=new_id)
    reporter = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    posts = models.ManyToManyField(Post, related_name="+")
    category = models.CharField(max_length=12, choices=Category)
    comment = models.TextField(blank=True)  # at most 2,000 characters
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    outcome = models.TextField(blank=True)  # what the reporter is told
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="report_state")]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Takedown(models.Model):
    """A post that hosts took away, and why; its author reads the reason, not the name of the host."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="takedown")
    report = models.ForeignKey(Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    headline = models.TextField(blank=True)  # by which its author knows it again
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"takedown of {self.pk}"


class ClosedLook(models.Model):
    """A host looked at a closed post through a report; shown to the owner of the organisation or circle."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"look at {self.post_id}"
