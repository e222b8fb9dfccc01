"""A worker killed at any point: row effects happen exactly once, a mail once or it is called unknown [R1]."""

import signal
import time

import pytest

from greenroom.kit.tests.post_office import post_office

ROW_POINTS = [
    "-greenroom.kit.worker.claim",
    "greenroom.kit.worker.claim",
    "-greenroom.kit.worker._finish",  # the handler has written, nothing is committed
    "greenroom.kit.worker._finish",  # marked done, nothing is committed
    "greenroom.kit.worker.do",  # committed
]


@pytest.mark.parametrize("point", ROW_POINTS)
def test_r1_a_killed_worker_leaves_each_row_effect_exactly_once(house, point):
    house.do("ring", "1", "2", "3")

    assert house.do("work", "0", point) == -signal.SIGKILL
    after = house.do("finish", "0", "2")

    assert (sorted(after["answer"]), sorted(after["written"]), after["open"]) == ([1, 2, 3], [1, 2, 3], 0)


FILE_POINTS = ["-greenroom.kit.letters.write_file", "greenroom.kit.letters.write_file", "greenroom.kit.mail._settle"]


@pytest.mark.parametrize("point", FILE_POINTS)
def test_r1_a_worker_killed_around_a_file_leaves_one_letter(house, point):
    house.do("write")

    assert house.do("work", "0", point) == -signal.SIGKILL
    after = house.do("finish", "2")

    assert (after["letters"], after["mail"], after["open"]) == (1, ["sent"], 0)


WIRE_POINTS = [
    ("greenroom.kit.postman._dial", "sent", 1),
    ("greenroom.kit.postman.introduce", "sent", 1),
    ("greenroom.kit.mail._begin", "unknown", 0),
    ("greenroom.kit.postman.deliver", "unknown", 1),
    ("greenroom.kit.mail._settle", "sent", 1),
    ("greenroom.kit.worker.do", "sent", 1),
]


@pytest.mark.parametrize(("point", "state", "taken"), WIRE_POINTS)
def test_r1_a_worker_killed_around_a_call_sends_once_or_says_unknown(house, point, state, taken):
    with post_office() as office:
        house.environment |= {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(office.port)}
        house.do("write")

        assert house.do("work", "0", point) == -signal.SIGKILL
        after = house.do("finish", "2", "9999")

        assert (after["mail"], len(office.taken), after["open"]) == ([state], taken, 0)


def test_r1_four_workers_killed_again_and_again_do_everything_exactly_once(house):
    numbers = [str(number) for number in range(150)]
    house.do("ring", *numbers)
    working = [house.start("toil", "1.5") for _ in range(4)]
    for round_ in range(12):
        time.sleep(0.25)
        victim = round_ % 4
        working[victim].kill()
        working[victim].wait()
        working[victim] = house.start("toil", "1.5")
    until = time.monotonic() + 45
    while (after := house.do("tell"))["open"] and time.monotonic() < until:
        time.sleep(0.3)
    for worker in working:
        worker.kill()
        worker.wait()

    assert after["open"] == 0
    assert sorted(after["answer"]) == sorted(after["written"]) == list(range(150))


def test_r8_four_processes_append_to_one_unbroken_chain(house):
    appending = [house.start("chain", str(first), "50") for first in (0, 50, 100, 150)]
    assert [process.wait(60) for process in appending] == [0, 0, 0, 0]

    after = house.do("tell")
    assert (after["entries"], after["faults"]) == (200, 0)
