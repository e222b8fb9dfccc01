"""The fields of a composer in which a poll is typed."""

from collections.abc import Mapping

from django.utils.translation import ngettext

from greenroom.social.polls import DAY, PollSpec

CHOICES = tuple(f"choice{place}" for place in range(1, 7))
MINUTE, HOUR = 60, 3_600
TIMES = [5 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY]
DIGITS = 12


def spec_of(sent: Mapping[str, str]) -> PollSpec | None:
    """The poll that was typed; fields left empty are no choices, and no choices are no poll."""
    options = tuple(sent.get(name, "") for name in CHOICES if sent.get(name, "").strip())
    if not options:
        return None
    return PollSpec(options=options, is_multiple=sent.get("poll_multiple") == "on", seconds=_seconds(sent))


def values_of(spec: PollSpec | None) -> dict[str, str]:
    """What the fields hold for a poll that was kept."""
    if spec is None:
        return {}
    values = dict(zip(CHOICES, spec.options, strict=False))
    return {**values, "poll_multiple": "on" if spec.is_multiple else "", "poll_seconds": str(spec.seconds)}


def is_typed(sent: Mapping[str, str]) -> bool:
    """Whether any choice holds words."""
    return any(sent.get(name, "").strip() for name in CHOICES)


def fields_of(values: Mapping[str, str]) -> list[tuple[str, int, str]]:
    """Name, number and words of each field for a choice."""
    return [(name, number, values.get(name, "")) for number, name in enumerate(CHOICES, start=1)]


def times_of(values: Mapping[str, str]) -> list[tuple[int, str, bool]]:
    """How long a poll may run: seconds, words, and which is chosen; what somebody sent themselves stays a choice."""
    chosen = _seconds(values)
    times = TIMES if chosen in TIMES else sorted([*TIMES, chosen])
    return [(seconds, length_said(seconds), seconds == chosen) for seconds in times]


def length_said(seconds: int) -> str:
    """A length of time in the largest unit that it fills."""
    for unit, sentence in ((DAY, _days), (HOUR, _hours)):
        if seconds >= unit and seconds % unit == 0:
            return sentence(seconds // unit)
    count = seconds // MINUTE
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _hours(count: int) -> str:
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def _seconds(sent: Mapping[str, str]) -> int:
    """What was sent as a length of time; 0, which no poll may have, for what is no number."""
    typed = sent.get("poll_seconds", "") or str(DAY)
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS else 0
