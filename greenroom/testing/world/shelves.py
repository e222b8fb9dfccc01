"""What people of the demo world keep for themselves: lists, notes, words they fold away; and a report to the hosts."""

from dataclasses import dataclass
from datetime import timedelta

from greenroom.social import actions
from greenroom.social.actions import FilterSpec, Looked
from greenroom.social.models import Filter, Post
from greenroom.testing.world import clock
from greenroom.testing.world.script import typeset
from greenroom.testing.world.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A list of somebody's, with those who stand on it."""

    owner: str
    name: str
    people: str


SHELVES = [
    Shelf(owner="ida", name="Elsewhere, same storms", people="celeste ottilie rafe gwendal dagny tomasz"),
    Shelf(owner="ida", name="On board", people="josefin oskar tove birk"),
    Shelf(owner="celeste", name="Closures and strikes", people="minh_anh tomasz ida hester"),
    Shelf(owner="ottilie", name="Aus dem Werk", people="henrike mirela dagmar halden"),
    Shelf(owner="minh_anh", name="Crues et grèves", people="nadege lucia verrane"),
]

NOTES = {
    ("ida", "celeste"): ("en", "Wrote the order of the 2,100. Ask her before we touch the ticket offices."),
    ("ottilie", "constanze"): ("de", "Hat die Sprecherin für die zweite Schicht empfohlen. Im Januar anrufen."),
    ("minh_anh", "nadege"): ("fr", "A dit oui pour relire nos messages de nuit. Pas avant 9 h."),
}


@dataclass(frozen=True, kw_only=True)
class Folded:
    """Words that somebody does not want to stumble over."""

    owner: str
    title: str
    words: tuple[str, ...]
    action: str = Filter.Action.WARN
    days: int | None = None


FOLDED = [
    Folded(owner="ida", title="Enough crispbread", words=("crispbread",), days=7),
    Folded(owner="ottilie", title="Nach Feierabend", words=("Umstrukturierung", "Freistellung")),
    Folded(owner="gwendal", title="Jargon", words=("disruptif", "en mode projet"), action=Filter.Action.HIDE),
]

REPORTER, REPORTED, BEGINNING = "ottilie", "bastian", "Ab Januar bin ich frei."
COMPLAINT = (
    "Freundlich geschrieben, aber es ist Werbung für die eigenen Tage, und es steht im Netzwerk. Bei uns gehört das "
    "in den Werdegang. Ich habe es ihm selbst noch nicht gesagt."
)


def fill(stage: Stage) -> None:
    """Lists, notes and filters, over the last weeks."""
    for step, shelf in enumerate(SHELVES):
        owner, now = stage.people[shelf.owner], clock.back(stage.anchor, 20 - step)
        row = actions.create_list(owner=owner.identity, name=shelf.name, by=owner, now=now)
        for handle in shelf.people.split():
            actions.add_to_list(people_list=row, member=stage.identity(handle), by=owner, now=now)
    for (who, whom), (language, note) in NOTES.items():
        person, about, words = stage.people[who], stage.identity(whom), typeset(note, language)
        now = clock.back(stage.anchor, 9)
        actions.note_about(identity=person.identity, about=about, words=words, by=person, now=now)
    for folded in FOLDED:
        owner = stage.people[folded.owner]
        spec = FilterSpec(
            title=folded.title,
            words=[Looked(text=word) for word in folded.words],
            contexts=[Filter.Context.HOME, Filter.Context.PUBLIC],
            action=folded.action,
            lasts=None if folded.days is None else timedelta(days=folded.days),
        )
        actions.make_filter(owner=owner.identity, spec=spec, by=owner, now=stage.anchor - timedelta(hours=20))


def complain(stage: Stage) -> None:
    """One report waits for the hosts."""
    reporter, about = stage.people[REPORTER], stage.identity(REPORTED)
    post = Post.objects.living().get(author=about, headline__startswith=BEGINNING)
    actions.report(
        reporter=reporter.identity,
        about=about,
        posts=[post],
        category="violation",
        comment=typeset(COMPLAINT, "de"),
        by=reporter,
        now=stage.anchor - timedelta(hours=3),
    )
