"""What is refused when something is made is refused with the same word when it is changed [I4]."""

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.tests.rows import every_row
from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import PeopleList
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.social.tests.village import shown

SAID = {"headline": "Words", "note": "A note."}
BROKEN = {
    "nothing": {"headline": "", "note": ""},
    "a long headline": {"headline": "x" * 141},
    "long words": {"note": "x" * 50_000},
    "many tags": {"note": " ".join(f"#x{number}" for number in range(101))},
    "many names": {"note": " ".join(f"@x{number}" for number in range(101))},
    "a long cover": {"spoiler_text": "x" * 141},
    "somebody outside": {"headline": "Ask @noor"},
    "five pictures": {"own": 5},
    "a picture of another": {"others": 1},
    "a long description": {"own": 1, "description": "x" * 1_501},
    "no description where one is asked for": {"own": 1, "asked": True},
}


def verdict(call, *verb, **asked) -> list[str | None]:
    """The words of the refusal, and nothing changed; empty where it goes through."""
    before = every_row()
    try:
        call(*verb, **asked)
    except ValidationError as refusal:
        assert every_row() == before
        found = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal.error_list}
        return [error.code for errors in found.values() for error in errors]
    return []


@pytest.fixture
def board(village):
    ida, bram = village.person("ida"), village.person("bram")
    village.person("noor")
    return village.circle("board", keeper=ida, members=(bram,))


def fields_of(village, how):
    """The fields of a post that is broken in this way."""
    how = dict(how)
    ida, bram = village.people["ida"], village.people["bram"]
    told = {"description": how.pop("description")} if "description" in how else {}
    brought = [village.picture(ida) for _ in range(how.pop("own", 0))]
    brought += [village.picture(bram) for _ in range(how.pop("others", 0))]
    if how.pop("asked", False):
        ALT_TEXT_REQUIRED.set(True, by=None, now=village.tick())
    media = {"media": shown(*brought, **told)} if brought else {}
    return {**SAID, **how, **media}


@pytest.mark.parametrize("name", BROKEN)
def test_i4_a_post_is_edited_into_nothing_that_could_not_be_said(village, board, name):
    ida = village.people["ida"]
    post = village.post(ida, to=board, **SAID)
    fields = fields_of(village, BROKEN[name])

    said = verdict(village.post, ida, to=board, **fields)
    edited = verdict(village.act, actions.edit_post, post=post, by=ida, **fields)

    assert said
    assert edited == said


def made_and_changed(village, name):
    """Two ways to the same row, of which both are given the same fields."""
    ida = village.people["ida"]
    house = village.organisation("skerrow", owner=ida)
    circle = village.circle("ring", keeper=ida)
    row = village.act(actions.create_list, by=ida, owner=ida.identity, name="Peers")
    replies = {"replies": PeopleList.Replies.LISTED, "is_exclusive": False}
    spec = actions.FilterSpec(title="Cuts", words=[actions.Looked(text="cuts")], contexts=["home"])
    kept = village.act(actions.make_filter, by=ida, owner=ida.identity, spec=spec)
    return {
        "circle": (
            lambda **given: village.act(actions.create_circle, by=ida, handle="other", **given),
            lambda **given: village.act(actions.rename_circle, by=ida, circle=circle, **given),
        ),
        "list": (
            lambda **given: village.act(actions.create_list, by=ida, owner=ida.identity, **given),
            lambda **given: village.act(actions.change_list, by=ida, people_list=row, **replies, **given),
        ),
        "filter": (
            lambda **given: village.act(actions.make_filter, by=ida, owner=ida.identity, spec=spec_of(**given)),
            lambda **given: village.act(actions.change_filter, by=ida, row=kept, spec=spec_of(**given)),
        ),
        "organisation": (
            lambda **given: village.act(people.add_organisation, by=None, handle="other", owner=ida, **given),
            lambda **given: village.act(people.update_organisation, by=ida, organisation=house, **given),
        ),
        "person": (
            lambda **given: village.act(people.add_person, by=None, handle="other", **given),
            lambda **given: village.act(people.update_profile, by=ida, person=ida, **given),
        ),
    }[name]


def spec_of(*, title="Cuts", words=("cuts",), contexts=("home",)):
    return actions.FilterSpec(title=title, words=[actions.Looked(text=one) for one in words], contexts=list(contexts))


@pytest.mark.parametrize(
    ("what", "given"),
    [
        *[(what, {"display_name": name}) for what in ("circle", "organisation", "person") for name in ("", "x" * 121)],
        *[("list", {"name": name}) for name in ("", "x" * 101)],
        *[("filter", {"title": title}) for title in ("", "x" * 1_000)],
        *[("filter", {"words": words}) for words in ((), ("x" * 201,), ("",), [f"x{number}" for number in range(201)])],
        *[("filter", {"contexts": contexts}) for contexts in ((), ("nowhere",))],
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(f"{key} {len(value)}" for key, value in part.items()),
)
def test_i4_nothing_is_changed_into_what_could_not_be_made(village, board, what, given):
    make, change = made_and_changed(village, what)

    made = verdict(make, **given)

    assert made
    assert verdict(change, **given) == made
