"""The last stage of a sign-in: nobody gets a session before a second factor or a passkey exists."""

from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from greenroom.people import factors
from greenroom.people.models import Person
from greenroom.people.sessions import BOTH


class CodeStage(AuthenticateStage):
    """The second factor; not for whoever comes from a provider that has asked for both."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Pass or lead on."""
        if is_both(self):
            return None, True
        response, goes_on = super().handle()
        return response, goes_on


def is_both(stage: LoginStage) -> bool:
    """Whether the sign-in was shown by both factors before it came here."""
    return bool(stage.login.state.get(BOTH))


class EnrolmentStage(LoginStage):
    """Holds the sign-in open until the person has enrolled."""

    key = "enrolment"
    urlname = "account_enrol"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Pass whoever has a factor; lead everybody else to the enrolment."""
        person = self.login.user
        if is_both(self) or (isinstance(person, Person) and factors.has_factor(person)):
            return None, True
        return redirect(self.urlname), True


def stage_at(request: HttpRequest, key: str) -> Any:
    """The open stage of this name in the sign-in of this browser; None when the sign-in is elsewhere."""
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, key)
    person = stage.login.user if stage else None
    return stage if isinstance(person, Person) and person.is_active else None


def where_it_waits(request: HttpRequest) -> str | None:
    """The address name of the stage at which a sign-in of this browser waits."""
    stage = get_pending_stage(request)
    return stage.urlname if stage else None
