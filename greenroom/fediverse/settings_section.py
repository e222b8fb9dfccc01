"""The private feed in a person's settings."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from greenroom.fediverse import actions, addresses, queries
from greenroom.fediverse.forms import PrivateFeedForm
from greenroom.kit.refusals import Refusal
from greenroom.web.requests import MemberRequest
from greenroom.web.settings_sections import SettingsSection


def context(request: MemberRequest) -> dict[str, Any]:
    """The running feed, if any."""
    return {"feed": queries.feed_of(request.person)}


def act(request: MemberRequest) -> dict[str, Any]:
    """Open, open anew, or end; the address is in this reply and never again."""
    form = PrivateFeedForm(request.POST)
    if not form.is_valid():
        raise Refusal(gettext("Choose what the feed is to do."), code="unclear")
    now = timezone.now()
    if form.cleaned_data["deed"] == "end":
        actions.end_feed(person=request.person, by=request.person, now=now)
        return {"ended": True}
    secret = actions.open_feed(tells_closed_words=form.tells_closed_words, by=request.person, now=now)
    return {"once": addresses.of_home_feed(secret)}


SECTION = SettingsSection(
    key="private-feed", template="fediverse/private_feed.html", order=10, context=context, act=act
)
