"""`greenroom audit verify` says what it found."""

import json

import pytest
from django.db import transaction
from django.utils import timezone

from greenroom.config import cli
from greenroom.kit import audit
from greenroom.kit.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_chain_that_holds_and_one_that_does_not(capsys):
    with transaction.atomic():
        entries = [audit.record(action="test", actor_id=1, now=timezone.now()) for _ in range(3)]

    assert cli.main(["audit", "verify"]) == 0
    assert capsys.readouterr().out == f"3 entries, holds, head {entries[-1].hash[:16]}\n"

    AuditEntry.objects.filter(sequence=2).delete()

    assert cli.main(["audit", "verify"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "entry 3: entry 2 is missing before this one"
    assert cli.main(["audit", "verify", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["faults"] == [{"sequence": 3, "what": "entry 2 is missing before this one"}]
    assert said["entries"] == 2
