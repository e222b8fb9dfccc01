"""The pictures of people and organisations: their address on pages, and the files behind it."""

import hashlib

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from greenroom.kit.pictures import storing
from greenroom.people import queries as people
from greenroom.people.models import Identity
from greenroom.web.files import KEPT_A_WHILE, file_reply
from greenroom.web.page import GuestRequest, public_page

KINDS = {"avatar": "avatar_key", "header": "header_key"}
MIMES = {storing.FULL: "image/jpeg", storing.PREVIEW: "image/webp"}


def address(identity: Identity, kind: str = "avatar", variant: str = storing.PREVIEW) -> str:
    """Where the picture is; "" when there is none. Another picture has another address, so that devices may keep it."""
    key: str = getattr(identity, KINDS[kind])
    if not key:
        return ""
    version = hashlib.sha256(key.encode()).hexdigest()[:10]  # the key itself names the folder, and stays inside
    return f"/faces/{identity.pk}/{kind}/{variant}?v={version}"


@public_page
@require_safe
def face(request: GuestRequest, identity_id: int, kind: str, variant: str) -> HttpResponse:
    """The picture, for whoever may see the identity: not of the suspended, nor of somebody who blocks the reader."""
    identity = people.identity_with_a_face(identity_id)
    if identity is None or kind not in KINDS or identity.pk in request.viewer.hidden_ids:
        raise Http404
    try:
        file = storing.opened(getattr(identity, KINDS[kind]), variant)
    except FileNotFoundError:
        raise Http404 from None
    return file_reply(file, mime=MIMES[variant], name=f"{identity.handle}-{kind}", caching=KEPT_A_WHILE)
