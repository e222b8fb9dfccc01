"""`greenroom work` stops within three seconds: what is in hand is finished or given back."""

import signal
import time

import pytest


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_worker_stops_at_once(house, number):
    house.do("ring", "1")
    working = house.start("rest", "0")
    assert working.stdout.readline() == '"begun"\n'
    time.sleep(0.2)

    asked = time.monotonic()
    working.send_signal(number)
    assert working.wait(10) == 0

    assert time.monotonic() - asked < 2
    assert house.do("tell")["answer"] == [1]


def test_a_short_errand_in_hand_is_finished(house):
    house.do("ring", "1")
    working = house.start("rest", "1")
    working.stdout.readline()

    asked = time.monotonic()
    working.terminate()
    assert working.wait(10) == 0

    assert time.monotonic() - asked < 3
    assert house.do("tell")["answer"] == [1]


def test_a_long_errand_in_hand_is_given_back_and_can_be_done_at_once(house):
    house.do("ring", "1")
    working = house.start("rest", "30")
    working.stdout.readline()

    asked = time.monotonic()
    working.terminate()
    assert working.wait(10) == 0
    assert time.monotonic() - asked < 3
    assert house.do("tell")["answer"] == []

    finishing = house.start("rest", "0")
    finishing.stdout.readline()
    finishing.terminate()
    finishing.wait(10)
    assert house.do("tell")["answer"] == [1]


def test_a_worker_stops_while_the_mail_server_is_silent(house):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        house.environment |= {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(silent.getsockname()[1])}
        house.do("write")
        working = house.start("rest", "0")
        silent.accept()

        asked = time.monotonic()
        working.terminate()
        assert working.wait(10) == 0
        assert time.monotonic() - asked < 3
