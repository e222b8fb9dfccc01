"""What rooms may add to the shared front is checked when they add it."""

from dataclasses import replace

import pytest

from greenroom.web import cards, icons, navigation, notice_kinds
from greenroom.web.navigation import NavItem

pytestmark = pytest.mark.fast
DESK = NavItem(key="takeover", label="Takeover", address="/takeover/", icon="key", order=100)


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch):
    monkeypatch.setattr(navigation, "_items", dict(navigation._items))
    monkeypatch.setattr(cards, "_cards", {})
    monkeypatch.setattr(notice_kinds, "_kinds", {})


def vetoed(group):
    return "{names} said no."


class Request:
    """A request of nobody."""

    person = None
    path = "/"


def test_an_entry_stands_where_its_order_says():
    navigation.register(replace(DESK, shown_to=navigation.everybody, order=1))

    assert [item.key for item in navigation.items(Request())] == ["takeover", "home"]


def test_nobody_sees_what_they_cannot_use():
    navigation.register(DESK)

    assert "takeover" not in [item.key for item in navigation.items(Request())]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"key": "home"}, "already"),
        ({"icon": "rocket"}, "icon"),
        ({"address": "https://elsewhere.example/"}, "address"),
        ({"address": "//elsewhere.example/"}, "address"),
        ({"bar": True}, "bottom bar"),
    ],
)
def test_an_entry_that_cannot_work_is_refused_at_the_start(change, says):
    before = dict(navigation._items)

    with pytest.raises(ValueError, match=says):
        navigation.register(replace(DESK, **change))

    assert navigation._items == before


def test_cards_show_what_has_something_to_show():
    cards.register(cards.Card(key="b", template="desk/b.html", order=2, context=lambda request: {"n": 1}))
    cards.register(cards.Card(key="a", template="desk/a.html", order=1, context=lambda request: None))

    assert cards.cards(Request()) == [("desk/b.html", {"n": 1})]


@pytest.mark.parametrize("template", ["card.html", "desk/card.txt"])
def test_a_card_without_a_template_of_its_room_is_refused(template):
    with pytest.raises(ValueError, match="template"):
        cards.register(cards.Card(key="a", template=template, order=1, context=lambda request: None))


def test_a_kind_of_notice_is_known_by_its_key():
    kind = notice_kinds.NoticeKind(key="veto", icon="hold", sentence=vetoed)
    notice_kinds.register(kind)

    assert notice_kinds.kind_of("veto") is kind
    assert notice_kinds.kind_of("unknown") is None


def test_two_kinds_of_one_key_are_refused():
    kind = notice_kinds.NoticeKind(key="veto", icon="hold", sentence=vetoed)
    notice_kinds.register(kind)

    with pytest.raises(ValueError, match="already"):
        notice_kinds.register(kind)


def test_every_icon_that_parts_may_bring_is_drawn():
    assert not icons.ALWAYS - set(icons.symbols())


def test_the_drawing_of_a_page_holds_its_icons_and_no_others():
    drawing = icons.sprite({"seek"})

    assert 'id="i-seek"' in drawing
    assert 'id="i-mega"' not in drawing
