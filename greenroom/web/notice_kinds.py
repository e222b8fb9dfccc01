"""How notices of each kind look: rooms that send notices say their icon and their template."""

from dataclasses import dataclass

from greenroom.web import icons


@dataclass(frozen=True, kw_only=True)
class NoticeKind:
    """One kind of notice: its icon and the template of its sentence (context: `group`)."""

    key: str
    icon: str
    template: str


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> None:
    """Add a kind; refuses a second one of the same key, an unknown icon and a template without a room."""
    if kind.key in _kinds:
        raise ValueError(f"There already is a kind of notice '{kind.key}'.")
    if kind.icon not in icons.symbols():
        raise ValueError(f"The kind '{kind.key}' names an icon that does not exist: '{kind.icon}'.")
    if "/" not in kind.template or not kind.template.endswith(".html"):
        raise ValueError(f"The kind '{kind.key}' must name its template as 'room/notice.html'.")
    _kinds[kind.key] = kind


def kind_of(key: str) -> NoticeKind | None:
    """The look of a kind; None for one that no room of this installation knows."""
    return _kinds.get(key)
