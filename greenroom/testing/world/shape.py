"""The shapes in which the cast of the demo world is written down."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Job:
    """One line of a career; months as `2019-04`, an open end as the empty string."""

    employer: str
    title: str
    since: str
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Player:
    """A person of the demo world: who they are, where they work, what they have done before."""

    handle: str
    name: str
    byline: str = ""
    about: str = ""  # Markdown
    language: str = "en"
    home: str = ""  # handle of the organisation
    role: str = "member"  # in the organisation
    title: str = ""
    unit: str = ""
    network: str = "member"  # role in the network; empty for employees who are not in it
    career: tuple[Job, ...] = ()
    likes: str = ""  # handles that this person follows, beside colleagues
    approves: bool = False  # decides on each follower
    zone: str = ""  # where their clock is, if it is not that of the others
    since: int = 80  # working days ago


@dataclass(frozen=True, kw_only=True)
class House:
    """An organisation of the demo world, with the colour in which it speaks."""

    handle: str
    name: str
    owner: str
    hue: int
    sector: str
    about: str
    language: str = "en"
    chroma: float = 0.115
    lightness: float = 0.45
    units: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()  # who may speak as the house, beside its owner


@dataclass(frozen=True, kw_only=True)
class Room:
    """A circle: its keepers, its people, what it is for."""

    handle: str
    name: str
    keeper: str
    people: str  # handles, in the order in which they were listed
    about: str = ""
    day: int = 60  # working days ago
    late: dict[str, int] = field(default_factory=dict)  # listed later: handle to working days ago
