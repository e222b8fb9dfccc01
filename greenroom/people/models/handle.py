"""A handle that nobody gets any more, since whoever had it was erased."""

from django.db import models


class RetiredHandle(models.Model):
    """Its seal, made with the secret of the installation: the row tells nobody which handle it was, or whose."""

    seal = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return "retired handle"
