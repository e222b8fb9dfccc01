"""What the demo world asks with choices, what stands first on profiles, whose bell is on, and what comes out later."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from greenroom.kit import text
from greenroom.social import actions, queries
from greenroom.social.models import Post
from greenroom.social.polls import PollSpec
from greenroom.testing.world import clock
from greenroom.testing.world.script import typeset
from greenroom.testing.world.stage import Stage

DAY = 86_400


@dataclass(frozen=True, kw_only=True)
class Question:
    """A post with choices; `votes` names for each choice who took it."""

    speaker: str
    writer: str = ""
    audience: str
    language: str
    began: str
    words: str
    choices: dict[str, str]
    is_multiple: bool = False
    days: int = 1


QUESTIONS = [
    Question(
        speaker="skerrow",
        writer="noor",
        audience="public",
        language="en",
        began="-3h10m",
        words="When your ferry is cancelled: what do you need to know first?\n\nThe boards on the quay have room for "
        "one line. Until tomorrow noon you decide which one stands at the top.",
        choices={
            "When the next one sails": "celeste rafe dagny tomasz emre gideon lucia ana runa leonie hester",
            "How I get my money back": "klaus_peter magnus",
            "Whom I can call": "marit thandi piet",
            "Why": "signe ciaran bastian",
        },
    ),
    Question(
        speaker="ottilie",
        audience="network",
        language="de",
        began="d1 09:15",
        words="Die nächste Betriebsversammlung: Wer soll vorn stehen, wenn niemand mehr eine Rede hält?",
        choices={
            "Niemand, nur die Fragen an der Wand": "imke mirela constanze gwendal ida yara",
            "Die Geschäftsführung, vier Minuten": "jost veit bastian",
            "Jemand aus der Schicht, ausgelost": "henrike leonie tomasz minh_anh dagmar nadege solenn",
        },
        days=3,
    ),
    Question(
        speaker="minh_anh",
        audience="circle:lanterne",
        language="fr",
        began="-24h20m",
        words="Quelle phrase bannir d'abord de nos communiqués ? Plusieurs réponses possibles, une seule excuse.",
        choices={
            "« Nous restons à votre écoute »": "gwendal nadege odile",
            "« Dans un contexte difficile »": "nadege celeste",
            "« En toute transparence »": "gwendal lucia odile celeste",
            "« Nous avons entendu vos inquiétudes »": "lucia",
        },
        is_multiple=True,
    ),
    Question(
        speaker="ida",
        audience="circle:comms_team",
        language="en",
        began="-24h35m",
        words="The bowl for the Christmas rota: when do we draw?",
        choices={"Friday at noon, as planned": "leonie runa sunniva", "Monday, when Noor is back": "noor klaus_peter"},
    ),
]

PINS = {  # the beginning of what stands first
    "ida": ("An executive held our account for a day", "The word I have banned this month"),
    "skerrow": ("The wishes for the winter timetable",),
    "celeste": ("We told 2,100 people about a site closure",),
    "ottilie": ("Wie versprochen: unsere erste Betriebsversammlung",),
    "minh_anh": ("Trois semaines de grève",),
}
BELLS = {"ida": "celeste", "runa": "ida", "gwendal": "minh_anh"}


@dataclass(frozen=True, kw_only=True)
class Later:
    """A post that is to come out in the morning of a working day to come."""

    writer: str
    speaker: str = ""
    audience: str
    language: str
    words: str
    days: int
    at: time


LATER = [
    Later(
        writer="ida",
        speaker="skerrow",
        audience="public",
        language="en",
        words="The winter timetable is out: what has changed, line by line, and the two lines that we got wrong last "
        "year.\n\nThe crossing at 06:10 sails at 06:20, so that the bus from the station is certain to reach it.",
        days=4,
        at=time(7, 30),
    ),
    Later(
        writer="ida",
        audience="circle:comms_team",
        language="en",
        words="The bowl stands on my desk. Whoever draws first also decides who brings the biscuits.",
        days=6,
        at=time(9, 0),
    ),
    Later(
        writer="ottilie",
        audience="network",
        language="de",
        words="Wer künftig vorn steht: Ihre Antworten, und was wir daraus machen.",
        days=5,
        at=time(8, 45),
    ),
]


def ask(stage: Stage) -> None:
    """Polls with the votes that they have so far."""
    for question in QUESTIONS:
        began = clock.moment(question.began, anchor=stage.anchor)
        words = text.split(typeset(question.words, question.language))
        writer = stage.people[question.writer or question.speaker]
        speaks_as = stage.identity(question.speaker)
        choices = tuple(typeset(choice, question.language) for choice in question.choices)
        post = actions.publish_post(
            author=speaks_as,
            audience=queries.audience_by_key(writer, speaks_as=speaks_as, key=question.audience),
            headline=words.headline,
            note=words.note,
            language=question.language,
            poll=PollSpec(options=choices, is_multiple=question.is_multiple, seconds=question.days * DAY),
            by=writer,
            now=began,
        )
        vote(stage, question, post, began)


def vote(stage: Stage, question: Question, post: Post, began: datetime) -> None:
    """Everybody who takes part, some time before the end."""
    chosen: dict[str, list[int]] = {}
    for place, handles in enumerate(question.choices.values()):
        for handle in handles.split():
            chosen.setdefault(handle, []).append(place)
    minutes = min((stage.anchor - began) // timedelta(minutes=1), question.days * 24 * 60) - 2
    for handle, places in chosen.items():
        person = stage.people[handle]
        now = began + timedelta(minutes=Random(f"{handle} {question.words}").randint(1, minutes))
        actions.vote(post=post, choices=places, identity=person.identity, by=person, now=now)


def put_first(stage: Stage) -> None:
    """Pins, by whoever speaks there."""
    for handle, beginnings in PINS.items():
        author = stage.identity(handle)
        for step, beginning in enumerate(beginnings):
            post = Post.objects.living().get(author=author, headline__startswith=beginning)
            by = stage.people.get(handle) or stage.people["ida"]
            actions.pin(post=post, by=by, now=stage.anchor - timedelta(days=2, minutes=step))


def listen(stage: Stage) -> None:
    """Who wants to hear of each post, before anything is said."""
    for who, whom in BELLS.items():
        person = stage.people[who]
        actions.ring(identity=person.identity, target=stage.identity(whom), by=person, now=stage.anchor)


def schedule(stage: Stage) -> None:
    """What comes out on days to come: never at once, however long after the anchor the world is built."""
    for later in LATER:
        writer = stage.people[later.writer]
        speaks_as = stage.identity(later.speaker or later.writer)
        words = text.split(typeset(later.words, later.language))
        actions.schedule_post(
            due_at=morning(stage.anchor, later.days, later.at),
            author=speaks_as,
            audience=queries.audience_by_key(writer, speaks_as=speaks_as, key=later.audience),
            headline=words.headline,
            note=words.note,
            language=later.language,
            by=writer,
            now=stage.anchor - timedelta(hours=2),
        )


def morning(anchor: datetime, days: int, at: time) -> datetime:
    """That time on the first working day from so many days on."""
    day = anchor.date() + timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, at, clock.ZONE)
