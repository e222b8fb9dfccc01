"""What the network itself has settled: its name, and the code that opens an empty one."""

from django.utils.translation import gettext_lazy as _

from greenroom.kit import options

NETWORK_NAME = options.declare(
    "network.name", str, default="", help=_("What the network is called on its pages and in its mail.")
)
OPENING_CODE = options.declare(
    "network.opening_code",
    str,
    default="",
    help=_("Digest of the code that opens an empty network."),
)
