"""Somebody whose words stand in every table that can hold some, and the search for what is left of them."""

from datetime import date, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from greenroom.directory.models import Entry, ExternalIdentity, Reading, Token
from greenroom.exports import files
from greenroom.exports.models import Export
from greenroom.fediverse import actions as feeds
from greenroom.imports import shelf
from greenroom.imports.models import ImportRun, RefusedItem
from greenroom.kit import allowances, mail, worker
from greenroom.people import actions as people
from greenroom.people.actions import Face
from greenroom.people.models import Clearance, Interest, Organisation, Person
from greenroom.social import actions
from greenroom.social.actions.filters import FilterSpec, Looked
from greenroom.social.models import Audience, DailyMail, Marker, NoticeChoice, OutsideBoost, PushSubscription
from greenroom.social.polls import PollSpec
from greenroom.social.tests.village import Village, shown

WORDS = ("kanari", "kaspian")  # in everything of theirs; in nothing of others but what names them by handle
SECRETS = ("geheimtotp", "geheimpush", "geheimauth", "geheimlink")
PUBLIC = Audience.PUBLIC


class Canary:
    """Kaspian, with ida, who hosts, bram and noor around."""

    def __init__(self) -> None:
        self.village = Village()
        self.ida, self.bram, self.noor = (self.village.person(name) for name in ("ida", "bram", "noor"))
        people.change_network_role(person=self.ida, role="owner", by=None, now=self.village.tick())
        self.kaspian = people.add_person(
            handle="kaspian", display_name="Kaspian Kanarius", email="kaspian@kanari.example", claimed=True,
            now=self.village.tick(),
        )  # fmt: skip
        people.join_network(person=self.kaspian, by=None, now=self.village.tick())
        self.house = self.village.organisation("skerrow", owner=self.ida)
        self.belongs()
        self.signs_in()
        self.is_seen()
        self.says()
        self.arranges()
        self.comes_from_elsewhere()
        self.takes_along()
        self.is_named()
        self.is_reported()
        worker.work_off(self.village.tick())
        self.is_written_to()

    def act(self, verb, *, by: Person | None = None, **asked):
        """Kaspian does something, or somebody else."""
        return self.village.act(verb, by=by or self.kaspian, **asked)

    def signs_in(self) -> None:
        self.kaspian.set_password("Kanari in the mine 27")
        self.kaspian.save()
        self.browser = Client(headers={"host": "localhost"})
        self.browser.force_login(self.kaspian, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.key = self.browser.session.session_key
        UserSession.objects.get_or_create(
            session_key=self.key, defaults={"user": self.kaspian, "ip": "192.0.2.7", "user_agent": "Kanari browser"}
        )
        Authenticator.objects.create(user=self.kaspian, type="totp", data={"secret": SECRETS[0]})
        EmailAddress.objects.create(user=self.kaspian, email="kaspian@kanari.example", primary=True)
        PushSubscription.objects.create(
            person=self.kaspian, bound_to=f"session:{SECRETS[1]}", endpoint=f"https://push.example/{SECRETS[1]}",
            p256dh=SECRETS[1], auth=SECRETS[2], created_at=self.village.now,
        )  # fmt: skip
        self.feed_secret = self.act(feeds.open_feed, tells_closed_words=True)

    def belongs(self) -> None:
        house = Organisation.objects.get(pk=self.house.pk)
        unit = people.add_unit(organisation=house, name="Press", by=None, now=self.village.tick())
        there = people.join_organisation(
            person=self.kaspian, organisation=house, role="member", title="Kanari keeper", unit=unit, by=None,
            now=self.village.tick(),
        )  # fmt: skip
        people.update_membership(membership=there, attributes={"team": "Kanari"}, by=None, now=self.village.tick())
        people.grant_clearance(
            person=self.kaspian, verb="organisation.speak", organisation=house, by=self.ida, now=self.village.tick()
        )
        people.grant_clearance(person=self.noor, verb="network.host", by=None, now=self.village.tick())
        Clearance.objects.filter(person=self.noor).update(granted_by=self.kaspian)
        _sent, self.invited = people.invite(
            email="kaspian@kanari.example", organisation=house, organisation_role="owner", by=None,
            now=self.village.tick(),
        )  # fmt: skip
        people.suspend_person(person=self.kaspian, reason="Kanari reason", by=self.ida, now=self.village.tick())
        people.reinstate_person(person=self.kaspian, reason="Kanari mistake", by=self.ida, now=self.village.tick())
        self.kaspian.refresh_from_db()
        with transaction.atomic():
            allowances.use(f"upload:{self.kaspian.pk}", most=3, within=timedelta(minutes=5), now=self.village.now)
        self.board = self.village.circle("board", keeper=self.ida, members=(self.kaspian,))
        self.own_circle = self.village.circle("aviary", keeper=self.kaspian, members=(self.noor,))

    def is_seen(self) -> None:
        with (Path(settings.BASE_DIR) / "web/static/web/icon-192.png").open("rb") as picture:
            people.change_face(
                identity=self.kaspian.identity, face=Face.AVATAR, upload=picture, by=self.kaspian,
                now=self.village.tick(),
            )  # fmt: skip
        self.act(people.update_profile, person=self.kaspian, summary="I keep a kanari.", byline="Kanari of Skerrow")
        self.act(people.add_career_entry, person=self.kaspian, employer="Kanari Mines", title="Kanari",
                 started_date=date(2020, 1, 1))  # fmt: skip

    def says(self) -> None:
        post, kaspian = self.village.post, self.kaspian
        photo = self.village.picture(kaspian, "A kanari in a cage")
        self.public = post(
            kaspian, "Kanari in the mine @bram #kanaritag", note="The kanari sings.", to=PUBLIC, media=shown(photo),
            spoiler_text="Kanari inside",
        )  # fmt: skip
        self.act(actions.edit_post, post=self.public, headline="Kanari flew @bram #kanaritag", note="Kanari, gone.")
        self.asked = post(
            kaspian, "Which kanari?", to=PUBLIC, poll=PollSpec(options=("kanari a", "kanari b"), seconds=3_600)
        )
        self.direct = post(kaspian, "Kanari for @noor", to=Audience.DIRECT)
        self.closed = post(kaspian, "Kanari among us", to=self.board.audience)
        self.spoken = post(kaspian, "Ferries sail", author=self.house.identity, to=PUBLIC)
        self.reply = post(self.bram, "Danke @kaspian, all the best", reply_to=self.public)
        self.act(actions.boost, post=self.public, identity=self.bram.identity, by=self.bram)
        self.act(actions.vote, post=self.asked, choices=[0], identity=self.bram.identity, by=self.bram)
        self.taken = post(kaspian, "Kanari taken", to=PUBLIC)
        self.act(actions.take_down_post, post=self.taken, reason="Kanari rule", by=self.ida)
        loose = self.village.picture(kaspian, "A kanari feather")
        self.act(actions.save_draft, speaks_as=kaspian.identity, headline="Kanari draft", media=shown(loose),
                 poll=PollSpec(options=("kanari c", "kanari d"), seconds=3_600), key="kanari")  # fmt: skip
        self.village.picture(kaspian, "A kanari egg")
        others = post(self.noor, "Who sings?", to=PUBLIC, poll=PollSpec(options=("birds", "ships"), seconds=3_600))
        self.act(actions.vote, post=others, choices=[1], identity=kaspian.identity)
        for verb in (actions.boost, actions.favourite, actions.keep):
            self.act(verb, post=others, identity=kaspian.identity)

    def arranges(self) -> None:
        kaspian, noor = self.kaspian, self.noor
        identity = kaspian.identity
        self.act(actions.follow, identity=identity, target=noor.identity)
        self.act(actions.follow, identity=noor.identity, target=identity, by=noor)
        mine = self.act(actions.create_list, owner=identity, name="Kanari friends")
        self.act(actions.add_to_list, people_list=mine, member=noor.identity)
        theirs = self.act(actions.create_list, owner=noor.identity, name="People", by=noor)
        self.act(actions.add_to_list, people_list=theirs, member=identity, by=noor)
        self.act(actions.follow_tag, identity=identity, name="kanarifollowed")
        self.act(actions.feature_tag, identity=identity, name="kanaritag")
        spec = FilterSpec(
            title="Kanari", action="warn", contexts=("home",), words=(Looked(text="kanari", is_whole=True),), lasts=None
        )
        self.act(actions.make_filter, owner=identity, spec=spec)
        self.act(actions.note_about, identity=identity, about=noor.identity, words="Kanari likes her")
        self.act(actions.note_about, identity=noor.identity, about=identity, words="Kanari person", by=noor)
        self.act(actions.mute, identity=identity, target=self.ida.identity)
        self.act(actions.avoid, identity=identity, target=self.ida.identity)
        self.act(actions.refuse_suggestion, identity=identity, refused=self.ida.identity)
        NoticeChoice.objects.create(person=kaspian, kind="boost", channel="mail", is_on=False)
        DailyMail.objects.create(person=kaspian, next_at=self.village.now + timedelta(days=1))
        Marker.objects.create(person=kaspian, timeline="home", updated_at=self.village.now)
        answer = self.village.post(noor, "For you alone @kaspian", reply_to=self.direct, to=Audience.DIRECT)
        self.act(actions.read_conversation, identity=identity, post=answer)

    def comes_from_elsewhere(self) -> None:
        now, house = self.village.tick(), Organisation.objects.get(pk=self.house.pk)
        Entry.objects.create(
            organisation=house, source="file", user_name="kaspian@kanari.example", person=self.kaspian,
            said={"name": "Kanari"}, created_at=now, changed_at=now, seen_at=now,
        )  # fmt: skip
        Reading.objects.create(organisation=house, file="people.csv", state="done", by=self.kaspian, read_at=now)
        Token.objects.create(organisation=house, name="SCIM", digest="0" * 64, made_by=self.kaspian, created_at=now)
        ExternalIdentity.objects.create(
            issuer="https://sign-on.example", subject="kanari-7", person=self.kaspian, linked_at=now
        )
        Interest.objects.create(person=self.kaspian, kind="client", name="Kanari client", declared_at=now)
        Interest.objects.create(person=self.noor, kind="household", other_person=self.kaspian, declared_at=now)
        run = ImportRun.objects.create(
            owner=self.kaspian, kind="x", state="stopped", audience_id=PUBLIC, name="kanari.zip", folder="cd" * 16,
            created_at=now,
        )  # fmt: skip
        RefusedItem.objects.create(run=run, number=1, place="kanari.json", why="Kanari")
        shelf.folder_of(run.folder).mkdir(parents=True, exist_ok=True)
        (shelf.folder_of(run.folder) / "kanari.zip").write_text("Kanari archive")
        OutsideBoost.objects.create(
            author=self.kaspian.identity, audience_id=PUBLIC, address="https://kanari.example/1", passed_on_at=now,
            source_key="https://kanari.example/boosts/1",
        )  # fmt: skip

    def takes_along(self) -> None:
        now, key = self.village.tick(), "ab" * 16
        Export.objects.create(owner=self.kaspian.identity, asked_by=self.kaspian, state="ready", asked_at=now,
                              ready_at=now, expires_at=now + timedelta(days=7), file_key=key)  # fmt: skip
        file = files.path_of(key)
        file.parent.mkdir(exist_ok=True)
        file.write_text("Kanari archive")

    def is_named(self) -> None:
        self.naming = self.village.post(self.noor, "Ask @kaspian", note="Or @bram.", to=PUBLIC)
        self.act(
            actions.edit_post, post=self.naming, headline="Ask @Kaspian or me", note=self.naming.note, by=self.noor
        )
        self.act(actions.save_draft, speaks_as=self.bram.identity, headline="Hello @kaspian", by=self.bram)
        self.act(people.update_profile, person=self.noor, summary="Works with @kaspian.", by=self.noor)

    def is_reported(self) -> None:
        self.report = self.act(actions.report, reporter=self.bram.identity, about=self.kaspian.identity,
                               posts=[self.public, self.closed][:1], category="spam", comment="Kanari spam",
                               by=self.bram)  # fmt: skip
        self.own_report = self.act(actions.report, reporter=self.kaspian.identity, about=self.bram.identity,
                                   posts=[self.reply], category="spam", comment="Kanari complains")  # fmt: skip

    def is_written_to(self) -> None:
        with transaction.atomic():
            for to, key in (("kaspian@kanari.example", "one"), ("noor@example.org", "two")):
                mail.queue_mail(to=to, subject="News of Kaspian Kanarius", text=f"https://example.org/{SECRETS[3]} "
                                "@kaspian", key=key, now=self.village.tick() + timedelta(days=3))  # fmt: skip


def tables() -> list[str]:
    """Every table of the database but the inner ones of SQLite's search, which hold tokens in their own code."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if not name.startswith(("social_searchindex_", "sqlite_"))]


def traces(words: tuple[str, ...] = WORDS) -> list[str]:
    """Where one of the words stands: rows of every table, all of their columns, and files of the data folder."""
    return [*_in_rows(words), *_in_files(words)]


def _in_rows(words):
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    said = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                    yield from (f"{table}.{name}: {said[:80]}" for word in words if word in said.lower())


def _in_files(words):
    for file in Path(settings.DATA_DIR).rglob("*"):
        if file.is_file() and not file.name.startswith("greenroom."):  # the database itself was read row by row
            content = file.read_bytes().lower() + file.name.lower().encode()
            yield from (f"{file}: {word}" for word in words if word.encode() in content)
