"""What people say of themselves, and their passwords."""

from datetime import date

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError

from greenroom.kit.facts import facts_of
from greenroom.people import actions, queries
from greenroom.people.events import PasswordResetAsked, ProfileUpdated, SessionsEnded
from greenroom.people.models import CareerEntry, Identity, Person
from greenroom.people.tests.conftest import NOW, PASSWORD
from greenroom.people.tests.refused import refused


def test_a_profile_is_changed_by_its_person_alone(cast):
    for somebody in (cast.ida, cast.marit):
        with refused("not_self"):
            actions.update_profile(person=cast.noor, display_name="Mine", by=somebody, now=NOW)
    actions.update_profile(
        person=cast.noor, display_name="Noor Älvdal", summary="Writes *plainly*.", by=cast.noor, now=NOW
    )

    identity = queries.identity_by_handle("noor")
    assert (identity.display_name, identity.summary) == ("Noor Älvdal", "Writes *plainly*.")
    assert identity.folded == "noor alvdal noor"
    assert "Writes" in identity.summary_html
    assert facts_of(ProfileUpdated)[-1].identity_id == cast.noor.pk


def test_a_summary_has_at_most_five_thousand_letters_and_no_script(cast):
    with refused("summary_too_long"):
        actions.update_profile(person=cast.noor, summary="a" * 5_001, by=cast.noor, now=NOW)
    actions.update_profile(person=cast.noor, summary="<script>alert(1)</script>", by=cast.noor, now=NOW)
    assert "<script" not in queries.identity_by_handle("noor").summary_html


def test_a_summary_links_people_and_never_tells_that_a_circle_exists(cast):
    actions.add_identity(kind=Identity.Kind.CIRCLE, handle="board", display_name="Board", now=NOW)
    actions.update_profile(person=cast.noor, summary="With @ida and @board", by=cast.noor, now=NOW)

    html = queries.identity_by_handle("noor").summary_html
    assert 'href="/@ida/"' in html
    assert "@board" in html
    assert "/@board" not in html


def test_appearance_takes_only_what_exists(cast):
    with refused("language_unknown"):
        actions.update_appearance(person=cast.noor, language="tlh", by=cast.noor, now=NOW)
    with refused("time_zone_unknown"):
        actions.update_appearance(person=cast.noor, time_zone="../../etc/passwd", by=cast.noor, now=NOW)
    with pytest.raises(ValidationError):
        actions.update_appearance(person=cast.noor, theme="pink", by=cast.noor, now=NOW)

    actions.update_appearance(person=Person.objects.get(pk=cast.noor.pk), language="fr", theme="dark", by=None, now=NOW)

    noor = Person.objects.get(pk=cast.noor.pk)
    assert (noor.language, noor.theme, noor.time_zone) == ("fr", "dark", "Europe/Berlin")


def test_a_career_is_kept_by_its_person(cast):
    with pytest.raises(ValidationError, match="before the start"):
        actions.add_career_entry(
            person=cast.noor,
            employer="Baltisk",
            title="Writer",
            started_date=date(2020, 1, 1),
            ended_date=date(2019, 1, 1),
            by=cast.noor,
            now=NOW,
        )
    entries = [
        actions.add_career_entry(
            person=cast.noor, employer=name, title="Writer", started_date=start, ended_date=end, by=cast.noor, now=NOW
        )
        for name, start, end in (
            ("First", date(2010, 1, 1), date(2012, 1, 1)),
            ("Now", date(2018, 1, 1), None),
            ("Second", date(2012, 1, 1), date(2017, 1, 1)),
        )
    ]
    assert [entry.employer for entry in queries.career_of(cast.noor)] == ["Now", "Second", "First"]
    with refused("not_self"):
        actions.remove_career_entry(entry=entries[0], by=cast.ida, now=NOW)
    actions.remove_career_entry(entry=entries[0], by=cast.noor, now=NOW)
    assert CareerEntry.objects.count() == 2


def test_o7_asking_for_a_new_password_costs_the_same_for_known_and_unknown(cast, django_assert_num_queries):
    for email in ("noor@skerrow.example", "nobody@skerrow.example"):
        with django_assert_num_queries(5):  # savepoint, look-up, fact, errand, savepoint
            actions.ask_password_reset(email=email, now=NOW)
    assert [event.person_id for event in facts_of(PasswordResetAsked)] == [cast.noor.pk, None]


def test_a_way_to_a_new_password_works_once_and_ends_all_sessions(cast):
    token = default_token_generator.make_token(cast.noor)
    before = cast.noor.get_session_auth_hash()
    with refused("password_too_short"):
        actions.reset_password(person_id=cast.noor.pk, token=token, password="short7a", now=NOW)

    noor = actions.reset_password(person_id=cast.noor.pk, token=token, password=PASSWORD, now=NOW)

    assert noor.get_session_auth_hash() != before
    assert [event.person_id for event in facts_of(SessionsEnded)] == [noor.pk]
    for person_id, stale in ((noor.pk, token), (cast.ida.pk, token), (1, token), (noor.pk, "x-y")):
        with refused("link_unusable"):
            actions.reset_password(person_id=person_id, token=stale, password=PASSWORD, now=NOW)
