"""What has happened to archives and to people who are erased."""

from dataclasses import dataclass

from greenroom.kit.facts import Event


@dataclass(frozen=True, kw_only=True)
class ArchiveAsked(Event):
    """Somebody wants all that is theirs in one file."""

    export_id: int


@dataclass(frozen=True, kw_only=True)
class ErasureGoesOn(Event):
    """Some more of somebody is to be erased; `step` counts up."""

    erasure_id: int
    step: int


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event):
    """Nothing is left of somebody but a row without a name."""

    erasure_id: int
