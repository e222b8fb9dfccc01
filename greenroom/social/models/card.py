"""What a page behind a link says of itself; fetched for public posts alone."""

from django.db import models

from greenroom.kit.ids import new_id


class LinkCard(models.Model):
    """One row an address, asked once a day at most, shared by all posts that link to it."""

    class State(models.TextChoices):
        """Where the fetch stands."""

        WAITING = "waiting"
        READY = "ready"
        EMPTY = "empty"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    url_digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the address
    url = models.TextField()
    page_url = models.TextField(blank=True)  # where the page was found, behind all redirects
    host = models.CharField(max_length=255, blank=True)  # the real host of `page_url`, as it is shown
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    title = models.CharField(max_length=300, blank=True)
    description = models.CharField(max_length=500, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url
