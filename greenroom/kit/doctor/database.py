"""What is wrong with the database, the work that waits, mail and backups."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Max, Min

from greenroom.kit import outside
from greenroom.kit.audit.chain import HEAD, is_sealed
from greenroom.kit.doctor.registry import check
from greenroom.kit.models import AuditEntry, AuditHead, Clock, Errand, Fact, Keeping, Mail

LARGE_LOG = 256_000_000  # bytes
AHEAD = timedelta(minutes=5)
SILENT = timedelta(minutes=2)  # a worker looks at its clocks every five seconds
LATE = timedelta(minutes=15)
MAIL_LATE = timedelta(hours=1)
BACKUP_DUE, PROOF_DUE = timedelta(days=2), timedelta(days=14)
OLDEST_POSTGRESQL = 150_000


@check("database-away", mend="Start the database, or set DATABASE_URL to where it is.", reads_rows=False)
def database_is_away(now: datetime) -> Iterator[str]:  # noqa: ARG001 - the shape of a check
    """Nothing goes without it."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except AnyDatabaseError as error:
        yield f"The database does not answer ({type(error).__name__})."


@check("database-behind", mend="greenroom migrate", reads_rows=False)
def database_is_behind(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Pages are served only from this version's tables."""
    try:
        loader = MigrationLoader(connection)
        missing = set(loader.graph.nodes) - set(loader.applied_migrations)
    except AnyDatabaseError:
        return  # the check before has said it
    if missing:
        yield f"{len(missing)} steps of the database are missing."


@check("database-old", mend="Upgrade PostgreSQL to version 15 or newer.")
def database_is_old(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """What the statements are written for."""
    if _version() < OLDEST_POSTGRESQL:
        yield f"PostgreSQL is {_version() // 10_000}."


def _version() -> int:
    """That of PostgreSQL; what is no PostgreSQL is new enough."""
    return int(getattr(connection, "pg_version", OLDEST_POSTGRESQL))


@check("log-grown", mend="Restart Greenroom; if it grows again, look for a process that reads for hours.")
def log_has_grown(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """SQLite's log is cut when nobody reads from it any more."""
    file = Path(f"{connection.settings_dict['NAME']}-wal")
    if connection.vendor == "sqlite" and file.exists() and file.stat().st_size > LARGE_LOG:
        yield f"The log of SQLite has {file.stat().st_size // 1_000_000} MB."


@check("clock-off", mend="Let the machine keep its time (systemd: timedatectl set-ntp true).")
def clock_is_off(now: datetime) -> Iterator[str]:
    """Things that happened in the future, or another time in the database."""
    for kind, newest in (("fact", _newest(Fact, "id", "at")), ("entry of the record", _newest(AuditEntry, "pk", "at"))):
        if newest is not None and newest > now + AHEAD:
            yield f"The last {kind} is of {newest:%Y-%m-%d %H:%M}, which is still to come."
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            there: datetime = cursor.fetchone()[0]
        if abs(there - now) > AHEAD:
            yield f"The clock of the database says {there:%Y-%m-%d %H:%M}, the one of this machine {now:%H:%M}."


def _newest(model: type[Fact] | type[AuditEntry], order: str, column: str) -> datetime | None:
    return model.objects.order_by(f"-{order}").values_list(column, flat=True).first()


@check("worker-silent", mend="Run 'greenroom up', or 'greenroom work' beside 'greenroom serve'.")
def worker_is_silent(now: datetime) -> Iterator[str]:
    """Workers move the hands of the clocks; hands that stand still say that there is none."""
    first = Clock.objects.aggregate(first=Min("next_at"))["first"]
    if first is None:
        yield "No worker has ever run: no notice is written and no mail is sent."
    elif first < now - SILENT:
        yield f"No worker has run since {first:%Y-%m-%d %H:%M}: no notice is written and no mail is sent."


@check("errands-late", mend="Look at the log of 'greenroom work'; a second worker may run beside the first.")
def errands_are_late(now: datetime) -> Iterator[str]:
    """Work that has been due for a quarter of an hour."""
    due = Errand.objects.due(now - LATE)
    if outside.is_held():
        due = due.filter(outside=False)
    if count := due.count():
        yield f"{count} errands have been due for a quarter of an hour, first {due.order_by('due_at')[0].duty}."


@check("errands-failed", mend="greenroom work --failed shows them, greenroom work --try-again opens them once more.")
def errands_have_failed(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """What was given up waits for somebody to look."""
    failed = Errand.objects.filter(state=Errand.State.FAILED)
    if count := failed.count():
        yield f"{count} errands were given up, last {failed.order_by('-finished_at')[0].duty}."


@check("outside-held", mend="greenroom outside --release, once you are sure that no other copy of this site runs.")
def outside_is_held(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """A restored copy keeps still until somebody says that it is the one."""
    if outside.is_held():
        yield "Nothing leaves the house: mail, pushes and requests to others wait."


@check("mail-nowhere", mend="Set MAIL_HOST, MAIL_USER, MAIL_PASSWORD and MAIL_FROM.")
def mail_goes_nowhere(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """On a site that others reach, files in a folder are no mail."""
    if not settings.MAIL_HOST and settings.PUBLIC_URL.startswith("https://"):
        yield "No mail server is set: invitations and new passwords become files in the data folder."


@check("mail-late", mend="Look at MAIL_HOST and its password; the log of 'greenroom work' names the trouble.")
def mail_is_late(now: datetime) -> Iterator[str]:
    """Mail that found no server for an hour."""
    waiting = Mail.objects.filter(state=Mail.State.PLANNED, queued_at__lt=now - MAIL_LATE)
    if not outside.is_held() and (count := waiting.count()):
        yield f"{count} mails have waited for more than an hour."


@check("mail-unknown", mend="Ask those who were written to; Host - Health lets you send each again or let it rest.")
def mail_is_unknown(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Nobody can tell whether they went out, so they are not sent again by themselves."""
    if count := Mail.objects.filter(state=Mail.State.UNKNOWN).count():
        yield f"Mails of which nobody can tell whether they went out: {count}."


@check("fallbacks-left", mend="Once a month has passed, take SECRET_KEY_FALLBACKS out of the environment.")
def fallbacks_are_left(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """A former key opens what it always opened."""
    if settings.SECRET_KEY_FALLBACKS:
        yield f"{len(settings.SECRET_KEY_FALLBACKS)} former secret keys still count."


@check("record-broken", mend="greenroom audit verify names the place; look who could write to the database.")
def record_is_broken(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """The head's seal alone; the whole chain is walked each night."""
    head = AuditHead.objects.filter(pk=HEAD).first()
    if head is not None and not is_sealed(head):
        yield "The seal of the record was broken: it was not written by this installation."


@check("backup-absent", mend="Set GREENROOM_BACKUPS to a folder, or run 'greenroom backup FILE' by a timer.")
def backup_is_absent(now: datetime) -> Iterator[str]:
    """One that went well, within two days; a site of less than two days has time."""
    first = AuditEntry.objects.order_by("sequence").values_list("at", flat=True).first()
    if first is None or first > now - BACKUP_DUE:
        return
    last = _last(Keeping.Kind.BACKUP)
    if last is None:
        yield "There has never been a backup."
    elif last < now - BACKUP_DUE:
        yield f"The last backup is of {last:%Y-%m-%d}."


@check("backup-unproven", mend="greenroom backup --verify FILE")
def backup_is_unproven(now: datetime) -> Iterator[str]:
    """A backup that was never restored is a hope."""
    made, proven = _last(Keeping.Kind.BACKUP), _last(Keeping.Kind.DRILL)
    first = Keeping.objects.aggregate(first=Min("at"))["first"]
    if made is not None and first < now - PROOF_DUE and (proven is None or proven < now - PROOF_DUE):
        yield "No backup has been restored in trial for two weeks."


@check("backup-failed", mend="Make room where backups lie, then run 'greenroom backup FILE' and '--verify FILE'.")
def backup_has_failed(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """The last run of each kind."""
    for kind in Keeping.Kind:
        last = Keeping.objects.filter(kind=kind).order_by("-at", "-pk").first()
        if last is not None and last.fault:
            yield f"The last {kind.value} of {last.at:%Y-%m-%d} failed: {last.fault}"


def _last(kind: Keeping.Kind) -> datetime | None:
    found: datetime | None = Keeping.objects.filter(kind=kind, fault="").aggregate(last=Max("at"))["last"]
    return found
