"""The search index: what may be looked up of a post's words, and of the words of tags (social.search)."""

from typing import TYPE_CHECKING, Any

from django.db import models

from greenroom.social.models.post import Tag

if TYPE_CHECKING:
    WholeNumber = models.BigIntegerField[int, int]
else:
    WholeNumber = models.BigIntegerField


class RowNumber(WholeNumber):
    """A key that SQLite keeps as the number of the row itself, by which its index finds the row."""

    def db_type(self, connection: Any) -> str | None:
        """SQLite asks for exactly this word."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class SearchEntry(models.Model):
    """The words of a living post as tokens with a space between: facts of the post, never who may read it.

    `words` are stems and language, each once; `stream` the words in order. The index on them is a virtual table on
    SQLite and a GIN index on PostgreSQL, which the mapper does not know; `social.search.backends` writes both.
    """

    post_id = RowNumber(primary_key=True)
    words = models.TextField()
    stream = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.post_id}"


class SearchRebuild(models.Model):
    """A row while the index is made anew: posts with lower ids than this are not in it yet."""

    below = models.BigIntegerField()
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rebuilt down to {self.below}"


class TagWord(models.Model):
    """A word of a tag: "works" and "council" for "WorksCouncil" and "works_council", and the whole."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "word"], name="tag_has_a_word_once")]
        indexes = [models.Index(fields=["word", "tag"], opclasses=["varchar_pattern_ops", "int8_ops"], name="tag_word")]

    def __str__(self) -> str:
        return f"{self.word} of tag {self.tag_id}"
