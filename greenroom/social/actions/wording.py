"""From what was typed to what is stored: cleaned, limited, rendered, with its tags and names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.refusals import Refusal
from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.social.models import Mention, Post, PostTag, Tag, TagWord

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST = 50_000  # characters of headline and note together (stream, section 3.2)
MOST_TAGS = 100
MOST_MENTIONS = 100
LONGEST_WARNING = 140
EXCERPT = 280  # graphemes of the note that a timeline shows
STORED = (
    "headline",
    "note",
    "headline_html",
    "note_html",
    "excerpt",
    "is_excerpt_cut",
    "reading_minutes",
    "language",
    "spoiler_text",
    "sensitive",
)
LANGUAGE = re.compile(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,4})?\Z")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Words ready to be stored; `named` are the identities mentioned, in the order of the text.

    `strange` are the handles that lead to nobody: unknown, suspended and circles' ones alike.
    """

    headline: str
    note: str
    headline_html: str
    note_html: str
    excerpt: str
    is_excerpt_cut: bool
    reading_minutes: int
    language: str
    spoiler_text: str
    sensitive: bool
    tags: list[str] = field(default_factory=list)
    named: list[Identity] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def put_on(self, post: Post) -> None:
        """Set the post's words; tags and mentions are rows of their own."""
        for name in STORED:
            setattr(post, name, getattr(self, name))


def worded(
    *, headline: str, note: str, language: str, spoiler_text: str, sensitive: bool, names_people: bool = True
) -> Wording:
    """Clean and check what was typed; without `names_people` a handle is a word: elsewhere it is somebody else.

    Refuses an empty or over-long headline, over 50,000 characters in all, more than 100 tags or mentions, and
    an over-long warning.
    """
    _require_length(len(headline) + len(note))
    words = text.split(text.clean(note), headline=text.clean(headline))
    _require_length(len(words.headline) + len(words.note))
    source = text.source(words.headline, words.note)
    spoken = text.spoken(words.headline, words.note)
    tags, handles = _limited(text.tags(spoken), text.mentions(spoken))
    known = people.identities_named(handles) if names_people else {}
    html = text.render(
        words.headline,
        words.note,
        mention_url=lambda handle: f"/@{handle}/" if handle in known else None,
        tag_url=lambda tag: f"/tags/{tag}/",
    )
    excerpt = text.excerpt(words.note, EXCERPT)
    return Wording(
        headline=words.headline,
        note=words.note,
        headline_html=html.headline_html,
        note_html=html.note_html,
        excerpt=excerpt,
        is_excerpt_cut=bool(words.note) and excerpt != text.plain(words.note),
        reading_minutes=text.reading_minutes(words.note),
        language=language if LANGUAGE.match(language) else text.guess_language(source)[:8],
        spoiler_text=_warning(spoiler_text),
        sensitive=sensitive or bool(spoiler_text.strip()),
        tags=tags,
        named=[known[handle] for handle in handles if handle in known],
        strange=[handle for handle in handles if handle not in known],
    )


def write_tags(post: Post, names: list[str], *, is_new: bool = False) -> None:
    """Make the post carry exactly these tags; a tag keeps the spelling that it was first written in."""
    by_fold = {text.fold(name): name for name in names}
    if not is_new:
        PostTag.objects.filter(post=post).exclude(tag__folded__in=by_fold).delete()
    if not by_fold:
        return
    has_words = Exists(TagWord.objects.filter(tag=OuterRef("pk")))
    known = list(Tag.objects.filter(folded__in=by_fold).annotate(has_words=has_words))
    tags: list[Tag] = [*known]
    wordless: list[Tag] = [tag for tag in known if not tag.has_words]  # followed before anybody used them
    if missing := by_fold.keys() - {tag.folded for tag in tags}:
        fresh = [Tag(folded=folded, name=by_fold[folded]) for folded in sorted(missing)]
        Tag.objects.bulk_create(fresh, ignore_conflicts=True)
        made = list(Tag.objects.filter(folded__in=missing))
        tags += made
        wordless += made
    if wordless:
        write_tag_words(wordless)
    PostTag.objects.bulk_create([PostTag(tag=tag, post=post) for tag in tags], ignore_conflicts=True)


def write_tag_words(tags: Iterable[Tag]) -> None:
    """Let tags be found by the beginning of each of their words: "#WorksCouncil" by "council" too."""
    words = {(tag.pk, word[:100]) for tag in tags for word in text.words(f"{tag.folded} {HUMP.sub(' ', tag.name)}")}
    TagWord.objects.bulk_create([TagWord(tag_id=key, word=word) for key, word in sorted(words)], ignore_conflicts=True)


def write_mentions(post: Post, identity_ids: Iterable[int], *, is_new: bool = False) -> list[int]:
    """Make the post mention exactly these identities; returns those who were not mentioned before."""
    wanted = set(identity_ids) - {post.author_id}
    if is_new and not wanted:
        return []
    rows = Mention.objects.filter(post=post)
    before = set(rows.values_list("identity", flat=True))
    rows.filter(identity__in=before - wanted).delete()
    new = sorted(wanted - before)
    Mention.objects.bulk_create([Mention(post=post, identity_id=key) for key in new], ignore_conflicts=True)
    return new


def _require_length(length: int) -> None:
    if length > LONGEST:
        raise Refusal(
            _("Headline and note have %(count)d characters together; at most %(limit)d fit."),
            code="too_long",
            params={"count": length, "limit": LONGEST},
        )


def _limited(tags: list[str], handles: list[str]) -> tuple[list[str], list[str]]:
    if len(tags) > MOST_TAGS:
        raise Refusal(
            _("A post carries at most %(limit)d tags; this one has %(count)d."),
            code="too_many_tags",
            params={"limit": MOST_TAGS, "count": len(tags)},
        )
    if len(handles) > MOST_MENTIONS:
        raise Refusal(
            _("A post mentions at most %(limit)d people; this one names %(count)d."),
            code="too_many_mentions",
            params={"limit": MOST_MENTIONS, "count": len(handles)},
        )
    return tags, handles


def _warning(spoiler_text: str) -> str:
    if len(spoiler_text) > LONGEST or len(warning := text.clean(spoiler_text)) > LONGEST_WARNING:
        raise Refusal(
            _("A warning has at most %(limit)d characters."), code="warning_too_long", params={"limit": LONGEST_WARNING}
        )
    return warning
