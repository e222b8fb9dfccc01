"""How an id of a post is written in an address."""

from django.urls import register_converter

from greenroom.pages.stream.addresses import LARGEST_ID


class PostIdConverter:
    """Digits that fit into 63 bits; anything else is an address that does not exist."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """The id; raises `ValueError`, which is a 404, when no post can have it."""
        number = int(value)
        if number > LARGEST_ID:
            msg = "no post has an id of more than 63 bits"
            raise ValueError(msg)
        return number

    def to_url(self, value: int) -> str:
        """The id in decimal."""
        return str(value)


register_converter(PostIdConverter, "post_id")
