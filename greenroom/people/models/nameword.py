"""A word of somebody's name, handle or byline, so that people are found by the beginning of any of them."""

from django.db import models

from greenroom.people.models.identity import Identity


class NameWord(models.Model):
    """Folded; written wherever `Identity.folded` or `byline` is."""

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=120)  # queries.NAME_WORD
    is_name = models.BooleanField(default=True)  # of name or handle; else of the byline alone

    class Meta:
        constraints = [models.UniqueConstraint(fields=["identity", "word"], name="named_by_a_word_once")]
        indexes = [
            # Which operators compare letter by letter, whatever the database's language, SQLite need not be told.
            models.Index(fields=["word", "identity"], opclasses=["varchar_pattern_ops", "int8_ops"], name="name_word")
        ]

    def __str__(self) -> str:
        return f"{self.word} names {self.identity_id}"
