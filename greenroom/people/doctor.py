"""What is wrong with who keeps the house."""

from collections.abc import Iterator
from datetime import datetime

from allauth.mfa.models import Authenticator

from greenroom.kit.doctor import check
from greenroom.people.models import NetworkMembership, Role

HOSTS = (Role.OWNER, Role.ADMINISTRATOR)


@check("hosts-few", mend="Host - People: make somebody else an owner or an administrator.")
def hosts_are_few(now: datetime) -> Iterator[str]:  # noqa: ARG001 - the shape of a check
    """One host on holiday is a house without a key."""
    running = NetworkMembership.objects.filter(ended_at=None, person__identity__suspended_at=None)
    if running.count() > 1 and running.filter(role__in=HOSTS).count() == 1:
        yield "One person alone is host."


@check("hosts-open", mend="Let them add a passkey: Settings - Sign-in and devices.")
def hosts_are_open(now: datetime) -> Iterator[str]:  # noqa: ARG001
    """Hosts who have neither a passkey nor an authenticator app."""
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user_id")
    hosts = NetworkMembership.objects.filter(ended_at=None, role__in=HOSTS, person__claimed_at__isnull=False)
    for handle in hosts.exclude(person__in=factors).values_list("person__identity__handle", flat=True):
        yield f"@{handle} is host and has no second factor."
