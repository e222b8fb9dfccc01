"""Which audience a post gets, and who of those it names may be named there."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from greenroom.kit.refusals import Refusal
from greenroom.people import queries as people
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_may_post
from greenroom.social.models import Audience, Mention, Post
from greenroom.social.queries.choices import default_audience
from greenroom.social.reach import lies_within, readers_among
from greenroom.social.visibility import viewer_of


def parent_of(reply_to: Post | None, *, author: Identity, by: Person) -> Post | None:
    """The post to be answered, as it is now; refuses what the author cannot read, or may no longer speak below.

    The thread is held until the answer is out, so that nobody narrows it in between (on PostgreSQL; SQLite
    lets one writer in at a time).
    """
    if reply_to is None:
        return None
    thread = Post.objects.select_for_update(no_key=True).filter(pk=reply_to.thread_id)
    list(thread.values_list("pk"))
    rows = Post.objects.visible_to(viewer_of(author)).select_related("author", "audience")
    parent = rows.filter(pk=reply_to.pk).first()
    if parent is None:
        raise Refusal(_("The post that you answer is not here any more."), code="gone")
    if not parent.audience.may_reply and parent.author_id != author.pk:
        raise Refusal(_("Nobody can answer here."), code="no_replies")
    require_may_post(parent.audience, author=author, by=by, is_answer=True)  # own words outlast one's membership
    return parent


def aimed(audience: Audience | None, *, author: Identity, parent: Post | None, by: Person) -> Audience:
    """The audience that a new post gets: the chosen one, else the parent's, else the author's usual one.

    Refuses an audience where the author may not speak, and an answer whose readers are not certainly readers
    of the parent (stream, section 3.3); never takes a wider one instead.
    """
    if parent is not None and audience is None:
        audience = inherited(parent, author=author)
    if audience is None:
        audience = default_audience(by, speaks_as=author)
    audience = Audience.objects.get(pk=audience.pk)  # as it is now, not as it was when the form was shown
    if parent is not None and not lies_within(audience.pk, author_id=author.pk, parent=parent):
        raise Refusal(
            _("An answer reaches nobody beyond the readers of the post that it answers. Choose its audience."),
            code="wider_than_parent",
        )
    is_answer = parent is not None and parent.audience_id == audience.pk
    require_may_post(audience, author=author, by=by, is_answer=is_answer)
    return audience


def inherited(parent: Post, *, author: Identity) -> Audience:
    """The parent's audience; a direct one where another person's followers are meant."""
    if lies_within(parent.audience_id, author_id=author.pk, parent=parent):
        return parent.audience
    return Audience.objects.get(pk=Audience.DIRECT)


def reached_by_name(
    audience: Audience, *, author: Identity, parent: Post | None, named: Sequence[Identity], strange: Sequence[str] = ()
) -> set[int]:
    """The identities that the post mentions. Refuses people outside a closed audience, naming them.

    A direct post reaches those whom it names, and is refused with the names that reach nobody; a direct answer that
    names nobody reaches those whom its parent reached.
    """
    others = [identity for identity in named if identity.pk != author.pk]
    if audience.pk != Audience.DIRECT:
        addressed = [identity for identity in others if identity.kind == Identity.Kind.PERSON]
        _refuse_outsiders(addressed, readers_among(audience, author_id=author.pk, keys=_keys(addressed)))
        return _keys(others)
    asleep = people.unclaimed_among(_keys(others)) if others else set()
    _refuse_strange([*strange, *(identity.handle for identity in others if identity.pk in asleep)])
    if others and parent is not None:
        _refuse_outsiders(others, _readers_of(parent, _keys(others)))
    reached = _keys(others) or (_participants(parent) - {author.pk} if parent else set())
    if not reached:
        raise Refusal(_("Name at least one person with @, or choose another audience."), code="nobody_named")
    return reached


def _participants(parent: Post) -> set[int]:
    """Whom a direct post reached, or the author alone of any other."""
    named = Mention.objects.filter(post=parent).values_list("identity", flat=True)
    return {parent.author_id, *(named if parent.audience_id == Audience.DIRECT else ())}


def _readers_of(parent: Post, keys: set[int]) -> set[int]:
    return readers_among(parent.audience, author_id=parent.author_id, keys=keys, post=parent)


def _keys(identities: Iterable[Identity]) -> set[int]:
    return {identity.pk for identity in identities}


def _refuse_strange(handles: Sequence[str]) -> None:
    """One sentence for unknown, suspended, circles' names and people from files: it does not tell which they are."""
    if handles:
        raise Refusal(
            _("These names reach nobody: %(names)s. Correct them, or take them out."),
            code="reaches_nobody",
            params={"names": ", ".join(f"@{handle}" for handle in handles)},
        )


def _refuse_outsiders(named: Sequence[Identity], readers: set[int]) -> None:
    outside = [identity for identity in named if identity.pk not in readers]
    if outside:
        raise Refusal(
            _("Outside this audience: %(names)s. Take the names out, or choose another audience."),
            code="outside_audience",
            params={"names": ", ".join(f"@{identity.handle}" for identity in outside)},
        )
