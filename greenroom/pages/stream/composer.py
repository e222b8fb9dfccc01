"""What stands in a composer: who speaks, to whom, which words, and what was wrong with them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from greenroom.pages.pictures.desk import Desk, shown
from greenroom.pages.stream import addresses, asking, later, readers
from greenroom.pages.stream.forms import LANGUAGES
from greenroom.people import queries as people
from greenroom.people.models import Identity, Person
from greenroom.social import queries as social
from greenroom.social.models import Audience, Draft
from greenroom.social.polls import PollSpec
from greenroom.social.queries import AudienceChoice, PostView
from greenroom.social.visibility import Viewer

WORDS = "words"  # the field of the form under which a sentence about headline, note or reply stands
FIELD_OF_CODE = {
    "unknown_audience": "audience",
    "wider_than_parent": "audience",
    "not_a_speaker": "speaks_as",
    "warning_too_long": "spoiler_text",
    **dict.fromkeys(("past", "moment"), "later"),
    **dict.fromkeys(("poll_number", "poll_time", "poll_doubled", "poll_long", "poll_empty"), "poll"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the audience chooser."""

    key: str
    icon: str
    title: str
    size: str
    spoken: str
    reach: str
    who: str
    is_chosen: bool


@dataclass(kw_only=True)
class Composer:
    """Everything that `pages/stream/composer.html` shows."""

    speaks_as: Identity
    identities: list[Identity]
    lines: list[Line]
    values: Mapping[str, str]
    parent: PostView | None = None
    draft_id: str = ""
    once: str = field(default_factory=lambda: secrets.token_hex(12))
    errors: dict[str, list[str]] = field(default_factory=dict)
    waits: str = ""  # id of the scheduled item that is changed here
    comes_from: str = ""  # "home" when the writer wants to be back there
    desk: Desk = field(default_factory=Desk)  # the pictures
    is_open: bool = False  # the chooser stands open: there is something to choose again

    @property
    def chosen(self) -> Line | None:
        """The audience that the button names."""
        return next((line for line in self.lines if line.is_chosen), None)

    @property
    def action(self) -> str:
        """Where the form is sent."""
        if self.parent is None:
            return "/compose"
        return addresses.of_post(self.parent.author.handle, self.parent.id) + "reply/"

    @property
    def local_key(self) -> str:
        """Under which name a device may keep the words while there is no connection."""
        return f"reply:{self.parent.id}" if self.parent else "write"

    @property
    def speaks_for_another(self) -> bool:
        """Whether an organisation speaks, not the person."""
        return self.speaks_as.kind == Identity.Kind.ORGANISATION

    @property
    def options_are_open(self) -> bool:
        """Whether the folded fields hold something that the writer should see."""
        used = self.values.get("spoiler_text") or self.values.get("sensitive") or self.values.get("language")
        return bool(used or "language" in self.errors or "spoiler_text" in self.errors)

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages in which somebody may say that they wrote."""
        return LANGUAGES

    @property
    def poll(self) -> PollSpec | None:
        """The poll as it was typed."""
        return asking.spec_of(self.values)

    @property
    def asks(self) -> bool:
        """Whether a choice was typed."""
        return asking.is_typed(self.values)

    @property
    def is_later(self) -> bool:
        """Whether a moment was typed, or something is wrong with it."""
        return later.is_typed(self.values) or "later" in self.errors

    @property
    def zone(self) -> str:
        """On which clock a moment is typed."""
        return later.zone_name()

    @property
    def choices(self) -> list[tuple[str, int, str]]:
        """The fields for choices: name, number, words."""
        return asking.fields_of(self.values)

    @property
    def times(self) -> list[tuple[int, str, bool]]:
        """How long a poll may run: seconds, words, whether it is chosen."""
        return asking.times_of(self.values)

    @property
    def placeholder(self) -> str:
        """What stands in the empty field of a reply."""
        name = self.parent.author.display_name if self.parent else ""
        return gettext("Reply to %(name)s") % {"name": name}

    def refuse(self, refusal: ValidationError) -> None:
        """Put each sentence of the refusal beside the field that it is about."""
        if self.desk.refuse(refusal):
            return
        for name, sentences in _by_field(refusal).items():
            self.errors.setdefault(name, []).extend(sentences)
        self.is_open = "audience" in self.errors


def blank(
    person: Person,
    *,
    viewer: Viewer | None = None,
    key: str = "",
    parent: PostView | None = None,
    comes_from: str = "",
    headline: str = "",
) -> Composer:
    """A fresh composer of the person themselves; `key` chooses an audience when they may use it.

    `viewer` is the person's own, where the page has it already.
    """
    own = person.identity
    choices = social.audience_choices(person, speaks_as=own, reply_to=parent.post if parent else None, viewer=viewer)
    return Composer(
        speaks_as=own,
        identities=people.identities_of(person),
        lines=_lines(choices, key=key, must_match=False),
        values={"headline": headline},
        parent=parent,
        comes_from=comes_from,
    )


def typed(person: Person, sent: Mapping[str, str], *, parent: PostView | None) -> Composer:
    """The composer as somebody sent it, right or wrong."""
    identities = people.identities_of(person)
    speaker = next((one for one in identities if one.handle == sent.get("speaks_as")), person.identity)
    changed = sent.get("do") == "from"  # another voice may have other readers: the default then, not an error
    return Composer(
        speaks_as=speaker,
        identities=identities,
        lines=lines_for(person, speaker, key=sent.get("audience", ""), parent=parent, must_match=not changed),
        values=sent if parent else {**sent, "note": sent.get("note") or sent.get("text", "")},
        parent=parent,
        draft_id=sent.get("draft", ""),
        waits=sent.get("waits", ""),
        once=sent.get("once", "")[:40] or secrets.token_hex(12),
        comes_from=sent.get("comes_from", ""),
    )


def of_draft(person: Person, draft: Draft, *, parent: PostView | None) -> Composer:
    """A draft taken up again."""
    identities = people.identities_of(person)
    waits = draft.state == Draft.State.SCHEDULED  # what is typed about it is a draft of its own until it is sent
    speaker = next((one for one in identities if one.pk == draft.speaks_as_id), person.identity)
    choices = social.audience_choices(person, speaks_as=speaker, reply_to=parent.post if parent else None)
    key = next((choice.key for choice in choices if choice.audience.pk == draft.audience_id), "")
    values = {
        "headline": draft.headline,
        "note": draft.note,
        "text": "\n\n".join(filter(None, [draft.headline, draft.note])),
        "language": draft.language,
        "spoiler_text": draft.spoiler_text,
        "sensitive": "on" if draft.sensitive else "",
        **asking.values_of(PollSpec.of_json(draft.poll)),
        **later.values_of(draft.due_at),
    }
    return Composer(
        speaks_as=speaker,
        identities=identities,
        lines=_lines(choices, key=key, must_match=False),
        values=values,
        parent=parent,
        draft_id="" if waits else str(draft.id),
        waits=str(draft.id) if waits else "",
        desk=shown(social.pictures_of_draft(draft)),
    )


def lines_for(person: Person, speaker: Identity, *, key: str, parent: PostView | None, must_match: bool) -> list[Line]:
    """Every audience that `speaker` may use here. Without `must_match` an unknown key falls back to the default."""
    choices = social.audience_choices(person, speaks_as=speaker, reply_to=parent.post if parent else None)
    return _lines(choices, key=key, must_match=must_match)


def _lines(choices: list[AudienceChoice], *, key: str, must_match: bool) -> list[Line]:
    default = next((choice.key for choice in choices if choice.is_default), "")
    wanted = key if must_match or key in {choice.key for choice in choices} else default
    return [line_of(choice, is_chosen=choice.key == wanted) for choice in choices]


def line_of(choice: AudienceChoice, *, is_chosen: bool) -> Line:
    """An audience as a line that can be chosen."""
    kind, name = choice.audience.kind, choice.name
    return Line(
        key=choice.key,
        icon=readers.ICONS[kind],
        title=readers.title(kind, name),
        size=readers.size(kind, choice.readers),
        spoken=gettext("the people I mention") if kind == Audience.Kind.DIRECT else readers.spoken(kind, name),
        reach=readers.reach(kind, choice.readers),
        who=readers.named(list(choice.sample), choice.readers),
        is_chosen=is_chosen,
    )


def _by_field(refusal: ValidationError) -> dict[str, list[str]]:
    if hasattr(refusal, "error_dict"):
        names = dict.fromkeys(("headline", "note", "text", "__all__"), WORDS)
        parts = {name: ValidationError(errors) for name, errors in refusal.error_dict.items()}
        return {names.get(name, name): list(part.messages) for name, part in parts.items()}
    found: dict[str, list[str]] = {}
    for error in refusal.error_list:
        found.setdefault(FIELD_OF_CODE.get(error.code or "", WORDS), []).extend(error.messages)
    return found
