"""How the house is: what the doctor finds, backups, the worker, and what nobody can tell whether it went out."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from greenroom.kit import doctor, mail, outside
from greenroom.kit.models import Clock, Errand, Keeping, Mail
from greenroom.social.models import PushMessage
from greenroom.web.fresh import fresh_required
from greenroom.web.host_page import host_page
from greenroom.web.page import MemberRequest, page

SHOWN = 50  # mails
AWAKE = timedelta(minutes=2)


@host_page
@require_GET
def health(request: MemberRequest) -> HttpResponse:
    """Everything at a glance."""
    now = timezone.now()
    unknown = Mail.objects.filter(state=Mail.State.UNKNOWN).order_by("-queued_at")
    first = Clock.objects.aggregate(first=Min("next_at"))["first"]
    disk = shutil.disk_usage(settings.DATA_DIR) if settings.DATA_DIR.exists() else None
    context = {
        "findings": doctor.examine(now),
        "checks": len(doctor.CHECKS),
        "backup": _last(Keeping.Kind.BACKUP),
        "drill": _last(Keeping.Kind.DRILL),
        "is_awake": first is not None and first > now - AWAKE,
        "due": Errand.objects.due(now).count(),
        "failed": Errand.objects.filter(finished_at__isnull=False, state=Errand.State.FAILED).count(),
        "free": f"{disk.free / 1e9:.1f}" if disk else "",
        "is_held": outside.is_held(),
        "mails": unknown[:SHOWN],
        "mails_count": unknown.count(),
        "pushes": PushMessage.objects.filter(state=PushMessage.State.UNKNOWN).count(),
        "part": "health",
    }
    return page(request, "pages/host/health.html", context)


def _last(kind: Keeping.Kind) -> Keeping | None:
    return Keeping.objects.filter(kind=kind, fault="").order_by("-at").first()


@host_page
@fresh_required
@require_POST
def hold(request: MemberRequest) -> HttpResponse:
    """Let nothing leave the house, or let it go out again."""
    turn = outside.release if request.POST.get("to") == "release" else outside.hold
    turn(by=request.person.pk, now=timezone.now())
    if outside.is_held():
        messages.success(request, gettext("From now on nothing leaves the house."))
    else:
        messages.success(request, gettext("Mail and pushes go out."))
    return redirect("host-health")


@host_page
@require_POST
def settle_mail(request: MemberRequest, mail_id: int) -> HttpResponse:
    """Send a mail again of which nobody can tell whether it went out, or let it rest."""
    act = mail.send_again if request.POST.get("to") == "again" else mail.let_rest
    try:
        act(mail_id, by=request.person.pk, now=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("host-health")
