"""What several pages and commands ask about directories."""

from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from greenroom.directory.models import Arrangement, Entry, ExternalIdentity, Reading, SignOn, Token
from greenroom.people.models import Membership, Organisation, Person
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


def sign_on_of(organisation: Organisation | None) -> SignOn | None:
    """The organisation's provider, switched on or off; the network's own when none is named."""
    return SignOn.objects.filter(organisation=organisation).select_related("organisation__identity").first()


def sign_on_at(handle: str) -> SignOn | None:
    """The provider behind an address that people are given: of an open organisation, or the network's (no handle)."""
    rows = SignOn.objects.filter(is_enabled=True).select_related("organisation__identity")
    if not handle:
        return rows.filter(organisation__isnull=True).first()
    rows = rows.filter(organisation__closed_at__isnull=True, organisation__identity__suspended_at__isnull=True)
    return rows.filter(organisation__identity__handle=handle.lower()).first()


def living_sign_on(number: int) -> SignOn | None:
    """The provider of this number, while it is switched on."""
    rows = SignOn.objects.filter(pk=number, is_enabled=True).exclude(organisation__closed_at__isnull=False)
    return rows.select_related("organisation__identity").first()


def sign_ons_named(typed: str) -> list[SignOn]:
    """Providers of organisations that have this handle, or whose website has the domain of this address."""
    domain = typed.rpartition("@")[2].lower().strip().removeprefix("www.")
    rows = SignOn.objects.filter(is_enabled=True, organisation__closed_at__isnull=True, organisation__isnull=False)
    rows = rows.filter(organisation__identity__suspended_at__isnull=True).select_related("organisation__identity")
    if "." not in domain:
        return list(rows.filter(organisation__identity__handle=domain))
    return [row for row in rows if row.organisation and domain == _domain(row.organisation.website)]


def _domain(website: str) -> str:
    try:
        return (urlsplit(website).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def sign_ons_for(person: Person) -> list[tuple[SignOn, ExternalIdentity | None]]:
    """The providers that somebody could connect, each with what is connected."""
    theirs = Membership.objects.filter(person=person, ended_at__isnull=True).values("organisation")
    rows = SignOn.objects.filter(Q(organisation__in=theirs) | Q(organisation__isnull=True), is_enabled=True)
    known = {one.issuer: one for one in ExternalIdentity.objects.filter(person=person)}
    ordered = rows.select_related("organisation__identity").order_by("pk")
    return [(row, known.get(row.issuer)) for row in ordered]


def readings_of(organisation: Organisation) -> QuerySet[Reading]:
    """The organisation's readings, the latest first, without the files themselves."""
    return Reading.objects.filter(organisation=organisation).defer("content").order_by("-id")
