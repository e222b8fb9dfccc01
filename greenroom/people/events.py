"""What has happened to people and organisations, for those who want to hear it."""

from dataclasses import dataclass, field

from greenroom.kit.facts import Event


@dataclass(frozen=True, kw_only=True)
class NetworkOpened(Event):
    """The first owner exists."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Event):
    """A person is known, claimed or not."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PeopleAdded(Event):
    """Many unclaimed people are known, from a file."""

    count: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonClaimed(Event):
    """A person can sign in from now on."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonSuspended(Event):
    """Everything the person has open ends now."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonReinstated(Event):
    """The person may sign in again."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """All sessions of the person that began before this moment are over."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PasswordResetAsked(Event):
    """Somebody asked for a new password; `person_id` is empty when the address is nobody's."""

    person_id: int | None


@dataclass(frozen=True, kw_only=True)
class ProfileUpdated(Event):
    """Name, summary or byline of an identity has changed."""

    identity_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class FaceChanged(Event):
    """A person or organisation looks different; the files of the former picture go."""

    identity_id: int
    file_keys: list[str] = field(default_factory=list)
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrganisationAdded(Event):
    """An organisation exists."""

    organisation_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrganisationUpdated(Event):
    """Name, colour, summary or a unit of an organisation has changed."""

    organisation_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkJoined(Event):
    """A person belongs to the network."""

    person_id: int
    role: str
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkLeft(Event):
    """A person no longer belongs to the network."""

    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrganisationJoined(Event):
    """A person belongs to an organisation."""

    person_id: int
    organisation_id: int
    role: str
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Event):
    """A person no longer belongs to an organisation."""

    person_id: int
    organisation_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoleChanged(Event):
    """A role has changed; `organisation_id` is empty for the network."""

    person_id: int
    organisation_id: int | None
    role: str
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Event):
    """An invitation waits for its one use."""

    invitation_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    """An invitation has been used."""

    invitation_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """An invitation no longer counts."""

    invitation_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ClearanceGranted(Event):
    """A person may do something more."""

    clearance_id: int
    person_id: int
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ClearanceRevoked(Event):
    """A person may no longer do something."""

    clearance_id: int
    person_id: int
    by_id: int | None = None
