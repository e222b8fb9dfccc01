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
    text = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="option_in_its_place")]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """What an identity chose; once for each option, and one option alone where only one may be chosen."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes", db_index=False)
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+")
    is_only = models.BooleanField()  # true where the poll allows one choice
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter", "option"], name="chosen_once"),
            models.UniqueConstraint(fields=["poll", "voter"], condition=Q(is_only=True), name="one_choice_alone"),
        ]

    def __str__(self) -> str:
        return f"a vote in poll {self.poll_id}"
