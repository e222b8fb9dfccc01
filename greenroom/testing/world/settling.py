"""Brings people, houses and circles of the demo world into the database, by the verbs that everybody uses."""

from datetime import date, datetime, timedelta

from greenroom.people import actions
from greenroom.people.models import Organisation, Person
from greenroom.people.network import NETWORK_NAME
from greenroom.social import actions as social
from greenroom.testing.world import clock
from greenroom.testing.world.cast import PEOPLE
from greenroom.testing.world.houses import HOUSES
from greenroom.testing.world.rooms import ROOMS
from greenroom.testing.world.shape import House, Job, Player, Room
from greenroom.testing.world.stage import Stage
from greenroom.testing.world.ties import INVITED

NETWORK = "Harrowmere"
WRITTEN = (2026, 11)  # the month from which the careers look back
OPENED = 90  # working days ago


def settle(stage: Stage) -> None:
    """Everybody and every house, with roles, careers, clearances and circles."""
    opened = clock.back(stage.anchor, OPENED)
    NETWORK_NAME.set(NETWORK, by=None, now=opened)
    for number, player in enumerate(PEOPLE):
        arrive(stage, player, clock.back(stage.anchor, player.since) + timedelta(minutes=number))
    for house in HOUSES:
        found(stage, house, opened)
    for player in PEOPLE:
        if player.home:
            take_place(stage, player)
    for house in HOUSES:
        let_speak(stage, house)
    for room in ROOMS:
        gather(stage, room)
    for address, language in INVITED:
        actions.invite(
            email=address,
            network_role="member",
            language=language,
            by=stage.people["marit"],
            now=clock.back(stage.anchor, 2),
        )


def arrive(stage: Stage, player: Player, now: datetime) -> None:
    """One person with profile and career."""
    domain = f"{player.home or 'harrowmere'}.example"
    person = actions.add_person(
        handle=player.handle,
        display_name=player.name,
        email=f"{player.handle}@{domain}",
        language=player.language,
        now=now,
        claimed=True,
    )
    actions.update_profile(
        person=person,
        summary=player.about,
        byline=player.byline,
        approves_followers=player.approves,
        by=person,
        now=now,
    )
    if player.zone:
        actions.update_appearance(person=person, time_zone=player.zone, by=person, now=now)
    for job in player.career:
        add_job(stage, person, job, now)
    if player.network:
        actions.join_network(person=person, role=player.network, by=None, now=now)
    stage.people[player.handle] = person


def add_job(stage: Stage, person: Person, job: Job, now: datetime) -> None:
    """A line of the career, moved along with the present."""
    actions.add_career_entry(
        person=person,
        employer=job.employer,
        title=job.title,
        started_date=month(job.since, stage.anchor),
        ended_date=month(job.until, stage.anchor) if job.until else None,
        by=person,
        now=now,
    )


def month(words: str, anchor: datetime) -> date:
    """`2019-04` as a day, as far back from the anchor as it was when the careers were written."""
    year, number = (int(part) for part in words.split("-"))
    months = (year - WRITTEN[0] + anchor.year) * 12 + number - 1 - WRITTEN[1] + anchor.month
    return date(months // 12, months % 12 + 1, 1)


def found(stage: Stage, house: House, now: datetime) -> None:
    """An organisation with its owner, words, colour and units."""
    owner = stage.people[house.owner]
    organisation = actions.add_organisation(
        handle=house.handle, display_name=house.name, owner=owner, now=now, sector=house.sector
    )
    color = actions.Color(house.hue, house.chroma, house.lightness)
    actions.update_organisation(organisation=organisation, summary=house.about, color=color, by=owner, now=now)
    for name in house.units:
        actions.add_unit(organisation=organisation, name=name, by=owner, now=now)
    stage.houses[house.handle] = organisation


def take_place(stage: Stage, player: Player) -> None:
    """A person's membership in their house; its owner has one already."""
    person, organisation = stage.people[player.handle], stage.houses[player.home]
    now = person.identity.created_at + timedelta(hours=1)
    unit = organisation.units.filter(name=player.unit).first()
    if player.role == "owner":
        membership = person.memberships.get(organisation=organisation)
        actions.update_membership(membership=membership, by=person, now=now, title=player.title, unit=unit)
    else:
        actions.join_organisation(
            person=person,
            organisation=organisation,
            role=player.role,
            title=player.title,
            unit=unit,
            by=None,
            now=now,
        )


def let_speak(stage: Stage, house: House) -> None:
    """Clearances for those who speak as the house beside its owner."""
    organisation: Organisation = stage.houses[house.handle]
    for handle in house.speakers:
        actions.grant_clearance(
            person=stage.people[handle],
            verb="organisation.speak",
            organisation=organisation,
            by=stage.people[house.owner],
            now=clock.back(stage.anchor, 50),
        )


def gather(stage: Stage, room: Room) -> None:
    """A circle and whom its keeper lists."""
    keeper = stage.people[room.keeper]
    began = clock.back(stage.anchor, room.day)
    circle = social.create_circle(handle=room.handle, display_name=room.name, summary=room.about, by=keeper, now=began)
    early = [(handle, began + timedelta(minutes=5)) for handle in room.people.split()]
    late = [(handle, clock.back(stage.anchor, day)) for handle, day in room.late.items()]
    for handle, when in early + late:
        person = stage.people[handle]
        social.list_in_circle(circle=circle, person=person, by=keeper, now=max(when, person.identity.created_at))
    stage.circles[room.handle] = circle
