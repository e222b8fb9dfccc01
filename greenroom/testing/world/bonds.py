"""Ties and drafts of the demo world: who follows whom, who is kept at a distance, what waits in a drawer."""

from datetime import datetime, timedelta

from greenroom.kit.ids import first_id_at
from greenroom.people.models import Person
from greenroom.social import actions, queries
from greenroom.social.models import FollowRequest
from greenroom.testing.world import clock
from greenroom.testing.world.cast import PEOPLE
from greenroom.testing.world.shape import Player
from greenroom.testing.world.stage import Stage
from greenroom.testing.world.ties import BLOCKS, DRAFTS, FEATURED, HOUSE_FOLLOWERS, LATELY, MUTES, WAITING

OPENED = 80  # working days ago, when most people came


def follow_each_other(stage: Stage) -> None:
    """Old ties come in at once and tell nobody, as from a file; the newcomers' and the last weeks' one by one."""
    old: list[tuple[int, int]] = []
    for player in PEOPLE:
        for step, handle in enumerate(whom(player)):
            if player.since < OPENED or handle in LATELY.get(player.handle, "").split():
                days = min(player.since - 1, 3 + step)
                follow(stage, player.handle, handle, clock.back(stage.anchor, days) + timedelta(minutes=7 * step))
            else:
                old.append((stage.identity(player.handle).pk, stage.identity(handle).pk))
    actions.import_follows(old, now=clock.back(stage.anchor, 70))
    for handle, names in WAITING.items():
        for name in names.split():
            follow(stage, name, handle, clock.back(stage.anchor, 1), answered=False)


def whom(player: Player) -> list[str]:
    """Whom a person follows: what they like to read, their house, their colleagues."""
    colleagues = [other.handle for other in PEOPLE if player.home and other.home == player.home]
    houses = [house for house, names in HOUSE_FOLLOWERS.items() if player.handle in names.split()]
    home = [player.home] if player.home else []
    wanted = dict.fromkeys([*player.likes.split(), *home, *houses, *colleagues])
    hidden = {MUTES.get(player.handle), BLOCKS.get(player.handle), player.handle}
    return [handle for handle in wanted if handle not in hidden]


def follow(stage: Stage, who: str, target: str, now: datetime, *, answered: bool = True) -> None:
    """One follow; where the other approves followers, the answer is yes unless it is to wait."""
    person, other = stage.people[who], stage.identity(target)
    made = actions.follow(identity=person.identity, target=other, by=person, now=now)
    if answered and isinstance(made, FollowRequest):
        actions.accept_follow(
            identity=other, follower=person.identity, by=stage.people[target], now=now + timedelta(hours=1)
        )


def keep_distance(stage: Stage) -> None:
    """Mutes and blocks."""
    now = clock.back(stage.anchor, 6)
    for who, target in MUTES.items():
        actions.mute(identity=stage.identity(who), target=stage.identity(target), by=stage.people[who], now=now)
    for who, target in BLOCKS.items():
        actions.block(identity=stage.identity(who), target=stage.identity(target), by=stage.people[who], now=now)


def name_their_tags(stage: Stage) -> None:
    """What some of them can be asked about, on their pages."""
    now = clock.back(stage.anchor, 30)
    for who, names in FEATURED.items():
        actions.choose_featured_tags(identity=stage.identity(who), names=names.split(), by=stage.people[who], now=now)


def fill_drawers(stage: Stage) -> None:
    """Drafts of the last days."""
    for step, unsaid in enumerate(DRAFTS):
        writer = stage.people[unsaid.writer]
        speaks_as = stage.identity(unsaid.speaker or unsaid.writer)
        actions.save_draft(
            speaks_as=speaks_as,
            audience=queries.audience_by_key(writer, speaks_as=speaks_as, key=unsaid.audience),
            headline=unsaid.words,
            note=unsaid.note,
            language=unsaid.language,
            by=writer,
            now=stage.anchor - timedelta(hours=1 + 5 * step),
        )


def look_around(stage: Stage, people: list[Person]) -> None:
    """They have seen everything up to the evening before yesterday."""
    before = first_id_at(clock.back(stage.anchor, 2).replace(hour=18))
    for person in people:
        for timeline in ("home", "notices"):
            actions.mark_seen(person=person, timeline=timeline, last_id=before, now=stage.anchor)
