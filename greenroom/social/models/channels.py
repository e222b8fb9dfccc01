"""How notices reach people outside the page: choices, subscriptions, and what was sent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenroom.kit.ids import new_id
from greenroom.people.models import Person
from greenroom.social.models.notice import Notice


class NoticeChoice(models.Model):
    """Whether one kind of notice uses one channel; without a row the kind's default holds."""

    class Channel(models.TextChoices):
        """The ways out; the page of notices itself cannot be switched off."""

        MAIL = "mail", _("daily mail")
        PUSH = "push", _("push")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    channel = models.CharField(max_length=4, choices=Channel)
    is_on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "channel"], name="one_choice_each")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel} for {self.person_id}"


class DailyMail(models.Model):
    """Who wants one mail a day, at which hour of their own zone, and how far it has told."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    hour = models.PositiveSmallIntegerField(default=8)  # 0 to 23
    told_up_to = models.BigIntegerField(default=0)  # a notice id
    next_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hour__lte=23), name="an_hour_of_the_day")]
        indexes = [models.Index(fields=["next_at"], name="daily_mail_due")]

    def __str__(self) -> str:
        return f"daily mail of {self.person_id}"


class PushSubscription(models.Model):
    """A browser or app that wants notices; ends with the session or token that made it."""

    id = models.AutoField(primary_key=True)  # clients hold it in 32 bits
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    bound_to = models.CharField(max_length=80, unique=True)  # "session:<digest>" or "token:<id>"
    endpoint = models.TextField()
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    is_standard = models.BooleanField(default=True)  # RFC 8291; otherwise the older draft that some apps read
    alerts = models.JSONField(default=dict)  # kind -> wanted; a kind that is absent follows the person's choice
    policy = models.CharField(max_length=8, default="all")  # all, followed, follower, none
    created_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)  # the push service said that the endpoint is gone

    def __str__(self) -> str:
        return f"push subscription {self.pk}"


class PushKey(models.Model):
    """The key by which push services know this installation; made once, the private half sealed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)  # there is one
    public = models.CharField(max_length=120)  # base64url, as browsers want it
    sealed = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return "push key"


class PushMessage(models.Model):
    """One notice to one subscription: planned, sending, sent, refused, or unknown after a kill or a silence."""

    class State(models.TextChoices):
        """Where the message stands (trust, section 6)."""

        PLANNED = "planned"
        SENDING = "sending"
        SENT = "sent"
        REFUSED = "refused"
        UNKNOWN = "unknown"
        DROPPED = "dropped"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    subscription = models.ForeignKey(PushSubscription, on_delete=models.CASCADE, related_name="+", db_index=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    status = models.PositiveSmallIntegerField(null=True, blank=True)  # what the push service answered
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()  # planned: not before this; sending: from this moment on it counts as lost
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "notice"], name="pushed_once")]
        indexes = [models.Index(fields=["due_at"], condition=Q(ended_at=None), name="push_open")]

    def __str__(self) -> str:
        return f"push {self.pk}"
