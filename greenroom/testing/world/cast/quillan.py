"""The people of Quillan Health."""

from greenroom.testing.world.shape import Job, Player

PEOPLE = [
    Player(
        handle="celeste",
        name="Celeste Vianay",
        byline="Director of Communications, Quillan Health",
        about="Nineteen years of telling people things they did not want to hear, in an order that let them "
        "hear it.\n\n"
        "**Ask me about** site closures, works councils, the first hour of an incident.\n\n"
        "**I am looking for** somebody who has moved an intranet without losing the archive.",
        home="quillan",
        role="owner",
        title="Director of Communications",
        unit="Head office",
        career=(
            Job(employer="Quillan Health", title="Director of Communications", since="2021-01"),
            Job(employer="Baltisk Kraft", title="Head of Internal Communications", since="2014-03", until="2020-12"),
            Job(employer="City of Verrane", title="Press officer", since="2007-09", until="2014-02"),
        ),
        likes="ida rafe hester tomasz gwendal minh_anh dagny emre magnus imke nadege",
    ),
    Player(
        handle="dario",
        name="Dario Pellecchin",
        byline="Press officer, Quillan Health",
        about="I pick up the phone. What I cannot say, I say that I cannot say.",
        home="quillan",
        title="Press officer",
        unit="Head office",
        career=(
            Job(employer="Quillan Health", title="Press officer", since="2022-02"),
            Job(employer="Regional newspaper", title="Health reporter", since="2013-05", until="2022-01"),
        ),
        likes="dagny ida lucia ciaran ines",
    ),
    Player(
        handle="signe",
        name="Signe Aldermark",
        byline="Chief Executive, Quillan Health",
        about="Pharmacist, then manager. I was bad at town halls for six years and have the recordings.",
        home="quillan",
        role="administrator",
        title="Chief Executive",
        unit="Head office",
        career=(
            Job(employer="Quillan Health", title="Chief Executive", since="2020-06"),
            Job(employer="Quillan Health", title="Director of Quality", since="2012-01", until="2020-05"),
        ),
        likes="bram gideon magnus",
        approves=True,
    ),
    Player(
        handle="yusuf",
        name="Yusuf Tarrant",
        byline="Site manager until September, Quillan Health",
        about="I closed the Marrowby plant after running it for eleven years. I answer questions about both.",
        home="quillan",
        title="Transition manager, Marrowby",
        unit="Marrowby",
        career=(
            Job(employer="Quillan Health", title="Transition manager, Marrowby", since="2026-10"),
            Job(employer="Quillan Health", title="Site manager, Marrowby", since="2015-04", until="2026-09"),
        ),
        likes="celeste imke",
    ),
    Player(
        handle="ana_sofia",
        name="Ana-Sofia Relvedo",
        byline="Internal Communications, Quillan Health",
        about="I count what gets read in the loading bay.",
        home="quillan",
        role="administrator",
        title="Internal Communications Manager",
        unit="Head office",
        career=(
            Job(employer="Quillan Health", title="Internal Communications Manager", since="2023-01"),
            Job(employer="Orlan Glas", title="Editor, staff magazine", since="2017-08", until="2022-12"),
        ),
        likes="leonie tomasz henrike gwendal",
    ),
    Player(
        handle="farah",
        name="Farah Lindqvane",
        byline="Field service, Quillan Health",
        about="I repair pumps in 14 hospitals and sit on the staff committee.",
        home="quillan",
        title="Service technician, staff committee",
        unit="Field service",
        network="",
    ),
]
