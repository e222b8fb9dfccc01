"""How long a text may be before Greenroom refuses it without reading it."""

from django.utils.translation import gettext_lazy as _

from greenroom.kit.refusals import Refusal

HEADLINE_GRAPHEMES = 140
LINK_GRAPHEMES = 23  # what a link counts, whatever its length
POST_CHARACTERS = 50_000  # headline and note together, in code points
SOURCE_CHARACTERS = POST_CHARACTERS + 2  # a whole post as one text has a blank line more
HTML_CHARACTERS = 100_000  # HTML that comes from elsewhere
HTML_ELEMENTS = 4_000  # in it; nested ones cost the square of their number
RENDERED_CHARACTERS = 500_000  # our own HTML of a post: ten times its words
HANDLE_CHARACTERS = 30
TAG_CHARACTERS = 100
MENTIONS_PER_POST = 100
TAGS_PER_POST = 100

# Each mark of Markdown costs as much as a line of prose. A text with more marks than these is shown as
# plain paragraphs, so that nobody can make a page expensive: at most 10 times plain text of the same length.
FREE_MARKS = 200
CHARACTERS_PER_MARK = 16


class TooLong(Refusal):
    """A text is over its limit and was not read."""


def require_short(text: str, limit: int = SOURCE_CHARACTERS) -> str:
    """The text itself, or a refusal when it has more than `limit` characters."""
    if len(text) > limit:
        raise TooLong(
            _("This text has %(length)d characters; at most %(limit)d fit."),
            code="too_long",
            params={"length": len(text), "limit": limit},
        )
    return text
