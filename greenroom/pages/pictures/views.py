"""Pictures by their number: brought by a script while somebody writes, and handed out as files."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from greenroom.kit.pictures import storing
from greenroom.pages.pictures.desk import brought, field_of
from greenroom.social import queries
from greenroom.social.models import Audience, Media
from greenroom.web.files import KEPT_AND_ASKED, NEVER_KEPT, file_reply, unchanged
from greenroom.web.page import GuestRequest, MemberRequest, member_page, page, public_page

PREVIEW_MIME = "image/webp"
FOR_ALL = (Audience.PUBLIC, Audience.QUIET_PUBLIC)


@member_page
@require_POST
def bring(request: MemberRequest) -> HttpResponse:
    """Keep one file; the reply is its part of the composer, or 422 with the sentence why not."""
    try:
        picture = brought(request, request.FILES.get("file"))
    except ValidationError as refusal:
        return HttpResponse(" ".join(refusal.messages), status=422, content_type="text/plain; charset=utf-8")
    return page(request, "pages/stream/composer_picture.html", {"picture": field_of(picture)}, status=201)


@public_page
@require_safe
def media(request: GuestRequest, media_id: int, variant: str) -> HttpResponse:
    """A file of a picture, for whoever may read its post now, or by a sealed address; one 404 for all else."""
    is_sealed = "seal" in request.GET
    try:
        row = _by_seal(request, media_id, variant) if is_sealed else _by_rule(request, media_id)
        is_open = row.post is not None and row.post.audience_id in FOR_ALL
        version = f"{row.pk}-{variant}"
        if is_open and not is_sealed and (same := unchanged(request, version)):
            return same
        file = storing.opened(row.file_key, variant)
    except (Media.DoesNotExist, FileNotFoundError):
        raise Http404 from None
    return file_reply(
        file,
        mime=row.mime if variant == storing.FULL else PREVIEW_MIME,
        name=f"picture-{row.pk}",
        caching=KEPT_AND_ASKED if is_open else NEVER_KEPT,
        version=version,
        from_elsewhere=is_sealed,
    )


def _by_rule(request: GuestRequest, media_id: int) -> Media:
    return queries.picture_for(request.viewer, media_id)


def _by_seal(request: GuestRequest, media_id: int, variant: str) -> Media:
    asked = request.GET
    return queries.picture_by_seal(
        media_id, variant, until=asked.get("until", ""), seal=asked.get("seal", ""), now=timezone.now()
    )
