"""Makes handles of names that other systems use."""

import re

from greenroom.kit import text
from greenroom.people.handles import is_reserved

LONGEST = 30
UNFIT = re.compile(r"[^a-z0-9_]+")


class UnfitHandleError(ValueError):
    """No handle can be made of this; the sentence says why."""


def handle_from(raw: str) -> str:
    """`@Ida.Rosmere` becomes `ida_rosmere`. Refuses what leaves nothing, is too long or is reserved."""
    handle = UNFIT.sub("_", text.fold(raw.strip().removeprefix("@"))).strip("_") or ("_" if "_" in raw else "")
    if not handle:
        raise UnfitHandleError("There is no handle." if not raw.strip() else f"“{raw[:60]}” cannot be a handle.")
    if len(handle) > LONGEST:
        raise UnfitHandleError(f"“{raw[:60]}” is too long for a handle; it may have {LONGEST} letters.")
    if is_reserved(handle):
        raise UnfitHandleError(f"The handle “{handle}” is kept for Greenroom itself.")
    return handle


class Names:
    """Remembers which foreign name took which handle, so that two people never become one."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def handle(self, raw: str) -> str:
        """The handle for a foreign name. Refuses another name that would get the same handle."""
        name = raw.strip().removeprefix("@")
        handle = handle_from(name)
        first = self._taken.setdefault(handle, name.casefold())
        if first != name.casefold():
            raise UnfitHandleError(f"“{name[:60]}” would get the handle of “{first[:60]}”.")
        return handle
