"""The line behind which a reader's own filter folds a post away."""

from django.utils.translation import gettext

from greenroom.social.queries import PostView


def folded_line(view: PostView) -> str:
    """What stands there: the name of the filter; nothing where no filter speaks of the post."""
    return gettext("Filtered: %(title)s") % {"title": view.filtered.title} if view.filtered else ""
