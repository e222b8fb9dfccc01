"""Whoever is suspended writes nothing: every verb of this room refuses, and every row stays as it is (A3)."""

import inspect
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.tests.rows import every_row
from greenroom.people import actions as people
from greenroom.people.models import NetworkMembership, Person
from greenroom.social import actions
from greenroom.social.models import Audience
from greenroom.social.polls import PollSpec
from greenroom.social.tests.browsers import PushBrowser
from greenroom.social.tests.later import plan
from greenroom.social.tests.village import Village, audience

VERBS = {
    name: verb
    for name in actions.__all__
    if inspect.isfunction(verb := getattr(actions, name)) and "by" in inspect.signature(verb).parameters
}
REFUSALS = {"suspended", "no_clearance", "not_a_member"}  # whoever is suspended has neither clearance nor network


@pytest.fixture
def house(village: Village) -> dict[str, object]:
    """Rows of Ida's on which each verb could act, and what it asks for by the names of its parameters."""
    ida, bram = village.person("ida"), village.person("bram")
    noor = village.person("noor")
    NetworkMembership.objects.filter(person__in=[ida, noor]).update(role="owner")
    village.follow(ida, bram)
    circle = village.circle("board", keeper=ida, members=(noor, bram))
    theirs = village.post(bram, "Where?", to=Audience.PUBLIC, poll=PollSpec(options=("Here", "There")))
    mine = village.post(ida, "Mine", to=Audience.PUBLIC)
    spec = actions.FilterSpec(title="Cuts", words=[actions.Looked(text="cuts", is_whole=True)], contexts=["home"])
    reported = village.act(
        actions.report, by=noor, reporter=noor.identity, about=bram.identity, posts=[theirs], category="spam"
    )
    said = {"author": ida.identity, "audience": audience(Audience.PUBLIC), "headline": "Said"}
    return {
        **dict.fromkeys(("identity", "owner", "author", "speaks_as", "reporter"), ida.identity),
        **dict.fromkeys(("target", "about", "member", "follower", "refused"), bram.identity),
        "person": noor,
        "circle": circle,
        "theirs": theirs,
        "post": mine,
        "audience": audience(Audience.NETWORK),
        "headline": "Said",
        "words": "A note",
        "name": "layoffs",
        "names": ["layoffs"],
        "bound_to": "session:one",
        "browser": PushBrowser("https://push.example/x").handed_out,
        "display_name": "Another",
        "handle": "another",
        "replies": "list",
        "is_exclusive": False,
        "chosen": [],
        "wanted": {},
        "mail_hour": 9,
        "category": "spam",
        "outcome": "Done",
        "reason": "A rule",
        "required": True,
        "acted": True,
        "choices": [0],
        "up_to": theirs.pk,
        "published_at": village.now,
        "passed_on_at": village.now,
        "keepers": [bram],
        "address": "https://elsewhere.example/1",
        "link": village.act(
            actions.import_outside_boost,
            author=ida.identity,
            audience=audience(Audience.PUBLIC),
            address="https://elsewhere.example/2",
            passed_on_at=village.now,
            source_key="x:2",
            by=ida,
        ),
        "due_at": village.now + timedelta(days=1),
        "source_key": "x:1",
        "upload": b"no picture",
        "spec": spec,
        "row": village.act(actions.make_filter, by=ida, owner=ida.identity, spec=spec),
        "people_list": village.act(actions.create_list, by=ida, owner=ida.identity, name="Peers"),
        "draft": plan(village, ida, "Later"),
        "media": village.picture(ida),
        "report": reported,
        "pairs": [(ida.identity, noor.identity)],
        "said": said,
    }


def asked_of(name: str, house: dict[str, object], *, by: Person) -> dict[str, object]:
    """What a verb is given: all that it requires, by the names of its parameters."""
    given: dict[str, object] = {"by": by}
    for parameter in inspect.signature(VERBS[name]).parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            given |= house["said"]
        elif parameter.name == "post" and "identity" in inspect.signature(VERBS[name]).parameters:
            given["post"] = house["theirs"]
        elif parameter.default is inspect.Parameter.empty and parameter.name not in {"by", "now"}:
            given[parameter.name] = house[parameter.name]
    if name in {"choose_notices", "subscribe_to_push", "end_push"}:
        given["person"] = by
    return given


@pytest.mark.parametrize("loaded", ["before", "after"])
@pytest.mark.parametrize("name", VERBS)
def test_a3_o2_every_verb_refuses_the_suspended_and_changes_nothing(village, house, name, loaded):
    in_hand = Person.objects.select_related("identity").get(pk=village.people["ida"].pk)
    people.suspend_person(person=Person.objects.get(pk=in_hand.pk), reason="A test.", by=None, now=village.tick())
    before = every_row()

    ida = in_hand if loaded == "before" else Person.objects.get(pk=in_hand.pk)
    with pytest.raises(ValidationError) as refusal:
        VERBS[name](now=village.tick(), **asked_of(name, house, by=ida))

    assert refusal.value.code in REFUSALS
    assert every_row() == before
