"""Single sign-on from end to end: who gets in, as whom, for how long; and who does not."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from greenroom.directory import actions
from greenroom.directory.models import ExternalIdentity
from greenroom.directory.sign_on import attempts
from greenroom.directory.tests.conftest import NOW
from greenroom.people import actions as people
from greenroom.people import sessions
from greenroom.people.models import Person
from greenroom.people.tests.refused import refused

SETTINGS = "/account/security/"


def sign_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


def signed_in_as(client):
    """Whose pages are shown; nobody's for a guest."""
    page = client.get("/settings/")
    return Person.objects.get(pk=client.session["_auth_user_id"]) if page.status_code == 200 else None


def test_o3_a_provisioned_person_comes_in_by_key_and_is_theirs_from_then_on(client, cast, with_both, add, come):
    entry = add("oid-1")

    answer = come(client, "s-1", oid="oid-1")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(client) == entry.person
    assert list(ExternalIdentity.objects.values_list("issuer", "subject", "person")) == [
        (with_both.issuer, "s-1", entry.person_id)
    ]
    assert Person.objects.get(pk=entry.person_id).is_claimed


def test_o3_issuer_and_subject_decide_and_no_address_ever_does(client, cast, with_both, add, come):
    add("oid-1")
    come(client, "s-1", oid="oid-1")
    first = signed_in_as(client)
    client.logout()

    come(client, "s-1", oid="oid-9", email="ida@skerrow.example", name="Somebody Else")

    assert signed_in_as(client) == first
    tove = Person.objects.get(pk=first.pk)
    assert (tove.email, tove.identity.display_name) == ("tove@skerrow.example", "Tove Arnold")


@pytest.mark.parametrize("handle", ["ida", "bram", "noor", "yara", "marit"])
def test_o3_nobody_gets_into_an_account_by_its_address(client, cast, with_both, come, handle):
    mail = f"{handle}@skerrow.example"

    answer = come(client, "s-1", oid="none", email=mail, email_verified=True, preferred_username=mail)

    assert answer.status_code == 403
    assert signed_in_as(client) is None
    assert not ExternalIdentity.objects.exists()


def test_o3_a_claimed_account_is_not_opened_by_an_entry(client, cast, with_both, add, come):
    entry = add("oid-1", email="noor@skerrow.example")
    assert entry.person == cast.noor

    assert come(client, "s-1", oid="oid-1").status_code == 403
    assert signed_in_as(client) is None


def test_o3_a_row_that_belongs_elsewhere_too_is_not_opened_by_an_entry(client, cast, with_both, add, come):
    entry = add("oid-1")
    people.join_organisation(person=entry.person, organisation=cast.quillan, by=None, now=NOW)

    assert come(client, "s-1", oid="oid-1").status_code == 403
    assert not Person.objects.get(pk=entry.person_id).is_claimed


def test_o7_known_and_unknown_people_read_the_same_page(client, cast, with_both, add, come):
    add("oid-1", email="noor@skerrow.example")
    add("oid-2", email="gone@skerrow.example")
    asleep = people.add_person(handle="vera", display_name="Vera", email="vera@x.example", now=NOW, claimed=True)
    people.join_organisation(person=asleep, organisation=cast.skerrow, by=None, now=NOW)
    ExternalIdentity.objects.create(issuer=with_both.issuer, subject="asleep", person=asleep, linked_at=NOW)
    people.suspend_person(person=asleep, reason="A test.", by=None, now=NOW)

    pages = {
        re.sub(rb'nonce="[^"]*"', b"", come(client, subject, oid=oid, email=email).content)
        for subject, oid, email in (
            ("s-1", "oid-1", "noor@skerrow.example"),
            ("s-2", "none", "marit@skerrow.example"),
            ("s-3", "none", "nobody@nowhere.example"),
            ("asleep", "none", ""),
        )
    }

    assert len(pages) == 1
    assert b"Ask your administrator" in pages.pop()


def test_an_account_is_connected_by_whoever_is_signed_in(client, cast, with_both, come, connect):
    sign_in(client, cast.noor)

    assert connect(client, "s-7")["Location"] == SETTINGS
    assert ExternalIdentity.objects.get().person == cast.noor

    client.logout()
    come(client, "s-7")
    assert signed_in_as(client) == cast.noor


def test_o3_what_is_connected_to_somebody_is_not_connected_to_somebody_else(client, cast, with_both, connect):
    sign_in(client, cast.noor)
    connect(client, "s-7")
    sign_in(client, cast.bram)

    answer = connect(client, "s-7")

    assert (answer.status_code, b"connected already" in answer.content) == (403, True)
    assert ExternalIdentity.objects.get().person == cast.noor


def test_the_only_way_in_is_not_taken_away(client, cast, with_both, add, come):
    person = add("oid-1").person
    come(client, "s-1", oid="oid-1")

    with refused("last_way"):
        actions.disconnect(identity=ExternalIdentity.objects.get(), by=person, now=NOW)

    assert ExternalIdentity.objects.exists()


def test_o6_without_the_word_for_both_a_second_factor_is_still_needed(client, set_up, add, come):
    set_up(counts_as_both=False)
    add("oid-1")

    answer = come(client, "s-1", oid="oid-1")

    assert answer["Location"] == "/account/login/enrol/"
    assert signed_in_as(client) is None


def test_o2_a_session_ends_with_the_membership_that_gave_it(client, cast, with_both, add, come):
    entry = add("oid-1")
    people.join_network(person=entry.person, by=None, now=NOW)
    # The row is no longer the organisation's alone: they come in by what is connected.
    Person.objects.filter(pk=entry.person_id).update(claimed_at=NOW)
    ExternalIdentity.objects.create(issuer=with_both.issuer, subject="s-1", person=entry.person, linked_at=NOW)
    come(client, "s-1")
    assert signed_in_as(client) == entry.person

    actions.end_entry(entry=entry, by=None, now=NOW)

    assert signed_in_as(client) is None
    assert come(client, "s-1").status_code == 403


def test_o2_another_session_of_the_same_person_goes_on(client, cast, with_both, add, connect):
    add("oid-1", email="noor@skerrow.example")
    sign_in(client, cast.noor)

    people.end_membership(membership=cast.noor_there, by=None, now=NOW)

    assert signed_in_as(client) == cast.noor


def test_e2_the_way_back_is_an_address_of_this_site(client, with_both, add, come):
    add("oid-1")
    assert come(client, "s-1", oid="oid-1", next="/@skerrow/inside/")["Location"] == "/@skerrow/inside/"
    client.logout()
    for foreign in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        assert come(client, "s-1", next=foreign)["Location"] == "/"
        client.logout()


def test_it_is_shown_again_at_the_provider_that_asks_for_both(client, cast, with_both, add, come, connect, provider):
    add("oid-1")
    come(client, "s-1", oid="oid-1")
    provider.overrides = {"auth_time": 1}
    assert connect(client, "s-1", purpose="again").status_code == 403, "the provider did not ask again"

    provider.overrides = {}
    assert connect(client, "s-1", purpose="again")["Location"] == "/"
    assert connect(client, "s-2", purpose="again").status_code == 403, "somebody else was shown"


def test_an_attempt_is_taken_once():
    session = {}
    made = attempts.begin(session, sign_on=1, purpose="sign_in", person=None, next_address="/")

    assert attempts.take(session, made.state) == made
    assert attempts.take(session, made.state) is None


def test_o2_a_session_through_a_house_is_gone_at_once_and_one_that_comes_late_is_over(cast, with_both, client, connect):
    sign_in(client, cast.noor)
    connect(client, "s-7")
    session = client.session
    session[sessions.THROUGH] = cast.skerrow.pk
    session.save()
    UserSession.objects.get_or_create(
        user=cast.noor, session_key=session.session_key, defaults={"ip": "127.0.0.1", "user_agent": ""}
    )

    people.end_membership(membership=cast.noor_there, by=None, now=NOW)
    assert not Session.objects.filter(session_key=session.session_key).exists()

    assert sessions.is_over({sessions.KEY: 4e9, sessions.THROUGH: cast.skerrow.pk}, cast.noor.pk)
    assert not sessions.is_over({sessions.KEY: 4e9}, cast.noor.pk)
