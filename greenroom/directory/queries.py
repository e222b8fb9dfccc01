"""What several pages and commands ask about directories."""

from django.db.models import QuerySet

from greenroom.directory.models import Arrangement, Entry, Reading, Token
from greenroom.people.models import Membership, Organisation
from greenroom.people.queries import digest_of


def arrangement_of(organisation: Organisation) -> Arrangement:
    """What the organisation has settled; the defaults while it has settled nothing."""
    return Arrangement.objects.filter(pk=organisation.pk).first() or Arrangement(organisation=organisation)


def entries_of(organisation: Organisation, source: str = "") -> QuerySet[Entry]:
    """The organisation's entries, those who have left too; of one source where it is named."""
    rows = Entry.objects.filter(organisation=organisation).select_related("person__identity").order_by("id")
    return rows.filter(source=source) if source else rows


def membership_of(entry: Entry) -> Membership | None:
    """The running membership that the entry is about; none while it waits, and when it was ended by hand."""
    if entry.person_id is None:
        return None
    rows = Membership.objects.filter(person=entry.person_id, organisation=entry.organisation_id, ended_at__isnull=True)
    return rows.select_related("person__identity", "organisation__identity", "unit").first()


def tokens_of(organisation: Organisation) -> QuerySet[Token]:
    """Tokens that open something, the latest first."""
    rows = Token.objects.filter(organisation=organisation, ended_at__isnull=True)
    return rows.select_related("made_by__identity").order_by("-pk")


def token_behind(secret: str) -> Token | None:
    """The living token of an organisation that is not closed."""
    rows = Token.objects.filter(digest=digest_of(secret), ended_at__isnull=True, organisation__closed_at__isnull=True)
    return rows.select_related("organisation__identity").first()


def readings_of(organisation: Organisation) -> QuerySet[Reading]:
    """The organisation's readings, the latest first, without the files themselves."""
    return Reading.objects.filter(organisation=organisation).defer("content").order_by("-id")
