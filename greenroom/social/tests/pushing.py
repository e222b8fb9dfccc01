"""Devices that get pushes, for the tests of this room."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from greenroom.kit import worker
from greenroom.people import sessions
from greenroom.social import actions
from greenroom.social.models import Audience, PushMessage
from greenroom.social.tests.browsers import PushBrowser

SERVICE = "https://push.example/send/"


class Device:
    """A browser in which somebody is signed in, subscribed."""

    def __init__(self, village, person, *, name="one", **choices):
        self.village, self.person = village, person
        self.browser = PushBrowser(f"{SERVICE}{name}")
        self.client = Client()
        self.client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.key = self.client.session.session_key
        UserSession.objects.get_or_create(session_key=self.key, defaults={"user": person, "ip": "192.0.2.1"})
        self.bound_to = f"session:{sessions.mark_of(self.key)}"
        self.row = self.subscribe(**choices)

    def subscribe(self, **choices):
        given = {"person": self.person, "bound_to": self.bound_to, "browser": self.browser.handed_out} | choices
        return self.village.act(actions.subscribe_to_push, by=self.person, **given)

    def heard(self, network):
        """What the browser could read of what came for it."""
        return [self.browser.opened(asked.body) for asked in network.asked if asked.url == self.browser.endpoint]


def work(village):
    worker.work_off(village.tick())


def states():
    return list(PushMessage.objects.order_by("pk").values_list("state", flat=True))


def planned(village, ida):
    """A message that waits, for tests of the sender alone."""
    village.post(ida, "Kanarienvogel @bram", to=Audience.PUBLIC)
    now = village.tick()
    while errand := worker.claim(now, outside=False):
        worker.do(errand, lambda: now)
    return PushMessage.objects.get()
