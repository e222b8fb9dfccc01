"""Making, changing and ending filters, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from greenroom.social import actions, queries
from greenroom.social.models import Filter, FilterWord
from greenroom.social.tests.test_filters import HOUR, make, spec
from greenroom.social.tests.village import eyes


def test_i1_a_filter_is_there_for_its_owner_alone(village, ida, bram, refused):
    row = make(ida, "layoffs")

    assert queries.filters_of(eyes(bram)) == []
    for other in (bram, None):
        with pytest.raises(Filter.DoesNotExist):
            queries.filter_for(eyes(other), row.pk)
    with refused("not_you"):
        village.act(actions.end_filter, row=row, by=bram)
    with refused("not_you"):
        village.act(actions.change_filter, row=row, spec=spec("mine"), by=bram)
    assert FilterWord.objects.get().text == "layoffs"


def test_a_filter_is_changed_and_ended(village, ida, bram):
    row = make(ida, "layoffs", lasts=HOUR)
    ends_at = row.ends_at
    changed = spec(" two \n words ", ["part"], title=" New  name ", contexts=["thread", "home"], action="warn")
    village.act(actions.change_filter, row=row, spec=changed, keeps_end=True, by=ida)

    row = queries.filter_for(eyes(ida), row.pk)
    assert (row.title, row.contexts, row.action, row.ends_at) == ("New name", ["home", "thread"], "warn", ends_at)
    assert [(word.text, word.is_whole_word) for word in row.words.all()] == [("two words", True), ("part", False)]
    village.act(actions.change_filter, row=row, spec=changed, by=ida)
    assert queries.filter_for(eyes(ida), row.pk).ends_at is None
    village.act(actions.end_filter, row=row, by=ida)
    assert not Filter.objects.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": " "}, "no_title"),
        ({"contexts": ["nowhere"]}, "nowhere"),
        ({"words": ()}, "no_words"),
        ({"words": (" ",)}, "no_words"),
        ({"words": ("x" * 201,)}, "too_long"),
        ({"words": ("layoffs", "**")}, "no_word"),
        ({"words": [f"word{number}" for number in range(201)]}, "too_many"),
        ({"words": [f"{number:03}" + "x" * 197 for number in range(21)]}, "too_many"),
        ({"action": "shout"}, None),
    ],
)
def test_what_is_no_filter_is_refused_and_the_old_one_stays(village, ida, given, code):
    row = make(ida, "layoffs")
    given = dict(given)
    wrong = spec(*given.pop("words", ("layoffs",)), **given)

    for attempt in (
        lambda: actions.make_filter(owner=ida.identity, spec=wrong, by=ida, now=village.tick()),
        lambda: actions.change_filter(row=row, spec=wrong, by=ida, now=village.tick()),
    ):
        with pytest.raises(ValidationError) as caught:
            attempt()
        assert code is None or caught.value.code == code
    kept = Filter.objects.get()
    assert (kept.title, kept.action, [word.text for word in kept.words.all()]) == ("Layoffs", "hide", ["layoffs"])
