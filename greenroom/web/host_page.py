"""Who gets in: the hosts of the network; for everybody else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest, HttpResponse

from greenroom.people import queries
from greenroom.web.page import MemberRequest, member_page

type View[**Rest] = Callable[Concatenate[MemberRequest, Rest], HttpResponse]


def host_page[**Rest](view: View[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """For owners and administrators of the network; the one 404 for everybody else who is signed in."""

    @wraps(view)
    def guarded(request: MemberRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not queries.is_host(request.person):
            raise Http404
        return view(request, *args, **kwargs)

    return member_page(guarded)
