"""Who follows which house, who is kept at a distance, and what is not said yet."""

from dataclasses import dataclass

HOUSE_FOLLOWERS = {
    "skerrow": "celeste rafe dagny tomasz emre marit gideon klaus_peter lucia ana hester signe",
    "baltisk": "ida celeste marek nadege noor per rafe",
    "brindlemill": "noor ida dario gideon ines marit",
    "verrane": "minh_anh gwendal lucia theo celeste dagny",
    "quillan": "ida rafe hester yusuf farah dario tomasz",
    "murmelbach": "ottilie bastian constanze jost theo",
    "halden": "leonie constanze bastian mirela",
    "morvane": "nadege celeste odile solenn",
}

LATELY = {  # who has begun to follow whom in the last weeks
    "dario": "ida lucia",
    "gideon": "bram",
    "jost": "leander",
    "emre": "ida",
    "klaus_peter": "constanze",
    "nadege": "celeste dagny",
    "solenn": "piet",
    "thandi": "celeste bram",
    "yusuf": "imke",
    "ana": "emre",
}

FEATURED = {  # tags on their pages
    "ida": "ferries takeover rehearsal",
    "celeste": "closure works_council",
    "rafe": "recall",
    "ottilie": "betriebsversammlung kurzarbeit",
    "constanze": "kurzarbeit veränderung",
    "nadege": "eau crues",
    "magnus": "promises interim",
}
WAITING = {"signe": "ruben ciaran"}  # asked to follow, no answer yet
MUTES = {"ida": "klaus_peter", "marit": "gideon"}
BLOCKS = {"runa": "ciaran", "farah": "gideon"}

INVITED = (  # by the host, still open
    ("lotte.hagenwerth@harrowmere.example", ""),
    ("samir.otterbein@harrowmere.example", ""),
)


@dataclass(frozen=True, kw_only=True)
class Unsaid:
    """A draft: whose, to whom, and how far it has got."""

    writer: str
    audience: str
    words: str
    speaker: str = ""
    note: str = ""
    language: str = "en"


DRAFTS = [
    Unsaid(
        writer="ida",
        audience="network",
        words="What two backups do all day while somebody else holds the account, hour by hour, including the hour in "
        "which we both went to lunch and nobody had the veto, which I had not meant to admit in the first sentence",
        note="07:00 Noor sits down with the phone book of the ships.\n\n07:20 First question. It is about a cello.\n\n"
        "(Ask Noor whether the cello may stay in.)",
    ),
    Unsaid(
        writer="ida",
        audience="circle:board",
        words="Before Thursday: who phones the families of the Skarv's crew, and from which room?",
    ),
    Unsaid(
        writer="bram",
        speaker="skerrow",
        audience="public",
        words="Three answers I owe from this morning: the heating on the Skarv, the horn, the man with the pram.",
        note="The heating: Birk says Thursday. Check before writing Thursday.",
    ),
    Unsaid(
        writer="ottilie",
        audience="network",
        language="de",
        words="Vier offene Fragen aus der Versammlung, drei Antworten, eine Entschuldigung",
        note="1. Der Bus: fährt ab Januar um 5:20 Uhr.\n2. Die Umkleide: ",
    ),
    Unsaid(
        writer="minh_anh",
        audience="circle:lanterne",
        language="fr",
        words="La phrase que je regrette, avec son contexte cette fois",
    ),
]
