"""The pictures in a form that somebody writes: brought, described, put in order, left out; without scripts as well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from greenroom.kit.refusals import Refusal
from greenroom.pages.pictures import addresses, sizes
from greenroom.pages.stream.addresses import id_from
from greenroom.social import actions, queries
from greenroom.social.actions import Attachment
from greenroom.social.actions.attaching import MOST
from greenroom.social.models import Media, Post
from greenroom.social.options import ALT_TEXT_REQUIRED
from greenroom.web.page import MemberRequest

ABOUT_PICTURES = {"too_many_pictures", "picture_gone", "needs_description", "description_too_long"}
# What stays in sight where a picture is cut, as people say it and as it is kept.
FOCUSES: dict[str, tuple[str | Promise, tuple[float, float]]] = {
    "middle": (_("the middle"), (0, 0)),
    "top": (_("the top"), (0, 1)),
    "bottom": (_("the bottom"), (0, -1)),
    "left": (_("the left side"), (-1, 0)),
    "right": (_("the right side"), (1, 0)),
    "top-left": (_("the top left corner"), (-1, 1)),
    "top-right": (_("the top right corner"), (1, 1)),
    "bottom-left": (_("the bottom left corner"), (-1, -1)),
    "bottom-right": (_("the bottom right corner"), (1, -1)),
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One picture of the form, with what was typed about it."""

    id: int
    number: int
    preview: str
    width: int
    height: int
    description: str
    focus: str
    is_animated: bool
    is_required: bool  # the network asks for a description
    kept_focus: str  # as it is stored: only another choice changes it

    @property
    def focuses(self) -> list[tuple[str, str | Promise]]:
        """What can stay in sight."""
        return [(key, name) for key, (name, _place) in FOCUSES.items()]

    @property
    def attachment(self) -> Attachment:
        """For the action."""
        focus = None if self.focus == self.kept_focus else FOCUSES[self.focus][1]
        return Attachment(id=self.id, description=self.description, focus=focus)


@dataclass(kw_only=True)
class Desk:
    """All pictures of a form. `is_asked_again`: the form is shown again instead of being sent on."""

    fields: list[Field] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    is_asked_again: bool = False
    has_arrivals: bool = False

    @property
    def attachments(self) -> list[Attachment]:
        """In the order of the form."""
        return [one.attachment for one in self.fields]

    @property
    def has_room(self) -> bool:
        """Whether one more fits."""
        return len(self.fields) < MOST

    @property
    def most(self) -> int:
        """How many a post carries."""
        return MOST

    def refuse(self, refusal: ValidationError) -> bool:
        """Take the sentences of a refusal that is about pictures; false for any other."""
        if getattr(refusal, "code", None) not in ABOUT_PICTURES:
            return False
        self.errors += refusal.messages
        return True


def shown(rows: Iterable[Media], *, typed: Sequence[Field] = ()) -> Desk:
    """The desk of pictures that are there already: a draft's, a post's."""
    return Desk(fields=_numbered([*typed, *(field_of(row) for row in rows)]))


def in_hand(request: MemberRequest, *, post: Post | None = None) -> Desk:
    """The pictures that a form names, as far as they are the person's own and free, or belong to `post`."""
    wanted = dict.fromkeys(key for given in request.POST.getlist("media") if (key := id_from(given)))
    rows = queries.pictures_in_hand(request.person, list(wanted), post=post)
    is_required = bool(rows) and ALT_TEXT_REQUIRED.get()
    return Desk(fields=_numbered([_typed(request, field_of(row, is_required=is_required)) for row in rows]))


def work_on(desk: Desk, request: MemberRequest) -> None:
    """Do what a button of the pictures says, and bring the files that came with the form."""
    verb, _dash, key = request.POST.get("do", "").removeprefix("picture-").partition("-")
    if request.POST.get("do", "").startswith("picture-"):
        desk.is_asked_again = True
        desk.fields = _numbered(_moved(desk.fields, verb, id_from(key)))
    files = request.FILES.getlist("pictures")
    if files or request.POST.get("do") == "pictures":
        desk.is_asked_again = True
        _bring(desk, request, files)


def brought(request: MemberRequest, file: object) -> Media:
    """Keep one file of a form; refuses none at all."""
    return actions.add_picture(upload=file_of(file), by=request.person, now=timezone.now())


def file_of(sent: object) -> BinaryIO:
    """The file that came with a form; refuses a field that was left empty."""
    if not isinstance(sent, UploadedFile) or sent.file is None:
        raise Refusal(gettext("Choose a picture first."), code="no_file")
    return cast("BinaryIO", sent.file)


def field_of(row: Media, *, is_required: bool | None = None) -> Field:
    """A picture as the form shows it."""
    width, height = sizes.preview_of(row.width, row.height)
    focus = sizes.focus_of(row.focus_x, row.focus_y)
    return Field(
        id=row.pk,
        number=1,
        preview=addresses.preview_of(row.pk),
        width=width,
        height=height,
        description=row.description,
        focus=focus,
        kept_focus=focus,
        is_animated=row.is_animated,
        is_required=ALT_TEXT_REQUIRED.get() if is_required is None else is_required,
    )


def _typed(request: MemberRequest, one: Field) -> Field:
    focus = request.POST.get(f"focus-{one.id}", "")
    return replace(
        one,
        description=request.POST.get(f"alt-{one.id}", one.description),
        focus=focus if focus in FOCUSES else one.focus,
    )


def _numbered(fields: Iterable[Field]) -> list[Field]:
    return [replace(one, number=number) for number, one in enumerate(fields, start=1)]


def _moved(fields: list[Field], verb: str, key: int | None) -> list[Field]:
    """The fields with one of them a place higher or lower, or left out."""
    place = next((place for place, one in enumerate(fields) if one.id == key), None)
    if place is None:
        return fields
    rest = fields[:place] + fields[place + 1 :]
    if verb == "away":
        return rest
    goal = max(0, place + (1 if verb == "down" else -1))
    return [*rest[:goal], fields[place], *rest[goal:]]


def _bring(desk: Desk, request: MemberRequest, files: Sequence["UploadedFile[Any]"]) -> None:
    """Keep the files one by one; of each that is not taken, say why."""
    if not files:
        desk.errors.append(gettext("Choose a picture first."))
    for file in files:
        if not desk.has_room:
            desk.errors.append(gettext("A post carries at most %(most)s pictures.") % {"most": MOST})
            return
        try:
            picture = brought(request, file)
        except ValidationError as refusal:
            named = f"{file.name}: " if len(files) > 1 else ""
            desk.errors += [f"{named}{sentence}" for sentence in refusal.messages]
        else:
            desk.fields = _numbered([*desk.fields, field_of(picture)])
            desk.has_arrivals = True
