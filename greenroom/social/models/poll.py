"""A question with choices that belongs to a post."""

from django.db import models
from django.db.models import Q

from greenroom.people.models import Identity
from greenroom.social.models.post import Post


class Poll(models.Model):
    """Shares the key of its post. Who chose what is shown to nobody."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="poll")
    is_multiple = models.BooleanField(default=False)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # when those who took part were told

    def __str__(self) -> str:
        return f"poll {self.pk}"


class PollOption(models.Model):
    """One choice, in its place."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()  # at most 100 graphemes, however many characters those are

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="option_in_its_place")]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """What an identity chose, a row for each option; the first row stands for the ballot, and there is one ballot."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes", db_index=False)
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    is_first = models.BooleanField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter", "option"], name="chosen_once"),
            models.UniqueConstraint(fields=["poll", "voter"], condition=Q(is_first=True), name="voted_once"),
        ]

    def __str__(self) -> str:
        return f"a vote in poll {self.poll_id}"
