"""Boosts from archives: of what is here, and of what stays elsewhere; dated as they were, told to nobody."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenroom.kit import text
from greenroom.kit.ids import id_at
from greenroom.kit.refusals import Refusal
from greenroom.kit.text.sanitising import is_full_address
from greenroom.people.models import Identity, Person
from greenroom.social.actions.authority import require_acts_as
from greenroom.social.actions.importing import require_may_import
from greenroom.social.models import Audience, Boost, OutsideBoost, Post, boost_id_at, save_with_fresh_id
from greenroom.social.visibility import viewer_of

LONGEST_ADDRESS = 2_000


@transaction.atomic
def import_boost(*, post: Post, author: Identity, passed_on_at: datetime, by: Person | None, now: datetime) -> Boost:
    """A boost of the past of a post that is here; nobody is told. Doing it twice is doing it once.

    Refuses what `author` may not read or pass on now, a date in the future, and importing for somebody else as a
    member.
    """
    if existing := Boost.objects.filter(author=author, post=post).first():
        return existing
    require_may_import(author, None, by)
    require_past(passed_on_at, now)
    viewer = viewer_of(author)
    found = Post.objects.visible_to(viewer).select_related("audience").filter(pk=post.pk).first()
    if found is None or not viewer.may_share(found):
        raise Refusal(_("This post stays with its audience; it cannot be passed on."), code="not_shareable")
    row = Boost(author=author, boosted_by=by, post=found, created_at=passed_on_at)
    row.full_clean(exclude=["id", "author", "boosted_by", "post"])
    try:
        save_with_fresh_id(row, draw=boost_id_at, moment=passed_on_at)
    except IntegrityError:
        if twin := Boost.objects.filter(author=author, post=post).first():
            return twin
        raise
    return row


@transaction.atomic
def import_outside_boost(
    *,
    author: Identity,
    audience: Audience,
    address: str,
    whose: str = "",
    passed_on_at: datetime,
    source_key: str,
    by: Person | None,
    now: datetime,
) -> OutsideBoost:
    """A boost of the past whose post is not here: its link. The same key finds the same link.

    Refuses what is no full http address, a date in the future, and importing for somebody else as a member.
    """
    if existing := OutsideBoost.objects.filter(source_key=source_key).first():
        return existing
    require_may_import(author, audience, by)
    require_past(passed_on_at, now)
    if (
        not address.startswith(("https://", "http://"))
        or not is_full_address(address)
        or len(address) > LONGEST_ADDRESS
    ):
        raise Refusal(_("“%(address)s” is no address of a page."), code="address", params={"address": address[:100]})
    row = OutsideBoost(author=author, audience=audience, address=address, passed_on_at=passed_on_at)
    row.whose, row.source_key = " ".join(text.clean(whose).split())[:200], source_key
    row.full_clean(exclude=["id", "author", "audience", "source_key"])
    try:
        save_with_fresh_id(row, draw=id_at, moment=passed_on_at)
    except IntegrityError:
        if twin := OutsideBoost.objects.filter(source_key=source_key).first():
            return twin
        raise
    return row


@transaction.atomic
def take_link_away(*, link: OutsideBoost, by: Person, now: datetime) -> None:
    """Take a link off one's profile; the same archive does not bring it again. Refuses everybody but its owner."""
    require_acts_as(link.author, by)
    OutsideBoost.objects.filter(pk=link.pk, deleted_at=None).update(deleted_at=now, address="", whose="")


def require_past(moment: datetime, now: datetime) -> None:
    """Refuse what has not happened yet."""
    if moment > now:
        raise Refusal(_("The date lies in the future."), code="future")
