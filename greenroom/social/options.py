"""What hosts may choose about posts."""

from django.utils.translation import gettext_lazy as _

from greenroom.kit import options

ALT_TEXT_REQUIRED = options.declare(
    "social.alt_text_required",
    bool,
    default=False,
    help=_("Every picture in a post needs a description for those who do not see it."),
)
