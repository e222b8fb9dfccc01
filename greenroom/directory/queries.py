"""What several pages and commands ask about directories."""

from django.db.models import QuerySet
from django.db.models.functions import Lower

from greenroom.directory.models import Arrangement, Entry, Reading
from greenroom.people.models import Membership, Organisation


def arrangement_of(organisation: Organisation) -> Arrangement:
    """What the organisation has settled; the defaults while it has settled nothing."""
    return Arrangement.objects.filter(pk=organisation.pk).first() or Arrangement(organisation=organisation)


def entries_of(organisation: Organisation, source: str = "") -> QuerySet[Entry]:
    """The organisation's entries, those who have left too; of one source where it is named."""
    rows = Entry.objects.filter(organisation=organisation).select_related("person__identity").order_by("id")
    return rows.filter(source=source) if source else rows


def entry_called(organisation: Organisation, called: str, *, source: str) -> Entry | None:
    """The entry of this key, user name or address, whichever it is; of those who are there."""
    if not called:
        return None
    rows = entries_of(organisation, source).filter(left_at__isnull=True)
    by_key = rows.filter(external_id=called).first()
    return by_key or rows.annotate(small=Lower("user_name")).filter(small=called.lower()).first()


def membership_of(entry: Entry) -> Membership | None:
    """The running membership that the entry is about; none while it waits, and when it was ended by hand."""
    if entry.person_id is None:
        return None
    rows = Membership.objects.filter(person=entry.person_id, organisation=entry.organisation_id, ended_at__isnull=True)
    return rows.select_related("person__identity", "organisation__identity", "unit").first()


def readings_of(organisation: Organisation) -> QuerySet[Reading]:
    """The organisation's readings, the latest first, without the files themselves."""
    return Reading.objects.filter(organisation=organisation).defer("content").order_by("-id")
