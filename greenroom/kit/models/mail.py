"""A mail of the system: written with the deed, sent by the worker."""

from django.db import models


class Mail(models.Model):
    """One mail to one address; `key` makes sure that it is written once.

    `sending` is committed just before the words go out: a worker that dies then leaves it so, and the
    next one calls it `unknown`, since nobody can tell whether the other server took it.
    """

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned"
        SENDING = "sending"
        SENT = "sent"
        REFUSED = "refused"
        UNKNOWN = "unknown"

    key = models.CharField(max_length=150, unique=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)  # emptied when it is sent: it may hold a one-use link
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    queued_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=200, blank=True)  # code of the other server, or kind of the error

    class Meta:
        indexes = [models.Index(fields=["state", "queued_at"], name="mail_by_state")]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"
