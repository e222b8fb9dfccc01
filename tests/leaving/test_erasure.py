"""Somebody is erased: nothing of them is left anywhere, what others said stands, and the chain verifies."""

import itertools
import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from greenroom.exports import actions, erasure_log
from greenroom.exports.models import Erasure
from greenroom.kit import audit, worker
from greenroom.kit.models import AuditEntry
from greenroom.kit.tests.rows import every_row
from greenroom.people import actions as people
from greenroom.people.belongings import belongings, to_erase
from greenroom.people.models import Identity, Person
from greenroom.social import timelines
from greenroom.social.models import Audience, Mention, Post, Report
from greenroom.social.search import find_ids, parse
from greenroom.social.tests.village import eyes
from tests.leaving.canary import traces


def erase(canary):
    """At once, as the operator does, with the work that follows."""
    erasure = actions.erase_now(person=Person.objects.get(pk=canary.kaspian.pk), now=canary.village.tick())
    while actions.go_on(erasure.pk, now=canary.village.tick()):
        pass
    worker.work_off(canary.village.tick())
    erasure.refresh_from_db()
    return erasure


def test_p2_the_canary_is_in_every_kind_before(canary):
    assert [kind.key for kind in belongings() if kind.number(canary.kaspian) == 0] == []
    assert len(traces()) > 60


def test_p2_nothing_is_left_of_somebody_who_was_erased(canary):
    erasure = erase(canary)

    assert traces() == []
    left = {kind.key: kind.number(Person.objects.get(pk=canary.kaspian.pk)) for kind in belongings()}
    assert {key for key, number in left.items() if number} <= {"account", "audit", "reports"}
    assert erasure.state == Erasure.State.ERASED
    assert set(erasure.counts) >= {kind.key for kind in to_erase()} - {"letters", "pictures", "taken-down"}


POINTERS = {  # to the row without a name: places of posts, and what others need who are still here
    "people.Person.identity", "social.Circle.created_by", "social.Post.author", "social.Report.reporter",
}  # fmt: skip


def test_p2_no_row_leads_to_the_erased_but_what_others_stand_on(canary):
    erase(canary)
    keys = [
        (f"{model._meta.label}.{field.name}", model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in {Person, Identity}
    ]

    assert len(keys) > 70, "the walk found too few keys to mean anything"
    leading = {name for name, model, field in keys if model.objects.filter(**{field.name: canary.kaspian.pk}).exists()}
    assert leading == POINTERS


def test_p2_the_chain_verifies_and_tells_nothing_of_the_erased(canary):
    before = audit.verify()
    entries = [
        entry.pk for entry in AuditEntry.objects.select_related("key") if entry.key.person_id == canary.kaspian.pk
    ]
    assert entries

    erase(canary)

    after = audit.verify()
    assert (before.faults, after.faults) == ([], [])
    assert {audit.payload_of(entry) for entry in AuditEntry.objects.filter(pk__in=entries)} == {None}
    assert (after.entries, AuditEntry.objects.latest("sequence").action) == (before.entries + 1, "person.erased")


def test_what_others_said_stands_without_the_handle(canary):
    threads = timelines.thread(eyes(canary.noor), canary.reply.pk)
    assert [view.id for view in threads.ancestors] == [canary.public.pk]

    erase(canary)

    reply, naming = (Post.objects.get(pk=post.pk) for post in (canary.reply, canary.naming))
    assert reply.headline == "Danke @…, all the best"
    assert (naming.headline, naming.headline_html) == ("Ask @… or me", "Ask @… or me")
    assert list(naming.versions.values_list("headline", flat=True)) == ["Ask @…"]
    assert set(Mention.objects.filter(post=naming).values_list("identity", flat=True)) == {canary.bram.pk}
    noor = Identity.objects.get(pk=canary.noor.pk)
    assert (noor.summary, "href" in noor.summary_html) == ("Works with @….", False)
    thread = timelines.thread(eyes(canary.noor), canary.reply.pk)
    assert (thread.post.id, thread.ancestors) == (canary.reply.pk, [])
    total, ids, _troubles = find_ids(eyes(canary.noor), parse("best"), limit=5)
    assert (total, ids) == (1, [canary.reply.pk])


def test_a_longer_handle_that_begins_the_same_is_somebody_elses(canary):
    other = canary.village.person("kaspian_too")
    post = canary.village.post(canary.noor, "Ask @kaspian_too and @kaspian", to=Audience.PUBLIC)

    erase(canary)

    post.refresh_from_db()
    assert post.headline == "Ask @kaspian_too and @…"
    assert "/@kaspian_too/" in post.headline_html
    assert set(Mention.objects.filter(post=post).values_list("identity", flat=True)) == {other.pk}


def test_what_was_said_for_an_organisation_stays_the_organisations(canary):
    erase(canary)

    spoken = Post.objects.get(pk=canary.spoken.pk)
    assert (spoken.headline, spoken.written_by, spoken.deleted_at) == ("Ferries sail", None, None)


def test_reports_keep_what_hosts_need_and_lose_who_it_was(canary):
    erase(canary)

    assert list(Report.objects.values_list("pk", "comment")) == [(canary.own_report.pk, "")]
    assert Identity.objects.get(pk=canary.kaspian.pk).display_name == "…"


def test_the_handle_and_the_address_of_the_erased(canary):
    erase(canary)
    again = {"display_name": "Another", "now": canary.village.tick()}

    with pytest.raises(ValidationError) as refusal:
        people.add_person(handle="kaspian", **again)
    assert refusal.value.code == "handle_taken"
    assert people.add_person(handle="another", email="kaspian@kanari.example", **again).pk


def test_nobody_signs_in_as_the_erased(canary):
    assert canary.browser.get("/settings/").status_code == 200

    erase(canary)

    assert canary.browser.get("/settings/").status_code == 302
    assert canary.browser.get("/@kaspian/").status_code == 404
    person = Person.objects.get(pk=canary.kaspian.pk)
    assert (person.is_active, person.has_usable_password(), person.email) == (False, False, None)


def test_a_certificate_holds_no_name_and_its_hash_is_that_of_its_words(canary):
    erasure = erase(canary)
    said = json.loads(erasure.statement)

    assert (said["certificate"], said["rows"]["posts"]) == (erasure.certificate, 6)
    assert len(erasure.digest) == 64
    assert [json.loads(line)["identity"] for line in erasure_log.lines()] == [canary.kaspian.pk]


class Killed(BaseException):
    """The worker dies here."""


def test_p2_an_erasure_that_is_killed_at_each_step_resumes(canary, monkeypatch):
    """Each shredder does its work, then the process dies before the end of the transaction; another one goes on."""
    worker.work_off(canary.village.tick())
    erasure = actions.erase_now(person=Person.objects.get(pk=canary.kaspian.pk), now=canary.village.tick())
    killed = set()

    def dying(real, key):
        def record(*asked, **named):
            done = real(*asked, **named)
            if (key, erasure_step()) not in killed:
                killed.add((key, erasure_step()))
                raise Killed
            return done

        return record

    def erasure_step():
        return Erasure.objects.values_list("step", flat=True).get(pk=erasure.pk)

    monkeypatch.setattr("greenroom.exports.actions.erasing._count", dying(actions.erasing._count, "count"))
    monkeypatch.setattr("greenroom.exports.actions.erasing._end", dying(actions.erasing._end, "end"))
    for _life in itertools.count():
        try:
            if not actions.go_on(erasure.pk, now=canary.village.tick()):
                break
        except Killed:
            continue

    worker.work_off(canary.village.tick())
    assert len(killed) > 25
    assert traces() == []
    assert audit.verify().faults == []


def test_the_worker_erases_after_seven_days_and_not_before(canary):
    village, kaspian = canary.village, canary.kaspian
    asked = canary.act(actions.ask_erasure, person=kaspian, typed="@Kaspian")
    assert asked.due_at - asked.asked_at == actions.erasing.WAIT

    worker.work_off(asked.due_at - actions.erasing.timedelta(seconds=1))
    assert Person.objects.get(pk=kaspian.pk).is_active
    worker.work_off(asked.due_at)

    assert Erasure.objects.get().state == Erasure.State.ERASED
    assert (traces(), village.now < asked.due_at) == ([], True)


def test_whoever_calls_it_off_stays(canary):
    asked = canary.act(actions.ask_erasure, person=canary.kaspian, typed="kaspian")
    canary.act(actions.call_off_erasure, person=canary.kaspian)
    worker.work_off(asked.due_at + actions.erasing.WAIT)

    assert Erasure.objects.get().state == Erasure.State.CANCELLED
    assert Post.objects.get(pk=canary.public.pk).deleted_at is None
    canary.act(actions.ask_erasure, person=canary.kaspian, typed="kaspian")
    with pytest.raises(ValidationError, match="under way"):
        canary.act(actions.ask_erasure, person=canary.kaspian, typed="kaspian")


@pytest.mark.parametrize(("typed", "by", "code"), [("ida", "kaspian", "handle"), ("kaspian", "bram", "not_self")])
def test_it_is_refused_to_others_and_without_the_handle(canary, typed, by, code):
    before = every_row()

    with pytest.raises(ValidationError) as refusal:
        canary.act(actions.ask_erasure, person=canary.kaspian, typed=typed, by=getattr(canary, by))

    assert (refusal.value.code, every_row() == before) == (code, True)


@pytest.mark.parametrize("owns", ["network", "organisation"])
def test_the_last_owner_hands_over_first(canary, owns):
    if owns == "organisation":
        canary.village.organisation("aviaries", owner=canary.kaspian)
        person, name = canary.kaspian, "Aviaries"
    else:
        person, name = canary.ida, "the network"
    before = every_row()
    for verb in (lambda: canary.act(actions.ask_erasure, person=person, typed=person.handle, by=person),
                 lambda: actions.erase_now(person=person, now=canary.village.tick())):  # fmt: skip
        with pytest.raises(ValidationError, match=f"only owner of {name}"):
            verb()
    assert every_row() == before


def test_who_became_the_last_owner_while_waiting_stays_and_is_told(canary):
    asked = canary.act(actions.ask_erasure, person=canary.kaspian, typed="kaspian")
    canary.village.organisation("aviaries", owner=canary.kaspian)

    worker.work_off(asked.due_at)

    assert Erasure.objects.get().state == Erasure.State.REFUSED
    assert Person.objects.get(pk=canary.kaspian.pk).is_active


def test_p2_a_restored_database_forgets_again(canary):
    """The log of an installation in which Kaspian was erased, and a database from before."""
    log = [
        {"certificate": "ab" * 16, "identity": canary.kaspian.pk, "at": "2026-04-01T10:00:00+00:00", "rows": {"a": 6}},
        {"certificate": "cd" * 16, "identity": 4, "at": "2026-04-02T10:00:00+00:00"},
    ]

    assert [actions.apply_erasures(log, now=canary.village.tick()) for _time in range(3)] == [1, 0, 0]
    worker.work_off(canary.village.tick())

    assert traces() == []
    assert [json.loads(line) for line in erasure_log.lines()] == [
        {**line, "at": line["at"].replace("+00:00", "Z"), "rows": line.get("rows", {})} for line in log
    ]
    assert audit.verify().faults == []


@pytest.mark.parametrize("line", [{}, {"certificate": "x", "identity": 1, "at": "2026-04-01T10:00:00Z"},
                                  {"certificate": "ab" * 16, "identity": "me", "at": "2026-04-01T10:00:00Z"},
                                  {"certificate": "ab" * 16, "identity": 1, "at": "today"}])  # fmt: skip
def test_a_broken_log_is_refused_before_anything_is_erased(canary, line):
    before = every_row()
    good = {"certificate": "ab" * 16, "identity": canary.kaspian.pk, "at": "2026-04-01T10:00:00Z"}

    with pytest.raises(ValidationError, match="no line of an erasure log"):
        actions.apply_erasures([good, line], now=canary.village.tick())

    assert every_row() == before
