"""The page of a person: who sees what, and the ties that its buttons make."""

from datetime import date

import pytest

from greenroom.pages.places.standing import standing
from greenroom.pages.tests.places_world import BEGIN, Town, is_nowhere, words_of
from greenroom.people import actions as people
from greenroom.social import actions
from greenroom.social.models import Block, Follow, FollowRequest, Mute
from greenroom.social.visibility import viewer_of


@pytest.fixture
def town(db: None) -> Town:
    return Town.built()


def test_a_guest_reads_the_name_and_public_posts_only(town):
    people.update_profile(person=town.celeste, summary="Nineteen years of **hard** news.", by=town.celeste, now=BEGIN)
    people.add_career_entry(
        person=town.celeste,
        employer="City of Verrane",
        title="Press officer",
        started_date=date(2007, 1, 1),
        by=town.celeste,
        now=BEGIN,
    )
    town.says(town.celeste, "public", "A statement that thanks people.")
    town.says(town.celeste, "network", "We told 2,100 people in one morning.")

    words = words_of(town.browser().get("/@celeste/"))

    assert "Celeste Vianay" in words
    assert "Nineteen years of <strong>hard</strong> news." in words
    assert "A statement that thanks people." in words
    assert "We told 2,100 people" not in words
    assert "City of Verrane" not in words
    assert "/@celeste/followers/" not in words
    assert "/account/login/?next=/%40celeste/" in words


def test_a_member_reads_network_posts_career_and_organisations(town):
    people.add_career_entry(
        person=town.celeste,
        employer="City of Verrane",
        title="Press officer",
        started_date=date(2007, 1, 1),
        ended_date=date(2014, 6, 1),
        by=town.celeste,
        now=BEGIN,
    )
    town.says(town.celeste, "network", "We told 2,100 people in one morning.")

    words = words_of(town.browser("ida").get("/@celeste/"))

    assert "We told 2,100 people" in words
    assert "Press officer, 2007\u20132014" in words
    assert '<a href="/@quillan/">Quillan Health</a>' in words


def test_only_circles_that_both_are_in_are_named(town):
    actions.create_circle(handle="peers", display_name="Peer room", by=town.bram, now=BEGIN)

    assert '<a href="/@board/">Board</a>' in words_of(town.browser("ida").get("/@bram/"))
    assert "Peer room" not in words_of(town.browser("ida").get("/@bram/"))
    assert "Board" not in words_of(town.browser("celeste").get("/@bram/"))


def test_replies_stand_in_the_second_view_only(town):
    post = town.says(town.ida, "network", "Who has moved an intranet.")
    town.says(town.celeste, "network", "We have, twice.", reply_to=post)

    assert "We have, twice." not in words_of(town.browser("ida").get("/@celeste/"))
    assert "We have, twice." in words_of(town.browser("ida").get("/@celeste/?replies=1"))


def test_older_posts_have_an_address_that_keeps_the_view(town):
    for number in range(21):
        town.says(town.celeste, "network", f"Thought number {number}.")

    words = words_of(town.browser("ida").get("/@celeste/?replies=1"))

    assert "Thought number 20." in words
    assert "Thought number 0." not in words
    older = words.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "replies=1" in older
    assert "Thought number 0." in words_of(town.browser("ida").get(f"/@celeste/{older}"))


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 30, "²", "1.5"])
def test_a_cursor_that_is_no_id_is_no_error(town, before):
    assert town.browser("ida").get("/@celeste/", {"before": before}).status_code == 200


def test_who_blocks_me_is_not_there(town):
    never = town.browser("ida").get("/@nobody_here/")
    actions.block(identity=town.celeste.identity, target=town.ida.identity, by=town.celeste, now=BEGIN)
    browser = town.browser("ida")

    assert is_nowhere(browser.get("/@celeste/"), never)
    assert is_nowhere(browser.get("/@celeste/followers/"), never)
    assert is_nowhere(browser.post("/@celeste/follow/"), never)
    assert is_nowhere(browser.get("/@celeste/block/"), never)


def test_figures_of_a_profile_count_nobody_suspended_as_its_lists_name_nobody(town):
    for one, other in (("ida", "celeste"), ("dario", "celeste"), ("celeste", "ida"), ("celeste", "dario")):
        actions.follow(
            identity=town.who[one].identity, target=town.who[other].identity, by=town.who[one], now=town.later()
        )
    celeste = town.celeste.identity
    assert figures(town, celeste) == (2, 2)
    people.suspend_person(person=town.dario, reason="A trial.", by=town.marit, now=town.later())

    assert figures(town, celeste) == (1, 1)


def figures(town, identity):
    told = standing(viewer_of(town.otto.identity), identity)
    return told.followers, told.following


def test_a_suspended_person_is_not_there(town):
    people.suspend_person(person=town.celeste, reason="A trial.", by=town.marit, now=BEGIN)

    assert is_nowhere(town.browser("ida").get("/@celeste/"), town.browser("ida").get("/@nobody_here/"))
    assert is_nowhere(town.browser().get("/@celeste/"), town.browser().get("/@nobody_here/"))


def test_following_and_stopping(town):
    browser = town.browser("ida")

    browser.post("/@celeste/follow/")
    assert Follow.objects.filter(follower=town.ida.pk, followed=town.celeste.pk).count() == 1
    assert 'aria-pressed="true"' in words_of(browser.get("/@celeste/"))

    browser.post("/@celeste/follow/", {"undo": "1"})
    assert Follow.objects.count() == 0


def test_following_somebody_who_approves_asks_first_and_can_be_taken_back(town):
    people.update_profile(person=town.celeste, approves_followers=True, by=town.celeste, now=BEGIN)
    browser = town.browser("ida")
    assert "Ask to follow" in words_of(browser.get("/@celeste/"))

    browser.post("/@celeste/follow/")
    assert FollowRequest.objects.count() == 1
    assert Follow.objects.count() == 0
    assert "You asked to follow." in words_of(browser.get("/@celeste/"))

    browser.post("/@celeste/follow/", {"undo": "1"})
    assert FollowRequest.objects.count() == 0


def test_nobody_follows_themselves(town):
    reply = town.browser("ida").post("/@ida/follow/")

    assert reply.status_code == 422
    assert Follow.objects.count() == 0


def test_muting_is_one_press_and_undone_by_one(town):
    browser = town.browser("ida")

    browser.post("/@celeste/mute/")
    assert "You have muted Celeste Vianay." in words_of(browser.get("/@celeste/"))

    browser.post("/@celeste/mute/", {"undo": "1"})
    assert Mute.objects.count() == 0


def test_blocking_has_a_first_step_that_names_the_effect_and_changes_nothing(town):
    town.says(town.celeste, "network", "Ordinary words.")
    browser = town.browser("ida")

    first = words_of(browser.get("/@celeste/block/"))
    assert "From then on neither of you reads the other, anywhere." in first
    assert Block.objects.count() == 0

    browser.post("/@celeste/block/")
    page = words_of(browser.get("/@celeste/"))
    assert "You have blocked Celeste Vianay." in page
    assert "Ordinary words." not in page

    browser.post("/@celeste/block/", {"undo": "1"})
    assert Block.objects.count() == 0


def test_buttons_never_work_by_reading(town):
    browser = town.browser("ida")

    assert browser.get("/@celeste/follow/").status_code == 405
    assert browser.get("/@celeste/avoid/").status_code == 405


def test_a_button_returns_to_the_page_where_it_was_pressed_and_never_leaves_the_site(town):
    browser = town.browser("ida")

    back = browser.post("/@celeste/follow/", headers={"referer": "http://testserver/@bram/following/"})
    assert back["Location"].endswith("/@bram/following/")

    away = browser.post("/@celeste/follow/", headers={"referer": "https://elsewhere.example/"})
    assert away["Location"] == "/@celeste/"


def test_followers_are_listed_for_people_who_are_signed_in(town):
    actions.follow(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=BEGIN)

    assert "Ida Rosmere" in words_of(town.browser("otto").get("/@celeste/followers/"))
    assert "Celeste Vianay" in words_of(town.browser("otto").get("/@ida/following/"))
    assert town.browser().get("/@celeste/followers/").status_code == 302


def test_one_lets_a_follower_go(town):
    actions.follow(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=BEGIN)

    town.browser("celeste").post("/settings/followers/ida/remove/")

    assert Follow.objects.count() == 0


def test_the_own_page_offers_editing_and_nothing_that_ties(town):
    words = words_of(town.browser("ida").get("/@ida/"))

    assert "Edit your profile" in words
    assert "/@ida/follow/" not in words
    assert "/@ida/block/" not in words
    assert "You have not posted yet." in words


def test_an_unclaimed_person_is_shown_as_not_here_yet(town):
    people.add_person(handle="vera", display_name="Vera Stjernhald", now=BEGIN)

    assert "has not signed in so far" in words_of(town.browser("ida").get("/@vera/"))


def test_x1_x3_words_of_a_person_are_never_markup(town):
    people.update_profile(
        person=town.celeste,
        display_name="<b>Celeste</b>",
        summary="<script>alert(1)</script> [x](javascript:alert(1))",
        by=town.celeste,
        now=BEGIN,
    )

    words = words_of(town.browser("ida").get("/@celeste/"))

    assert "<b>Celeste</b>" not in words
    assert "<script>alert" not in words
    assert 'href="javascript:' not in words


def test_the_queries_of_a_page_do_not_grow_with_followers_or_posts(town, django_assert_max_num_queries):
    def queries_of_the_page() -> int:
        browser = town.browser("ida")
        browser.get("/@celeste/")
        with django_assert_max_num_queries(16) as counted:
            browser.get("/@celeste/")
        return len(counted)

    town.says(town.celeste, "network", "The first.")
    few = queries_of_the_page()
    for number in range(6):
        fan = people.add_person(handle=f"fan{number}", display_name=f"Fan {number}", claimed=True, now=BEGIN)
        actions.follow(identity=fan.identity, target=town.celeste.identity, by=fan, now=BEGIN)
        actions.follow(identity=town.celeste.identity, target=fan.identity, by=town.celeste, now=BEGIN)
        town.says(town.celeste, "network", f"Number {number}.")

    assert queries_of_the_page() == few


def test_who_is_blocked_has_no_figures(town):
    actions.follow(identity=town.otto.identity, target=town.celeste.identity, by=town.otto, now=BEGIN)
    actions.block(identity=town.ida.identity, target=town.celeste.identity, by=town.ida, now=BEGIN)

    words = words_of(town.browser("ida").get("/@celeste/followers/"))

    assert 'Followers <span class="count">0</span>' in words


@pytest.mark.parametrize("handle", ["%00", "a%00b", "%20", "é", "x" * 300, "..%2f", "-", "a.b"])
def test_what_cannot_be_a_handle_is_nowhere(town, handle):
    browser = town.browser("ida")

    for page in ("", "people/", "follow/", "edit/"):
        assert browser.get(f"/@{handle}/{page}").status_code in {404, 405}
