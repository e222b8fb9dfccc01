"""Fewer readers for a post that is out; never more."""

from collections import defaultdict, deque
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from greenroom.kit.facts import publish
from greenroom.kit.refusals import Refusal
from greenroom.people.models import Person
from greenroom.social import cards
from greenroom.social.actions.authority import require_may_post
from greenroom.social.actions.editing import own_post
from greenroom.social.events import PostNarrowed
from greenroom.social.models import Audience, Boost, Mention, Pin, Post
from greenroom.social.reach import belonging, is_narrower, lies_within, readers_among
from greenroom.social.visibility import OPEN_AUDIENCES

Share = Audience.Share
BATCH = 500
HEAVY = ("headline", "note", "headline_html", "note_html", "excerpt")  # words are not needed to count readers


@transaction.atomic
def narrow_post(*, post: Post, audience: Audience, by: Person, now: datetime) -> Post:
    """Give a post an audience that lies certainly within its present one (stream, section 4).

    Answers whose readers would reach beyond it follow, and boosts that its share rule no longer allows are
    gone. Refuses everybody but the author, and any audience that is not certainly narrower.
    """
    list(Post.objects.select_for_update(no_key=True).filter(pk=post.thread_id).values_list("pk"))
    post = own_post(post, by=by)
    audience = Audience.objects.get(pk=audience.pk)
    if not is_narrower(audience, post.audience):
        raise Refusal(_("A post can only get fewer readers, never other or more readers."), code="not_narrower")
    require_may_post(audience, author=post.author, by=by)
    thread = Narrowing(post.thread_id)
    root = thread.posts[post.pk]
    thread.give(root, audience, named=thread.readers(root, thread.named[root.pk]))
    followed = thread.let_answers_follow(root)
    thread.write()
    publish(PostNarrowed(at=now, post_id=post.pk, reply_ids=followed))
    return Post.objects.select_related("author", "audience").get(pk=post.pk)


class Narrowing:
    """A thread in hand: read once, changed in memory, written in a few statements however long it is."""

    def __init__(self, thread_id: int) -> None:
        rows = Post.objects.filter(thread_id=thread_id).select_related("audience").defer(*HEAVY).order_by("id")
        self.posts = {row.pk: row for row in rows}
        self.below: defaultdict[int | None, list[Post]] = defaultdict(list)
        for row in self.posts.values():
            self.below[row.reply_to_id].append(row)
        self.named: defaultdict[int, set[int]] = defaultdict(set)
        for key, identity in Mention.objects.filter(post__thread_id=thread_id).values_list("post", "identity"):
            self.named[key].add(identity)
        self.direct = Audience.objects.get(pk=Audience.DIRECT)
        self.changed: dict[int, Audience] = {}
        self.renamed: set[int] = set()

    def readers(self, post: Post, keys: set[int]) -> set[int]:
        """Which of these identities read the post: somebody merely named must not become a reader by narrowing."""
        if not keys or post.audience_id in OPEN_AUDIENCES:
            return keys
        if post.audience_id == Audience.DIRECT:
            return keys & (self.named[post.pk] | {post.author_id})
        return readers_among(post.audience, author_id=post.author_id, keys=keys, post=post)

    def give(self, post: Post, audience: Audience, *, named: set[int]) -> None:
        """Set the audience; for a direct one, its readers are exactly those in `named`."""
        if audience.pk == Audience.DIRECT:
            self.named[post.pk] = named - {post.author_id}
            self.renamed.add(post.pk)
        post.audience = audience
        self.changed[post.pk] = audience

    def let_answers_follow(self, root: Post) -> list[int]:
        """Narrow every answer below that would reach beyond its parent; returns their ids."""
        followed: list[int] = []
        parents = deque([root])
        while parents:
            parent = parents.popleft()
            for answer in self.below[parent.pk]:
                if self._follow(answer, parent):
                    followed.append(answer.pk)
                    parents.append(answer)
        return followed

    def _follow(self, answer: Post, parent: Post) -> bool:
        """Bring one answer within its parent; says whether it had to change."""
        if Audience.DIRECT in {answer.audience_id, parent.audience_id}:
            return self._keep_to_names(answer, parent)
        if lies_within(answer.audience_id, author_id=answer.author_id, parent=parent):
            return False
        shared = lies_within(parent.audience_id, author_id=answer.author_id, parent=parent)
        if shared and is_narrower(parent.audience, answer.audience):
            self.give(answer, parent.audience, named=set())
            return True
        return self._keep_to_names(answer, parent)

    def _keep_to_names(self, answer: Post, parent: Post) -> bool:
        """Make the answer direct, for those who read both it and its parent: the named, and whom the parent reached."""
        named = self.named[answer.pk]
        reached = self.named[parent.pk] if parent.audience_id == Audience.DIRECT else set()
        was_direct = answer.audience_id == Audience.DIRECT
        wanted = named if was_direct else named | reached | {parent.author_id}
        both = (self.readers(answer, wanted) & self.readers(parent, wanted)) - {answer.author_id}
        if was_direct and both == named:
            return False
        self.give(answer, self.direct, named=both)
        return True

    def write(self) -> None:
        """Store what has changed: audiences, names of direct posts, and the boosts that the share rules leave."""
        for audience in {audience.pk: audience for audience in self.changed.values()}.values():
            keys = [key for key, given in self.changed.items() if given.pk == audience.pk]
            for batch in batched(keys, BATCH, strict=False):
                Post.objects.filter(pk__in=batch).update(audience=audience)
                _drop_boosts(audience, batch)
                if audience.pk == Audience.DIRECT:
                    Pin.objects.filter(post__in=batch).delete()
                if audience.pk not in OPEN_AUDIENCES:
                    cards.drop_cards(batch)
        for batch in batched(sorted(self.renamed), BATCH, strict=False):
            Mention.objects.filter(post__in=batch).delete()
            rows = [Mention(post_id=key, identity_id=one) for key in batch for one in sorted(self.named[key])]
            Mention.objects.bulk_create(rows)


def _drop_boosts(audience: Audience, keys: tuple[int, ...]) -> None:
    """Take away the boosts of these posts that the share rule of their new audience does not allow."""
    boosts = Boost.objects.filter(post__in=keys)
    match audience.may_share:
        case Share.EVERYBODY:
            return
        case Share.INSIDE:
            inside = belonging(audience, author_id=0).values("pk")
            boosts = boosts.exclude(author__in=inside).exclude(author=F("post__author"))
        case Share.AUTHOR:
            boosts = boosts.exclude(author=F("post__author"))
    boosts.delete()
