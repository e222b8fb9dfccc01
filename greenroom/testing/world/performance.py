"""Plays the threads of the demo world in the order of their times: posts, replies, and what others do with them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from django.core.exceptions import ValidationError

from greenroom.kit import text
from greenroom.social import actions, queries
from greenroom.social.models import Audience, Post
from greenroom.testing.world import clock, script, studio
from greenroom.testing.world.stage import Stage

type Deed = tuple[datetime, Callable[[], object]]
EDITED_AFTER = timedelta(minutes=34)


def play(stage: Stage) -> None:
    """Everything that is said, first things first."""
    said: dict[int, Post] = {}
    deeds: list[Deed] = []
    for thread in script.threads():
        began = clock.moment(thread.began, anchor=stage.anchor)
        for line in thread.lines:
            deeds += deeds_of(stage, thread, line, began + line.after, said)
    for _moment, deed in sorted(deeds, key=lambda entry: entry[0]):
        deed()
    stage.posts = list(said.values())


def deeds_of(
    stage: Stage, thread: script.Thread, line: script.Line, now: datetime, said: dict[int, Post]
) -> Iterator[Deed]:
    """Saying a line, mending it, and what others do with it."""
    yield now, lambda: said.update({id(line): say(stage, thread, line, now, said)})
    if line.was:
        mended = now + EDITED_AFTER
        yield mended, lambda: mend(stage, line, said[id(line)], mended)
    chance = Random(f"{line.speaker} {line.words}")  # the same each time the world is built
    for verb, handles in ((actions.favourite, line.helped), (actions.boost, line.boosted), (actions.keep, line.kept)):
        for handle in handles:
            when = min(now + timedelta(minutes=chance.randint(4, 600)), stage.anchor - timedelta(seconds=20))
            yield when, reaction(stage, verb, handle, line, when, said)


def say(stage: Stage, thread: script.Thread, line: script.Line, now: datetime, said: dict[int, Post]) -> Post:
    """Publish one line."""
    writer, speaker = stage.people[line.writer], stage.identity(line.speaker)
    words = text.split(line.words)
    parent = said[id(line.answers)] if line.answers else None
    return actions.publish_post(
        author=speaker,
        audience=audience_of(stage, thread, line),
        headline=line.was or words.headline,
        note=words.note,
        language=line.language,
        spoiler_text=line.cover,
        reply_to=parent,
        media=studio.shown(line.shows, by=writer, now=now),
        by=writer,
        now=now,
    )


def audience_of(stage: Stage, thread: script.Thread, line: script.Line) -> Audience | None:
    """The thread's audience for its first line; replies inherit it, those to somebody's followers go to them alone."""
    if line.answers is None:
        key = (line.writer, line.speaker, thread.audience)
        if key not in stage.audiences:
            stage.audiences[key] = queries.audience_by_key(
                stage.people[line.writer], speaks_as=stage.identity(line.speaker), key=thread.audience
            )
        return stage.audiences[key]
    if thread.audience == "followers" and line.speaker != thread.lines[0].speaker:
        return Audience.objects.get(pk=Audience.DIRECT)
    return None


def mend(stage: Stage, line: script.Line, post: Post, now: datetime) -> None:
    """Edit the headline from what it was to what it is."""
    words = text.split(line.words)
    actions.edit_post(
        post=post,
        headline=words.headline,
        note=words.note,
        language=line.language,
        by=stage.people[line.writer],
        now=now,
    )


def reaction(
    stage: Stage,
    verb: Callable[..., object],
    handle: str,
    line: script.Line,
    now: datetime,
    said: dict[int, Post],
) -> Callable[[], object]:
    """One person's "this helped", boost or keep."""
    person = stage.people[handle]

    def react() -> None:
        try:
            verb(post=said[id(line)], identity=person.identity, by=person, now=now)
        except ValidationError as refusal:
            refusal.add_note(f"@{handle} on: {line.words[:60]}")
            raise

    return react
