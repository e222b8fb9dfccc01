"""What has happened among those who speak, for those who want to hear it."""

from dataclasses import dataclass, field

from greenroom.kit.facts import Event


@dataclass(frozen=True, kw_only=True)
class PostPublished(Event):
    """A post can be read by its audience."""

    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostImported(Event):
    """A post from an archive is here; nobody is told."""

    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostEdited(Event):
    """The words have changed; `newly_mentioned` were not named before."""

    post_id: int
    newly_mentioned: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class LinkShared(Event):
    """The first link of a post that everybody may read is new."""

    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostDeleted(Event):
    """The words are gone."""

    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostTakenDown(Event):
    """Hosts took a post away; `PostDeleted` says that its words are gone."""

    post_id: int


@dataclass(frozen=True, kw_only=True)
class ReportMade(Event):
    """Somebody told the hosts that something is wrong."""

    report_id: int


@dataclass(frozen=True, kw_only=True)
class ReportClosed(Event):
    """Hosts are done with a report."""

    report_id: int


@dataclass(frozen=True, kw_only=True)
class PostNarrowed(Event):
    """Fewer people can read the post, and the replies that had to follow."""

    post_id: int
    reply_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PicturesDropped(Event):
    """Pictures are gone; their files go next."""

    file_keys: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PostNotPublished(Event):
    """A scheduled or held item did not come out; its writer has the words."""

    draft_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PollEnded(Event):
    """Nobody can vote any more."""

    post_id: int


@dataclass(frozen=True, kw_only=True)
class PostBoosted(Event):
    """A post was passed on."""

    boost_id: int
    post_id: int
    identity_id: int


@dataclass(frozen=True, kw_only=True)
class PostUnboosted(Event):
    """A boost was taken back."""

    post_id: int
    identity_id: int


@dataclass(frozen=True, kw_only=True)
class PostHelped(Event):
    """Somebody said that the post helped."""

    favourite_id: int
    post_id: int
    identity_id: int


@dataclass(frozen=True, kw_only=True)
class Followed(Event):
    """`follower_id` reads what `followed_id` says."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, kw_only=True)
class FollowRequested(Event):
    """A follow waits for approval."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, kw_only=True)
class FollowAccepted(Event):
    """A request became a follow."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, kw_only=True)
class FollowEnded(Event):
    """A follow is over, whoever ended it."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, kw_only=True)
class Blocked(Event):
    """Neither reads the other from now on."""

    blocker_id: int
    blocked_id: int


@dataclass(frozen=True, kw_only=True)
class Muted(Event):
    """One no longer sees the other in timelines."""

    muter_id: int
    muted_id: int


@dataclass(frozen=True, kw_only=True)
class CircleCreated(Event):
    """A circle exists."""

    circle_id: int
    by_id: int


@dataclass(frozen=True, kw_only=True)
class CircleListed(Event):
    """A person belongs to a circle."""

    circle_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True, kw_only=True)
class CircleLeft(Event):
    """A person no longer belongs to a circle."""

    circle_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True, kw_only=True)
class CircleClosed(Event):
    """What was said in the circle falls back to its authors."""

    circle_id: int
    by_id: int


@dataclass(frozen=True, kw_only=True)
class NoticesChosen(Event):
    """A person has chosen which notices go out, and how."""

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PushSubscribed(Event):
    """A device of a person gets notices from now on."""

    person_id: int
    subscription_id: int


@dataclass(frozen=True, kw_only=True)
class PushEnded(Event):
    """A device gets none any more."""

    person_id: int
