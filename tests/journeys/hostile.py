"""Words that would be a script if anything let them, and a network in which somebody wrote them everywhere."""

import json
from datetime import timedelta

# Each sets `ran` on its window when a browser takes it for more than words.
PAYLOADS = [
    "<script>ran=1</script>",
    "<ScRiPt>ran=1</sCrIpT >",
    "<scr<script>ipt>ran=1</scr</script>ipt>",
    "<img src=x onerror=ran=1>",
    "<img src=x:x onerror=ran=1//",
    "<image src=x onerror=ran=1>",
    "<svg onload=ran=1>",
    "<svg/onload=ran=1//<svg>",
    "<svg><script>ran=1</script></svg>",
    "<svg><animate onbegin=ran=1 attributeName=x dur=1s>",
    "<math><mtext><img src=x onerror=ran=1>",
    "<body onload=ran=1>",
    "<details open ontoggle=ran=1>x",
    "<input autofocus onfocus=ran=1>",
    "<video src=x onerror=ran=1></video>",
    "<video><source onerror=ran=1 src=x>",
    "<audio src=x onerror=ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<iframe src=javascript:parent.ran=1></iframe>",
    "<object data='javascript:parent.ran=1'></object>",
    "<embed src=javascript:parent.ran=1>",
    "<style>@keyframes x{}</style><b style=animation:x onanimationstart=ran=1>",
    "<base href='javascript:/ran=1/'>",
    "<meta http-equiv=refresh content='0;url=javascript:ran=1'>",
    "<a href=javascript:ran=1 autofocus onfocus=ran=1>x</a>",
    "<form action=javascript:ran=1><button autofocus onfocus=ran=1>x",
    "<!--><img src=x onerror=ran=1>-->",
    "<![CDATA[><img src=x onerror=ran=1>]]>",
    "<noscript><p title='</noscript><img src=x onerror=ran=1>'>",
    '"><img src=x onerror=ran=1>',
    "'><img src=x onerror=ran=1>",
    '" autofocus onfocus="ran=1',
    "' autofocus onfocus='ran=1",
    "--></style></title></textarea></script><img src=x onerror=ran=1>",
    "</textarea></title><svg onload=ran=1>",
    "</script><script>ran=1</script>",
    "\\x3cimg src=x onerror=ran=1\\x3e",
    "&lt;img src=x onerror=ran=1&gt;",
    "&#60;img src=x onerror=ran=1&#62;",
    "%3Cimg src=x onerror=ran=1%3E",
    "${ran=1}",
    "{{constructor.constructor('ran=1')()}}",
    "{% templatetag openblock %} debug",
    "[x](javascript:ran=1)",
    "[x](JaVa\tScRiPt:ran=1)",
    "[x](data:text/html,<script>parent.ran=1</script>)",
    '![x](x" onerror="ran=1)',
    '[x](https://a.example/"onmouseover="ran=1)',
    "<javascript:ran=1>",
    "`<img src=x onerror=ran=1>`",
    "```\n</code></pre><img src=x onerror=ran=1>\n```",
    "https://a.example/<img/src=x/onerror=ran=1>",
    "@<img src=x onerror=ran=1>",
    "#<img src=x onerror=ran=1>",
    "\u2028<img src=x onerror=ran=1>",
    "\u202e<img src=x onerror=ran=1>",
    "<img\u0000src=x onerror=ran=1>",
]
NAMES = [words for words in PAYLOADS if "\n" not in words and len(words) < 100]
ALL = "\n\n".join(PAYLOADS)
WORST = """"'></title></textarea><img src=x onerror=ran=1><svg onload=ran=1>"""
PICTURED = "https://news.example/story"


class Scene:
    """Grows the network by the verbs that everybody uses, a second after another."""

    def __init__(self):
        from django.utils import timezone

        self.at = timezone.now() - timedelta(hours=2)

    @property
    def now(self):
        self.at += timedelta(seconds=1)
        return self.at

    def person(self, handle, name, role="member"):
        from greenroom.people import actions as people

        email = f"{handle}@cast.example"
        made = people.add_person(handle=handle, display_name=name, email=email, claimed=True, now=self.now)
        people.join_network(person=made, role=role, by=None, now=self.now)
        return made

    def says(self, who, headline, *, audience=None, **said):
        from greenroom.social import actions as social
        from greenroom.social.models import Audience

        to = audience or Audience.objects.get(pk=Audience.PUBLIC)
        return social.publish_post(
            author=who.identity, audience=to, headline=headline[:140], by=who, now=self.now, **said
        )


def build():
    """Everybody calls themselves something hostile and says it; addresses to look at, and Ida's session."""
    from greenroom.kit import worker
    from greenroom.kit.http import outside
    from greenroom.testing.network import Network

    scene, network = Scene(), Network()
    network.page(PICTURED, f"<title>{escaped(WORST)}</title><meta name=description content='{escaped(ALL[:1500])}'>")
    outside.HERE = network.outside()
    ida = scene.person("ida", WORST, "owner")
    roles = {1: "administrator"}  # another host, who reads what Ida reports
    crowd = [scene.person(f"x{number}", name, roles.get(number, "member")) for number, name in enumerate(NAMES)]
    places = [*of_people(scene, ida, crowd), *of_posts(scene, ida, crowd), *of_houses(scene, ida, crowd)]
    places += of_shelves(scene, ida, crowd)
    worker.work_off(scene.now)
    assert any(asked.url == PICTURED for asked in network.asked), "no card was made"
    return {"places": places, "cookie": session_of(ida)}


def escaped(words):
    from html import escape

    return escape(words, quote=True)


def of_people(scene, ida, crowd):
    """What people say of themselves, and do to one another."""
    from datetime import date

    from greenroom.people import actions as people
    from greenroom.social import actions as social

    for number, person in enumerate([ida, *crowd]):
        words = {"byline": NAMES[number % len(NAMES)], "summary": ALL[:4_000]}
        people.update_profile(person=person, by=person, now=scene.now, **words)
    for person in crowd:
        social.follow(identity=person.identity, target=ida.identity, by=person, now=scene.now)
        social.follow(identity=ida.identity, target=person.identity, by=ida, now=scene.now)
    held = {"employer": WORST, "title": WORST, "started_date": date(2020, 1, 1)}
    for person in (ida, crowd[0]):
        people.add_career_entry(person=person, **held, by=person, now=scene.now)
    social.note_about(identity=ida.identity, about=crowd[0].identity, words=ALL[:1_900], by=ida, now=scene.now)
    for person in crowd[:2]:
        social.report(
            reporter=person.identity, about=crowd[3].identity, category="spam", comment=ALL[:1_900], by=person,
            now=scene.now,
        )  # fmt: skip
    mine = social.report(
        reporter=ida.identity, about=crowd[4].identity, category="spam", comment=ALL[:1_900], by=ida, now=scene.now
    )
    social.close_report(report=mine, acted=True, outcome=WORST, by=crowd[1], now=scene.now)
    people.suspend_person(person=crowd[-1], reason=WORST, by=ida, now=scene.now)
    open_case = f"/host/reports/{first_open_report()}/"
    return [
        "/@x0/", "/@x0/?replies=1", "/@ida/", "/@ida/followers/", "/@ida/following/", "/@x0/note/", "/@x0/block/",
        "/@x0/mute/", "/@x0/report/", "/settings/", "/settings/career/", "/settings/people/", "/people/suggested/",
        "/host/people/", "/host/people/x0/", "/host/people/x0/suspend/", "/host/reports/", open_case, "/reports/",
    ]  # fmt: skip


def first_open_report():
    from greenroom.social.models import Report

    return Report.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True)[0]


def of_posts(scene, ida, crowd):
    """Each payload as headline, note, cover and choice, of posts of which one is a thread."""
    from greenroom.kit.tests.drawing import drawn, file_of
    from greenroom.social import actions as social
    from greenroom.social.polls import PollSpec

    for number, person in enumerate(crowd[:-1]):
        words = PAYLOADS[number % len(PAYLOADS)]
        poll = PollSpec(options=(words[:100], WORST)) if number % 5 == 0 else None
        cover = words[:140] if number % 7 == 0 else ""
        scene.says(person, words, note=f"{words}\n\n@ida #tag", spoiler_text=cover, poll=poll)
    picture = social.add_picture(upload=file_of(drawn()), description=ALL[:1_400], by=ida, now=scene.now)
    whole = scene.says(ida, WORST, note=ALL, media=[social.Attachment(id=picture.pk)])
    social.edit_post(post=whole, headline=WORST, note=f"{ALL}\n\nEdited.", by=ida, now=scene.now)
    linked = scene.says(ida, f"See {PICTURED}")
    for person in crowd[:3]:
        scene.says(person, WORST, note=ALL[:3_000], reply_to=whole)
        social.boost(post=whole, identity=person.identity, by=person, now=scene.now)
        social.favourite(post=whole, identity=person.identity, by=person, now=scene.now)
        social.keep(post=linked, identity=ida.identity, by=ida, now=scene.now)
    draft = social.save_draft(
        speaks_as=ida.identity, headline=WORST, note=ALL, spoiler_text=WORST, poll=PollSpec(options=(WORST, "b")),
        by=ida, now=scene.now,
    )  # fmt: skip
    here = f"/@ida/{whole.pk}/"
    return [
        "/", "/local/", "/network/", "/tags/tag/", "/notices/", "/direct/", "/kept/", here, f"{here}history/",
        f"{here}edit/", f"{here}narrow/", f"{here}delete/", f"{here}reply/", f"{here}boosters/", f"{here}helped-by/",
        f"{here}pictures/1/", f"/@ida/{linked.pk}/", "/drafts/", f"/drafts/{draft.pk}/", "/compose",
    ]  # fmt: skip


def of_houses(scene, ida, crowd):
    """An organisation and a circle with such names."""
    from greenroom.people import actions as people
    from greenroom.social import actions as social

    house = people.add_organisation(handle="house", display_name=WORST, owner=ida, sector=WORST[:60], now=scene.now)
    people.update_organisation(organisation=house, by=ida, now=scene.now, summary=ALL[:4_000], byline=WORST)
    unit = people.add_unit(organisation=house, name=WORST, by=ida, now=scene.now)
    people.join_organisation(person=crowd[0], organisation=house, title=WORST, unit=unit, by=ida, now=scene.now)
    circle = social.create_circle(handle="ring", display_name=WORST, summary=ALL[:4_000], by=ida, now=scene.now)
    for person in crowd[:3]:
        social.list_in_circle(circle=circle, person=person, by=ida, now=scene.now)
    scene.says(crowd[0], WORST, note=ALL, audience=circle.audience)
    return [
        "/circles/", "/circles/new/", "/@ring/", "/@ring/people/", "/@ring/edit/", "/@ring/leave/", "/@house/",
        "/@house/inside/", "/@house/people/", "/@house/people/x0/", "/@house/units/", "/@house/edit/",
        "/@house/voices/", "/host/organisations/", "/host/organisations/house/",
    ]  # fmt: skip


def of_shelves(scene, ida, crowd):
    """Lists, filters, and the box of the search."""
    from urllib.parse import quote

    from greenroom.social import actions as social

    shelf = social.create_list(owner=ida.identity, name=WORST, by=ida, now=scene.now)
    social.add_to_list(people_list=shelf, member=crowd[0].identity, by=ida, now=scene.now)
    words = [social.Looked(text=one, is_whole=False) for one in (WORST, "<img src=x onerror=ran=1>cuts")]
    row = social.make_filter(
        owner=ida.identity, spec=social.FilterSpec(title=WORST, words=words, contexts=["public"]), by=ida,
        now=scene.now,
    )  # fmt: skip
    searched = [f"/search/?q={quote(words)}" for words in (WORST, '"onerror" ran', "from:<svg onload=ran=1>", "img")]
    return [
        "/lists/", f"/lists/{shelf.pk}/", f"/lists/{shelf.pk}/edit/", f"/lists/{shelf.pk}/delete/", "/@x0/lists/",
        "/settings/filters/", f"/settings/filters/{row.pk}/", *searched, f"/search/?q=ran&kind=people&page={WORST}",
        f"/tags/{quote(WORST, safe='')}/", f"/{quote(WORST, safe='')}/",
    ]  # fmt: skip


def session_of(person):
    """The cookie of a session of theirs, name and value."""
    import time
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store["began_at"] = store["fresh_at"] = time.time()
    store.create()
    return {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(build()))
