"""The host, the coordinator, consultants and interims of the demo world."""

from greenroom.testing.world.shape import Job, Player

PEOPLE = [
    Player(
        handle="marit",
        name="Marit Vandelhoff",
        byline="Host of the network",
        about="I keep the door and the peace. Write to me about membership, rooms, or when something here goes wrong.",
        network="owner",
        career=(
            Job(employer="Harrowmere", title="Host of the network", since="2023-01"),
            Job(employer="Skerrow Ferries", title="Head of Communications", since="2009-05", until="2021-02"),
        ),
        likes="hester ida celeste constanze minh_anh ottilie rafe tomasz dagny",
    ),
    Player(
        handle="hester",
        name="Hester Quaye",
        byline="Mentoring coordinator",
        about="Forty-one pairs this autumn. I call everybody who waits.",
        network="administrator",
        career=(
            Job(employer="Harrowmere", title="Mentoring coordinator", since="2024-02"),
            Job(employer="Quillan Health", title="Head of Learning", since="2016-01", until="2024-01"),
        ),
        likes="marit celeste emre runa constanze ida magnus",
    ),
    Player(
        handle="constanze",
        name="Constanze Oberhauk",
        byline="Beratung, Kommunikation in Veränderungen",
        about="Selbstständig seit 2015. Kurzarbeit, Schließungen, Fusionen. Ich schreibe nichts, was die "
        "Geschäftsführung "
        "nicht selbst vorlesen würde.\n\n**Ich suche** Menschen, die eine Betriebsversammlung hinter sich haben "
        "und ehrlich darüber reden.",
        language="de",
        network="member",
        career=(
            Job(employer="selbstständig", title="Beratung", since="2015-01"),
            Job(employer="Orlan Glas", title="Leitung Kommunikation", since="2008-03", until="2014-12"),
        ),
        likes="ottilie imke bastian tomasz dagmar celeste yara klaus_peter jost henrike",
    ),
    Player(
        handle="bastian",
        name="Bastian Eulenroth",
        byline="Interim, Unternehmenskommunikation",
        about="Interim seit neun Jahren, zurzeit frei ab Januar. Ich komme, wenn eine Stelle leer und die Woche "
        "voll ist.",
        language="de",
        career=(
            Job(
                employer="Murmelbach Sensorik",
                title="Interim, Vorbereitung der Vorstellung",
                since="2026-05",
                until="2026-09",
            ),
            Job(employer="Halden Pumpen", title="Interim, Leitung Kommunikation", since="2018-06", until="2019-01"),
        ),
        likes="constanze ottilie yara magnus",
    ),
    Player(
        handle="magnus",
        name="Magnus Thirlwray",
        byline="Interim executive",
        about="I have announced eleven restructurings in seven companies. In three of them I said it was the last one.",
        home="heddle",
        title="Interim executive",
        career=(
            Job(employer="Heddle & Tarn", title="Interim executive", since="2017-03"),
            Job(employer="Carrowden Rail", title="Director of Communications", since="2009-01", until="2017-02"),
        ),
        likes="celeste rafe bram signe tomasz ida ciaran ines",
    ),
    Player(
        handle="ines",
        name="Ines Carvajeira",
        byline="Crisis consultant, Heddle & Tarn",
        about="First call at night, last bill in the file. I keep statements under ninety words.",
        home="heddle",
        role="owner",
        title="Partner",
        career=(Job(employer="Heddle & Tarn", title="Partner", since="2012-09"),),
        likes="rafe celeste dario dagny magnus",
    ),
    Player(
        handle="ciaran",
        name="Ciaran Dunmallow",
        byline="Investor relations, Heddle & Tarn",
        about="Where the stock exchange rule and the staff meeting want the same minute, I am the one with the "
        "stopwatch.",
        home="heddle",
        title="Consultant, investor relations",
        likes="rafe dario celeste",
        zone="Europe/Dublin",
    ),
    Player(
        handle="thandi",
        name="Thandi Mokoena-Vale",
        byline="Speechwriter",
        about="I write for mouths. Read it aloud or leave it.",
        likes="magnus celeste signe bram",
        zone="Africa/Johannesburg",
    ),
    Player(
        handle="ruben",
        name="Ruben Tannwick",
        byline="New here",
        about="Joined this week. I look after communications for a hospital kitchen of ninety people, mostly by "
        "walking through it.",
        likes="hester marit",
        since=3,
    ),
]
