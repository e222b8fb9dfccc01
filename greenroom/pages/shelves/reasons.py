"""Why somebody is suggested, in whole sentences, each of them true."""

from django.utils.translation import gettext, ngettext

from greenroom.social.suggesting import NEAR, Suggestion
from greenroom.web.templatetags.web import number


def reasons(one: Suggestion) -> list[str]:
    """The way there, and that they work elsewhere than the one who asks."""
    sentences = [_way(one)]
    if one.has_other_sector:
        sentences.append(gettext("They work in another sector than you."))
    return sentences


def _way(one: Suggestion) -> str:
    """Who leads there and from how many organisations; colleagues of the reader are not counted among them."""
    count = len(one.counted)
    sentence = _near(one, count) if one.distance == NEAR else _far(one, count)
    return sentence % {"count": number(count), "houses": number(one.houses)}


def _near(one: Suggestion, count: int) -> str:
    if one.houses > 1:
        return ngettext(
            "%(count)s person you follow, at %(houses)s other organisations, follows them.",
            "%(count)s people you follow, at %(houses)s other organisations, follow them.",
            count,
        )
    if one.houses:
        return ngettext(
            "%(count)s person you follow, at another organisation, follows them.",
            "%(count)s people you follow, at another organisation, follow them.",
            count,
        )
    return ngettext("%(count)s person you follow follows them.", "%(count)s people you follow follow them.", count)


def _far(one: Suggestion, count: int) -> str:
    if one.houses > 1:
        return ngettext(
            "%(count)s person you follow, at %(houses)s other organisations, follows somebody who follows them.",
            "%(count)s people you follow, at %(houses)s other organisations, follow somebody who follows them.",
            count,
        )
    if one.houses:
        return ngettext(
            "%(count)s person you follow, at another organisation, follows somebody who follows them.",
            "%(count)s people you follow, at another organisation, follow somebody who follows them.",
            count,
        )
    return ngettext(
        "%(count)s person you follow follows somebody who follows them.",
        "%(count)s people you follow follow somebody who follows them.",
        count,
    )
