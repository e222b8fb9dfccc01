"""Pages of filters: made, changed, ended, and what they fold away."""

import pytest

from greenroom.pages.tests.places_world import Town, is_nowhere, words_of
from greenroom.social import actions
from greenroom.social.models import Filter

GIVEN = {
    "title": "Cuts",
    "whole": "layoffs\nlast time",
    "parts": "ferr",
    "contexts": ["home"],
    "action": "warn",
    "hours": "24",
}


@pytest.fixture
def town(db: None) -> Town:
    town = Town.built()
    actions.follow(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=town.later())
    return town


def made(town: Town, **more: object) -> Filter:
    town.browser("ida").post("/settings/filters/new/", GIVEN | more)
    return Filter.objects.get()


def test_the_places_of_a_filter_are_boxes_under_a_legend(town):
    form = town.browser("ida").get("/settings/filters/new/").content.decode()

    assert '<fieldset><legend class="label">Where it holds</legend>' in form
    assert form.count('<label class="check"><input type="checkbox" name="contexts"') == len(Filter.Context)


def test_a_filter_folds_a_post_behind_its_name_without_scripts(town):
    assert "You have no filter." in words_of(town.browser("ida").get("/settings/filters/"))
    row = made(town)
    town.says(town.celeste, "network", "The Layoffs of today")
    home = words_of(town.browser("ida").get("/"))

    assert (row.title, row.action, row.contexts) == ("Cuts", "warn", ["home"])
    assert [(word.text, word.is_whole_word) for word in row.words.all()] == [
        ("layoffs", True),
        ("last time", True),
        ("ferr", False),
    ]
    folded = home.index('<details class="cover filtered"><summary><span dir="auto">Filtered: Cuts</span>')
    assert folded < home.index("The Layoffs of today") < home.index("</details></div>\n</article>")
    assert "Filtered:" not in words_of(town.browser("ida").get("/local/"))
    assert "Filtered:" not in words_of(town.browser("noor").get("/"))


def test_a_hidden_post_is_not_on_the_page(town):
    made(town, action="hide")
    town.says(town.celeste, "network", "The Layoffs of today")

    assert "Layoffs of today" not in words_of(town.browser("ida").get("/"))
    assert "Layoffs of today" in words_of(town.browser("ida").get("/local/"))


def test_notices_say_the_filters_name_instead_of_the_words(town):
    from greenroom.kit import worker

    made(town, contexts=["notifications"])
    town.says(town.celeste, "network", "@ida layoffs")
    worker.work_off(town.later())
    page = words_of(town.browser("ida").get("/notices/"))

    assert "Filtered: Cuts" in page
    assert "@ida layoffs" not in page


def test_a_filter_is_changed_and_keeps_its_end(town):
    row = made(town)
    browser = town.browser("ida")
    address = f"/settings/filters/{row.pk}/"
    page = words_of(browser.get(address))
    assert "layoffs\nlast time" in page
    assert '<option value="kept" selected>As it is now</option>' in page
    browser.post(address, GIVEN | {"title": "Fewer", "parts": "", "hours": "kept"})

    row = Filter.objects.get()
    assert (row.title, row.words.count()) == ("Fewer", 2)
    assert row.ends_at is not None
    assert "End the filter Fewer" in words_of(browser.get("/settings/filters/"))
    browser.post(f"{address}end/")
    assert not Filter.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "The filter needs a name."),
        ({"contexts": []}, "Choose where the filter holds."),
        ({"whole": "", "parts": " "}, "Write at least one word to look for."),
        ({"whole": "**"}, "Nothing can be found by “**”."),
        ({"whole": "\n".join(f"w{number}" for number in range(300))}, "at most 200 words with 4000 characters"),
    ],
)
def test_what_is_no_filter_is_a_sentence_and_what_was_typed_stays(town, given, sentence):
    reply = town.browser("ida").post("/settings/filters/new/", GIVEN | {"whole": "kept words"} | given)

    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert given.get("whole", "kept words").split("\n")[0] in words_of(reply)
    assert not Filter.objects.exists()


def test_i1_the_filter_of_another_is_nowhere(town):
    row = made(town)
    for handle in ("celeste", "marit"):
        browser = town.browser(handle)
        absent = browser.get("/settings/filters/1234567890/")
        assert is_nowhere(browser.get(f"/settings/filters/{row.pk}/"), absent)
        assert browser.post(f"/settings/filters/{row.pk}/", GIVEN).status_code == 404
        assert browser.post(f"/settings/filters/{row.pk}/end/").status_code == 404
        assert "Cuts" not in words_of(browser.get("/settings/filters/"))


def test_home_with_filters_asks_at_most_twelve_questions(town, django_assert_max_num_queries):
    made(town, action="hide")
    for number in range(45):
        town.says(town.celeste, "network", f"Thought {number} #tide")
    browser = town.browser("ida")
    browser.get("/")

    with django_assert_max_num_queries(12):
        browser.get("/")
