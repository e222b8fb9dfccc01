"""Invitations: every giver x organisation x role x age, one use, no smuggled role [I2]."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import translation

from greenroom.kit.facts import facts_of
from greenroom.people import actions, clearance, queries
from greenroom.people.events import InvitationAccepted, InvitationSent
from greenroom.people.models import Identity, Invitation, Membership, NetworkMembership, Person
from greenroom.people.tests.conftest import NOW, PASSWORD
from greenroom.people.tests.refused import refused

MAY_GIVE = {  # giver: roles in skerrow, roles in quillan, roles in the network
    "ida": ({"owner", "administrator", "member"}, set(), set()),
    "bram": ({"member"}, set(), set()),
    "noor": (set(), set(), set()),
    "yara": (set(), {"owner", "administrator", "member"}, set()),
    "marit": (set(), set(), {"owner", "administrator", "member"}),
    "hedda": (set(), set(), {"member"}),
}
AGES = {0: True, 13: True, 14: False, 400: False}  # days since it was sent: can it still be used
NEWCOMER = {"handle": "tove", "display_name": "Tove Lind", "password": PASSWORD, "language": "en"}


def accept(token, *, now=NOW, **more):
    return actions.accept_invitation(token=token, now=now, **(NEWCOMER | more))


@pytest.mark.parametrize(("giver", "role"), list(product(MAY_GIVE, ["owner", "administrator", "member"])))
def test_i2_a_role_is_given_only_by_somebody_who_holds_more(cast, giver, role):
    by = getattr(cast, giver)
    for place, roles in zip((cast.skerrow, cast.quillan, None), MAY_GIVE[giver], strict=True):
        where = {"organisation": place, "organisation_role": role} if place else {"network_role": role}
        if role in roles:
            invitation, _ = actions.invite(email="tove@lind.example", by=by, now=NOW, **where)
            actions.withdraw_invitation(invitation=invitation, by=by, now=NOW)
        else:
            with refused("role_too_high"):
                actions.invite(email="tove@lind.example", by=by, now=NOW, **where)


@pytest.mark.parametrize(("days", "role"), list(product(AGES, ["owner", "administrator", "member"])))
def test_i2_the_link_gives_what_it_was_bound_to_and_nothing_after_fourteen_days(cast, days, role):
    _, token = actions.invite(
        email="tove@lind.example", organisation=cast.skerrow, organisation_role=role, by=cast.ida, now=NOW
    )
    later = NOW + timedelta(days=days)

    if AGES[days]:
        tove = accept(token, now=later)
        assert clearance.role_in(tove, cast.skerrow.pk) == role
        assert (clearance.role_in(tove, cast.quillan.pk), queries.network_role(tove)) == (None, "")
        assert tove.email == "tove@lind.example"
    else:
        with refused("unusable"):
            accept(token, now=later)
        assert queries.identity_by_handle("tove") is None


def test_i2_a_link_works_once(cast):
    _, token = actions.invite(email="tove@lind.example", network_role="member", by=cast.hedda, now=NOW)
    tove = accept(token)

    with refused("unusable"):
        accept(token, handle="second", display_name="Second")

    assert [event.person_id for event in facts_of(InvitationAccepted)] == [tove.pk]
    assert queries.identity_by_handle("second") is None


def test_i2_used_withdrawn_expired_and_invented_links_are_one_sentence(cast):
    used = actions.invite(email="a@lind.example", network_role="member", by=cast.marit, now=NOW)
    accept(used[1])
    withdrawn = actions.invite(email="b@lind.example", network_role="member", by=cast.marit, now=NOW)
    actions.withdraw_invitation(invitation=withdrawn[0], by=cast.marit, now=NOW)
    _, expired = actions.invite(
        email="c@lind.example", network_role="member", by=cast.marit, now=NOW - timedelta(days=15)
    )

    sentences = set()
    for token in (used[1], withdrawn[1], expired, "never-existed", "", "\0"):
        with pytest.raises(Exception) as refusal:  # noqa: PT011
            accept(token, handle="x")
        sentences.add(str(refusal.value))
    assert sentences == {"['This invitation cannot be used. Ask the person who sent it for a new one.']"}


def test_i2_the_link_dies_with_the_right_of_whoever_sent_it(cast):
    _, by_bram = actions.invite(
        email="tove@lind.example", organisation=cast.skerrow, organisation_role="member", by=cast.bram, now=NOW
    )
    _, by_hedda = actions.invite(email="tove@lind.example", network_role="member", by=cast.hedda, now=NOW)
    actions.change_role(membership=cast.bram_there, role="member", by=cast.ida, now=NOW)
    actions.suspend_person(person=cast.hedda, reason="Away", by=cast.marit, now=NOW)

    for token in (by_bram, by_hedda):
        with refused("unusable"):
            accept(token)
    assert queries.identity_by_handle("tove") is None


def test_i2_an_invitation_for_one_person_is_not_for_another_who_is_signed_in(cast):
    _, token = actions.invite(
        email="noor@skerrow.example", organisation=cast.quillan, organisation_role="owner", by=cast.yara, now=NOW
    )
    with refused("unusable"):
        actions.accept_invitation_as(token=token, person=cast.bram, now=NOW)
    with refused("sign_in_first"):
        accept(token)

    actions.accept_invitation_as(token=token, person=cast.noor, now=NOW)

    assert clearance.role_in(cast.noor, cast.quillan.pk) == "owner"
    assert clearance.role_in(cast.bram, cast.quillan.pk) is None


def test_an_invitation_raises_a_running_role_and_never_lowers_it(cast):
    offers = [
        actions.invite(
            email="noor@skerrow.example", organisation=cast.skerrow, organisation_role=role, by=cast.ida, now=NOW
        )
        for role in ("owner", "administrator")
    ]
    for _, token in offers:
        actions.accept_invitation_as(token=token, person=cast.noor, now=NOW)

    assert clearance.role_in(cast.noor, cast.skerrow.pk) == "owner"
    assert Membership.objects.filter(person=cast.noor, organisation=cast.skerrow).count() == 1


def test_an_unclaimed_person_takes_over_the_row_and_keeps_its_handle(cast):
    piet = actions.add_person(handle="piet", display_name="Piet", now=NOW)
    _, token = actions.invite(email="piet@lind.example", person=piet, by=cast.hedda, now=NOW)

    claimed = accept(token, handle="somebody_else", display_name="Piet Hollander")

    assert (claimed.pk, claimed.handle, claimed.identity.display_name) == (piet.pk, "piet", "Piet Hollander")
    assert Person.objects.by_email("PIET@lind.example").get() == piet
    assert claimed.check_password(PASSWORD)
    assert queries.identity_by_handle("somebody_else") is None


def test_only_a_host_hands_over_a_row_and_only_one_that_nobody_has(cast):
    piet = actions.add_person(handle="piet", display_name="Piet", now=NOW)
    with refused("no_clearance"):
        actions.invite(
            email="e@evil.example",
            person=piet,
            organisation=cast.skerrow,
            organisation_role="member",
            by=cast.ida,
            now=NOW,
        )
    with refused("claimed"):
        actions.invite(email="e@evil.example", person=cast.noor, by=cast.marit, now=NOW)


def test_i2_a_row_that_holds_more_than_the_host_is_not_handed_over(cast):
    piet = actions.add_person(handle="piet", display_name="Piet", now=NOW)
    actions.join_network(person=piet, role="owner", by=None, now=NOW)

    with refused("role_too_high"):
        actions.invite(email="e@evil.example", person=piet, by=cast.hedda, now=NOW)

    assert not Invitation.objects.exists()
    _, token = actions.invite(email="piet@lind.example", person=piet, by=cast.marit, now=NOW)
    assert accept(token) == piet


@pytest.mark.parametrize(("mail_host", "is_handed_over"), [("", False), ("mail.example", True)])
def test_i2_the_address_of_a_row_counts_only_when_a_mail_has_proven_it(cast, settings, mail_host, is_handed_over):
    settings.MAIL_HOST = mail_host
    piet = actions.add_person(handle="piet", display_name="Piet", email="piet@lind.example", now=NOW)
    _, token = actions.invite(
        email="piet@lind.example", organisation=cast.skerrow, organisation_role="member", by=cast.bram, now=NOW
    )

    if is_handed_over:
        assert accept(token) == piet
    else:
        with refused("unusable"):
            accept(token)
        assert not Person.objects.get(pk=piet.pk).is_claimed


def test_a_failed_acceptance_leaves_the_link_usable(cast):
    _, token = actions.invite(email="tove@lind.example", network_role="member", by=cast.marit, now=NOW)
    with refused("handle_taken"):
        accept(token, handle="ida")
    with refused("password_too_short"):
        accept(token, password="kurzes7")
    assert NetworkMembership.objects.count() == 2

    assert queries.is_network_member(accept(token))


def test_without_a_password_the_person_waits_for_a_passkey(cast):
    _, token = actions.invite(email="tove@lind.example", network_role="member", by=cast.marit, now=NOW)

    tove = accept(token, password=None)

    assert tove.is_claimed
    assert not tove.has_usable_password()


def test_the_token_is_not_in_the_database(cast):
    invitation, token = actions.invite(email="tove@lind.example", network_role="member", by=cast.marit, now=NOW)

    assert len(token) == 43
    stored = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(stored)
    assert invitation.expires_at == NOW + timedelta(days=14)
    assert [event.invitation_id for event in facts_of(InvitationSent)] == [invitation.pk]


def test_an_invitation_needs_an_address_and_somewhere_to_lead(cast):
    with refused("email_malformed"):
        actions.invite(email="not an address", network_role="member", by=cast.marit, now=NOW)
    with refused("role_unknown"):
        actions.invite(email="a@b.example", network_role="emperor", by=cast.marit, now=NOW)
    with refused("organisation_missing"):
        actions.invite(email="a@b.example", organisation_role="member", by=cast.marit, now=NOW)
    with pytest.raises(Exception, match="needs an organisation, the network or a person"):
        actions.invite(email="a@b.example", by=cast.marit, now=NOW)
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn_by_its_sender_or_somebody_who_could_have_sent_it(cast):
    invitation, _ = actions.invite(
        email="tove@lind.example", organisation=cast.skerrow, organisation_role="member", by=cast.bram, now=NOW
    )
    with refused("role_too_high"):
        actions.withdraw_invitation(invitation=invitation, by=cast.yara, now=NOW)

    actions.withdraw_invitation(invitation=invitation, by=cast.ida, now=NOW)

    assert not queries.open_invitations(now=NOW).exists()
    with refused("closed"):
        actions.withdraw_invitation(invitation=invitation, by=cast.ida, now=NOW)


def test_the_names_of_the_languages_are_those_of_the_pages(cast):
    with translation.override("de"), refused("language_unknown"):
        actions.invite(email="a@b.example", network_role="member", by=cast.marit, now=NOW, language="xx")
    assert Identity.objects.filter(handle="a").count() == 0


def test_nobody_is_invited_to_what_they_have(cast):
    for offered in (
        {"organisation": cast.skerrow, "organisation_role": "member", "by": cast.ida},
        {"organisation": cast.skerrow, "organisation_role": "administrator", "by": cast.ida},
    ):
        with refused("belongs"):
            actions.invite(email=cast.bram.email.upper(), now=NOW, **offered)
    with refused("belongs"):
        actions.invite(email=cast.hedda.email, network_role="member", by=cast.marit, now=NOW)

    assert not Invitation.objects.exists()
    assert facts_of(InvitationSent) == []


def test_somebody_who_belongs_is_invited_to_more(cast):
    raised, _ = actions.invite(
        email=cast.bram.email, organisation=cast.skerrow, organisation_role="owner", by=cast.ida, now=NOW
    )
    elsewhere, _ = actions.invite(
        email=cast.bram.email, organisation=cast.quillan, organisation_role="member", by=cast.yara, now=NOW
    )

    assert {raised, elsewhere} == set(Invitation.objects.all())
