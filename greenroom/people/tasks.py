"""What the clock does for sessions: old addresses are shortened, ended sessions swept away (trust, section 11)."""

from datetime import datetime, timedelta
from ipaddress import ip_network

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from greenroom.kit.tasks import every

ADDRESS_KEPT = timedelta(days=7)


@every(timedelta(days=1))
def tidy_sessions(now: datetime) -> None:
    """Delete sessions that have run out, and shorten the client addresses of those older than seven days."""
    Session.objects.filter(expire_date__lt=now).delete()
    keys = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=keys).delete()
    for session in UserSession.objects.filter(created_at__lt=now - ADDRESS_KEPT).iterator():
        short = shortened(session.ip)
        if short != session.ip:
            UserSession.objects.filter(pk=session.pk).update(ip=short)


def shortened(address: str) -> str:
    """The network that the address lies in: /24, or /48 for version 6."""
    return str(ip_network(f"{address}/{48 if ':' in address else 24}", strict=False).network_address)
