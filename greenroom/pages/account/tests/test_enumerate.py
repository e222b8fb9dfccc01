"""Nothing tells who has an account: same words, same work [O7]."""

import re

from greenroom.pages.account.tests.conftest import PASSWORD, sign_in
from greenroom.people import actions
from greenroom.people.models import Person


def scrubbed(answer, *emails: str) -> str:
    words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", answer.text)
    for email in emails:
        words = words.replace(email, "")
    return words


def test_o7_sign_in_answers_known_unknown_unclaimed_and_suspended_alike(browser, noor, ida, host):
    actions.suspend_person(person=ida, reason="x", by=host, now=ida.identity.created_at)
    actions.add_person(handle="piet", display_name="Piet", email="piet@green.example", now=ida.identity.created_at)
    replies = {
        scrubbed(sign_in(browser(), email, "not-the-password"), email)
        for email in (noor.email, "none@green.example", "piet@green.example", ida.email)
    }
    assert len(replies) == 1
    assert "Mail address and password do not belong together." in replies.pop()
    assert "do not belong together" in sign_in(browser(), ida.email, PASSWORD).text


def test_o7_sign_in_hashes_once_for_known_and_unknown(browser, noor, ida, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    counted = []
    for name in ("encode", "verify"):
        plain = getattr(Argon2PasswordHasher, name)

        def counting(self, *given, _plain=plain, **named):
            counted.append(1)
            return _plain(self, *given, **named)

        monkeypatch.setattr(Argon2PasswordHasher, name, counting)
    ida.set_unusable_password()
    Person.objects.filter(pk=ida.pk).update(password=ida.password)

    costs = []
    for email in (noor.email, "none@green.example", ida.email):
        counted.clear()
        sign_in(browser(), email, "not-the-password")
        costs.append(len(counted))
    assert costs == [1, 1, 1]


def test_o7_a_lost_password_is_answered_alike(browser, noor):
    replies = {
        scrubbed(browser().post("/account/password/lost/", {"email": email}), email)
        for email in (noor.email, "none@green.example")
    }
    assert len(replies) == 1
    assert "If  belongs to somebody here, a mail with a link is on its way." in replies.pop()
