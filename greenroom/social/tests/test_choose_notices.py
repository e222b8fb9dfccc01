"""Which notices go out: a choice for each kind and channel, and the hour of the daily mail."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from greenroom.kit.facts import facts_of
from greenroom.social import actions, queries
from greenroom.social.events import NoticesChosen
from greenroom.social.models import DailyMail, Notice, NoticeChoice
from greenroom.social.telling import TELLINGS


def choose(village, person, wanted=None, hour=None, **also):
    village.act(
        actions.choose_notices, **({"person": person, "wanted": wanted or {}, "mail_hour": hour, "by": person} | also)
    )


def test_every_kind_has_its_line():
    assert set(TELLINGS) == set(Notice.Kind)


def test_without_a_choice_the_defaults_of_the_table_hold(village, ida):
    holds = queries.chosen_by(ida)

    assert {kind: (holds[kind, "mail"], holds[kind, "push"]) for kind in TELLINGS} == {
        kind: (telling.by_mail, telling.by_push) for kind, telling in TELLINGS.items()
    }
    assert (holds["boost", "push"], holds["mention", "push"]) == (False, True)
    assert queries.mail_hour_of(ida) is None


def test_a_choice_holds_until_another_one(village, ida):
    choose(village, ida, {("mention", "mail"): False, ("boost", "push"): True})
    assert (queries.chosen_by(ida)["mention", "mail"], queries.chosen_by(ida)["boost", "push"]) == (False, True)

    choose(village, ida, {("mention", "mail"): True})
    assert (queries.chosen_by(ida)["mention", "mail"], queries.chosen_by(ida)["boost", "push"]) == (True, True)
    assert [fact.person_id for fact in facts_of(NoticesChosen)] == [ida.pk, ida.pk]


def test_what_nobody_touched_leaves_no_row(village, ida):
    choose(village, ida, {**queries.chosen_by(ida), ("mention", "mail"): False})

    assert list(NoticeChoice.objects.values_list("kind", "channel", "is_on")) == [("mention", "mail", False)]


def test_choices_are_ones_own(village, ida):
    choose(village, ida, {("mention", "mail"): False})

    assert queries.chosen_by(village.person("bram"))["mention", "mail"] is True


def test_the_mail_comes_at_the_next_such_hour_and_tells_what_is_new_from_now(village, ida):
    choose(village, ida, hour=8)

    row = DailyMail.objects.get()
    assert (row.hour, row.next_at) == (8, datetime(2026, 3, 3, 7, 0, tzinfo=UTC))
    assert row.told_up_to > 0


def test_another_hour_keeps_what_was_told(village, ida):
    choose(village, ida, hour=8)
    told = DailyMail.objects.get().told_up_to
    choose(village, ida, hour=21)

    row = DailyMail.objects.get()
    assert (row.hour, row.told_up_to, row.next_at) == (21, told, datetime(2026, 3, 2, 20, 0, tzinfo=UTC))


def test_the_same_hour_again_moves_nothing(village, ida):
    choose(village, ida, hour=8)
    before = DailyMail.objects.values().get()
    choose(village, ida, hour=8)

    assert DailyMail.objects.values().get() == before


def test_no_hour_ends_it(village, ida):
    choose(village, ida, hour=8)
    choose(village, ida, hour=None)

    assert queries.mail_hour_of(ida) is None


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("unknown_kind", {"wanted": {("nonsense", "mail"): True}}),
        ("unknown_kind", {"wanted": {("mention", "pigeon"): True}}),
        ("no_such_hour", {"mail_hour": 24, "wanted": {("mention", "mail"): False}}),
        ("no_such_hour", {"mail_hour": -1}),
    ],
)
def test_i3_what_does_not_exist_is_refused_and_nothing_changes(village, ida, code, given):
    with pytest.raises(ValidationError) as refusal:
        choose(village, ida, **given)

    assert refusal.value.code == code
    assert (NoticeChoice.objects.count(), DailyMail.objects.count(), facts_of(NoticesChosen)) == (0, 0, [])


def test_i1_nobody_chooses_for_others(village, ida):
    with pytest.raises(ValidationError) as refusal:
        choose(village, ida, {("mention", "mail"): False}, by=village.person("bram"))

    assert refusal.value.code == "not_self"
    assert NoticeChoice.objects.count() == 0
