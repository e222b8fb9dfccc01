"""Single sign-on: what is asked of the provider, and which of its answers are believed."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from greenroom.directory import actions
from greenroom.directory.models import ExternalIdentity, SignOn
from greenroom.directory.sign_on import provider as asking
from greenroom.directory.sign_on.troubles import NotProven
from greenroom.directory.tests.conftest import NOW
from greenroom.kit import http
from greenroom.people.models import Person
from greenroom.people.tests.refused import refused


def test_an_answer_counts_once_and_only_where_it_was_asked(client, with_both, add, provider):
    add("oid-1")
    provider.people["s-1"] = {"oid": "oid-1"}
    way = client.get("/sign-in/with/skerrow/go/")["Location"]
    back = provider.go(way, "s-1")

    from django.test import Client

    assert Client().get(back).status_code == 400, "another browser has begun nothing"
    assert client.get(back).status_code == 302
    client.logout()
    assert client.get(back).status_code == 400
    assert client.get("/sign-in/back/?state=&code=x").status_code == 400


def test_what_is_asked_has_state_nonce_and_pkce(client, with_both, provider):
    way = urlsplit(client.get("/sign-in/with/skerrow/go/")["Location"])
    asked = {name: values[0] for name, values in parse_qs(way.query).items()}

    assert f"{way.scheme}://{way.netloc}{way.path}" == f"{provider.issuer}/authorize"
    assert (asked["code_challenge_method"], asked["response_type"], asked["client_id"]) == ("S256", "code", "greenroom")
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_keys_may_change_between_two_sign_ins(client, with_both, add, come, provider, algorithm):
    provider.algorithm = algorithm
    add("oid-1")
    come(client, "s-1", oid="oid-1")
    client.logout()

    provider.rotate()

    assert come(client, "s-1").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"}, {"aud": "another"}, {"aud": ["greenroom", "another"]},
        {"aud": ["greenroom"], "azp": "another"}, {"nonce": "another"}, {"nonce": None}, {"exp": 1}, {"exp": None},
        {"iat": 4_000_000_000}, {"sub": ""}, {"sub": 5}, {"sub": None}, {"sub": "x" * 256}, {"exp": "never"},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_is_not_for_us_or_not_for_now_lets_nobody_in(client, with_both, add, come, provider, wrong):
    add("oid-1")
    provider.overrides = wrong

    assert come(client, "s-1", oid="oid-1").status_code == 403
    assert not ExternalIdentity.objects.exists()
    assert not Person.objects.get(email="tove@skerrow.example").is_claimed


def test_a_signature_of_somebody_else_lets_nobody_in(client, with_both, add, come, provider):
    add("oid-1")
    come(client, "s-9")  # the keys are known
    kid = provider.kid
    provider.rotate()
    provider.kid = kid
    provider._keys = list

    assert come(client, "s-1", oid="oid-1").status_code == 403
    assert not ExternalIdentity.objects.exists()


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_other_algorithms_let_nobody_in(client, with_both, add, come, provider, algorithm):
    add("oid-1")
    provider.algorithm = algorithm
    provider._sign = lambda words: b""

    assert come(client, "s-1", oid="oid-1").status_code == 403
    assert not ExternalIdentity.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://evil.example"}, {"authorization_endpoint": "http://login.skerrow.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"}, {"token_endpoint": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_document_that_is_not_the_issuers_leads_nowhere(client, with_both, provider, wrong):
    cache.clear()
    provider.document_overrides = wrong

    assert client.get("/sign-in/with/skerrow/go/").status_code == 502


def test_what_is_off_or_nobodys_is_not_there(client, set_up):
    set_up(is_enabled=False)

    for handle in ("skerrow", "quillan", "nobody", "network", "ida"):
        assert client.get(f"/sign-in/with/{handle}/").status_code == 404
        assert client.get(f"/sign-in/with/{handle}/go/").status_code == 404


def test_f1_a_provider_in_the_own_network_is_asked_only_where_the_operator_names_it(cast, network, settings):
    with refused("issuer"):
        actions.set_up_sign_on(
            organisation=cast.skerrow, issuer="http://127.0.0.1:4455", client_id="x", client_secret="", by=None, now=NOW
        )
    network.name("login.corp.example", "10.0.0.7")
    inside = SignOn(organisation=cast.skerrow, issuer="https://login.corp.example", client_id="x")
    with pytest.raises(NotProven):
        asking.document_of(inside)
    assert network.dialled == []

    settings.SIGN_ON_INSIDE = ["https://login.corp.example"]
    with pytest.raises(NotProven):  # nobody answers there
        asking.document_of(inside)
    assert network.dialled == [("10.0.0.7", 443)]


def test_f1_what_is_named_for_sign_on_opens_nothing_else(network, settings):
    settings.SIGN_ON_INSIDE = ["http://127.0.0.1:4455"]
    origins = asking.inside()
    for other in ("http://127.0.0.1/", "http://127.0.0.1:4456/", "https://127.0.0.1:4455/", "http://10.0.0.1:4455/"):
        with pytest.raises(http.NotAllowed):
            http.fetch(other, inside=origins)
    with pytest.raises(http.NotAllowed, match="port"):
        http.fetch("http://news.example:4455/", inside=origins)
    with pytest.raises(http.NotAllowed):
        http.fetch("http://127.0.0.1:4455/")
    network.redirect("http://127.0.0.1:4455/", "http://127.0.0.1:4455/again")
    with pytest.raises(http.NotAllowed):
        http.fetch("http://127.0.0.1:4455/", inside=origins)
    assert network.dialled == [("127.0.0.1", 4455)]


def test_i6_the_secret_of_a_provider_is_kept_sealed(with_both, provider):
    kept = str(list(SignOn.objects.values()))

    assert provider.client_secret not in kept
    assert provider.client_secret.encode() not in bytes(with_both.sealed_secret)


@pytest.mark.parametrize("claim", ["email", "preferred_username", "upn", ""])
def test_o3_what_people_can_change_is_no_key(set_up, claim):
    with refused("claim"):
        set_up(claim=claim)

    assert not SignOn.objects.exists()


def test_i1_only_those_who_keep_an_organisation_set_its_provider_up(cast, set_up):
    for outsider in (cast.yara, cast.noor, cast.marit):
        with refused("no_clearance"):
            actions.set_up_sign_on(
                organisation=cast.skerrow, issuer="https://evil.example", client_id="x", client_secret="", by=outsider,
                now=NOW,
            )  # fmt: skip
    with refused("no_clearance"):
        actions.set_up_sign_on(
            organisation=None, issuer="https://evil.example", client_id="x", client_secret="", by=cast.ida, now=NOW
        )

    assert not SignOn.objects.exists()
