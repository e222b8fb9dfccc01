"""Taking a handle, and keeping what is derived from an identity's words."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people import queries
from greenroom.people.handles import is_reserved, is_retired
from greenroom.people.models import Identity, Membership, NameWord, Person

SUMMARY_LIMIT = 5_000  # graphemes of Markdown
NAME_LIMIT = 120
SAID = ["display_name", "summary", "summary_html", "byline", "approves_followers", "folded"]


@transaction.atomic
def add_identity(*, kind: Identity.Kind, handle: str, display_name: str, now: datetime, summary: str = "") -> Identity:
    """Take a handle for a person, an organisation or a circle.

    Refuses a handle that is malformed, reserved or taken, and an empty name.
    """
    handle = handle.strip().removeprefix("@").lower()
    require_free(handle)
    name = clean_name(display_name)
    identity = Identity(kind=kind, handle=handle, display_name=name, created_at=now)
    identity.summary, identity.summary_html = clean_summary(summary)
    identity.folded = folded(identity)
    identity.full_clean(validate_constraints=False)  # the look-up above says it better; the constraint decides races
    try:
        with transaction.atomic():
            identity.save(force_insert=True)
    except IntegrityError:
        raise taken() from None
    write_name_words([identity])
    return identity


def require_free(handle: str) -> None:
    """Refuse a handle that is reserved, or that somebody has or had: suspended and erased ones too."""
    if is_reserved(handle):
        raise Refusal(_("This handle is kept for Greenroom itself."), code="handle_reserved")
    if queries.identity_by_handle(handle, include_suspended=True) is not None or is_retired(handle):
        raise taken()


def taken() -> Refusal:
    """The sentence for a handle that somebody has."""
    return Refusal(_("This handle is taken."), code="handle_taken")


def clean_name(name: str) -> str:
    """A name on one line; refuses an empty or over-long one."""
    cleaned = " ".join(text.clean(name).split())
    if not cleaned:
        raise Refusal(_("A name is needed."), code="name_missing")
    if len(cleaned) > NAME_LIMIT:
        raise Refusal(
            _("The name has more than %(limit)d letters."), code="name_too_long", params={"limit": NAME_LIMIT}
        )
    return cleaned


def clean_summary(summary: str) -> tuple[str, str]:
    """The summary as written and as safe HTML; refuses more than 5,000 letters."""
    cleaned = text.clean(summary)
    if text.count(cleaned) > SUMMARY_LIMIT:
        raise Refusal(
            _("The summary has more than %(limit)d letters."), code="summary_too_long", params={"limit": SUMMARY_LIMIT}
        )
    if not cleaned:
        return "", ""
    known = queries.identities_named(text.mentions(text.spoken("", cleaned)))
    rendered = text.render(
        "",
        cleaned,
        mention_url=lambda handle: f"/@{handle}/" if handle in known else None,
        tag_url=lambda tag: f"/tags/{tag}/",
    )
    return cleaned, rendered.note_html


def save_words(identity: Identity) -> None:
    """Store what an identity says of itself, and nothing that others may have changed meanwhile."""
    identity.folded = folded(identity)
    identity.full_clean(validate_constraints=False)
    identity.save(update_fields=SAID)


def folded(identity: Identity) -> str:
    """What a look-up compares with: name and handle without case and accents."""
    return text.fold(f"{identity.display_name} {identity.handle}")[:200]


def write_name_words(identities: Sequence[Identity]) -> None:
    """Make these identities be found by the words of their names, handles and bylines; after they are stored."""
    words = {(one.pk, word[: queries.NAME_WORD], False) for one in identities for word in text.words(one.byline)}
    names = {(one.pk, word[: queries.NAME_WORD], True) for one in identities for word in text.words(one.folded)}
    words = names | {(key, word, False) for key, word, _ in words if (key, word, True) not in names}
    before = set(NameWord.objects.filter(identity__in=identities).values_list("identity", "word", "is_name"))
    for key, word, is_name in before - words:
        NameWord.objects.filter(identity=key, word=word, is_name=is_name).delete()
    rows = [NameWord(identity_id=key, word=word, is_name=is_name) for key, word, is_name in sorted(words - before)]
    NameWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def derived_byline(person: Person) -> str:
    """Title and organisation of the person's first running membership; empty without one."""
    rows = Membership.objects.filter(person=person, ended_at__isnull=True).select_related("organisation__identity")
    membership = rows.order_by(queries.BY_RANK, "joined_at", "id").first()
    if membership is None:
        return ""
    name = membership.organisation.identity.display_name
    return f"{membership.title}, {name}"[:120] if membership.title else name


class BylineKept:
    """While memberships change inside, a byline that was derived stays derived; one that was written stays."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def __enter__(self) -> None:
        self.was_derived = self.person.identity.byline in {"", derived_byline(self.person)}

    def __exit__(self, kind: type[BaseException] | None, *details: object) -> None:
        if kind is None and self.was_derived:
            identity = self.person.identity
            identity.byline = derived_byline(self.person)
            identity.save(update_fields=["byline"])
            write_name_words([identity])
