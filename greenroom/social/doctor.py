"""What is wrong with the index of words and the key of pushes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from greenroom.kit import sealing
from greenroom.kit.doctor import check
from greenroom.social.models import Post, PushKey, PushMessage, SearchEntry, SearchRebuild
from greenroom.social.push.keys import PURPOSE

REBUILT = timedelta(days=1)


@check("search-partial", mend="greenroom search --rebuild")
def search_is_partial(now: datetime) -> Iterator[str]:
    """Posts that nobody finds."""
    under_way = SearchRebuild.objects.first()
    if under_way is not None:
        if under_way.began_at < now - REBUILT:
            yield "The index of words has been in the making for more than a day."
        return
    missing = Post.objects.living().count() - SearchEntry.objects.count()
    if missing > 0:
        yield f"{missing} posts are not in the index of words."


@check("push-sealed", mend="Put the former SECRET_KEY into SECRET_KEY_FALLBACKS.")
def push_key_is_sealed(now: datetime) -> Iterator[str]:  # noqa: ARG001 - the shape of a check
    """The key of pushes lies sealed under the secret of the time when it was made."""
    row = PushKey.objects.first()
    if row is None:
        return
    try:
        sealing.decrypt(sealing.keys_for(PURPOSE), bytes(row.sealed), bound_to=PURPOSE)
    except sealing.UnreadableError:
        yield "The key of pushes was sealed under another SECRET_KEY: no push goes out."


@check("push-unknown", mend="Nothing needs doing: they are not sent again, and are forgotten after a week.")
def pushes_are_unknown(now: datetime) -> Iterator[str]:
    """Many of them in one day say that the push service, or the way to it, is troubled."""
    day = PushMessage.objects.filter(created_at__gt=now - timedelta(days=1))
    unknown, known = day.filter(state="unknown").count(), day.filter(state="sent").count()
    if unknown > max(10, known):
        yield f"Of {unknown} pushes of the last day nobody can tell whether they arrived; {known} did."
