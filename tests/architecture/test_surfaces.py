"""Every address, listener and task is in the register of surfaces, and nothing stands there that is gone."""

from django.urls import URLPattern, URLResolver, get_resolver

from greenroom.kit import errands
from greenroom.testing.personas import urls as demo
from greenroom.testing.surfaces import OUTSIDE_THE_ADDRESSES, QUIET, SURFACES


def names_of(patterns):
    """The name of each route, all the way down; a route without one counts by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)


def test_every_route_listener_and_task_has_one_entry():
    routes = set(names_of([*get_resolver().url_patterns, *demo.urlpatterns]))
    workers = {f"work:{name}" for name in errands.DUTIES if ".tests." not in name}
    entries = [name for surface in SURFACES for name in surface.routes] + list(QUIET)

    assert len(routes) > 60, "the walk found too few routes to mean anything"
    without = sorted((routes | workers) - set(entries))
    gone = sorted(set(entries) - (routes | workers) - OUTSIDE_THE_ADDRESSES)
    assert not without, f"no entry for {without}"
    assert not gone, f"nothing is called {gone}"
    assert len(entries) == len(set(entries))


def test_a_quiet_entry_says_why():
    assert [name for name, reason in QUIET.items() if len(reason) < 10] == []
