import json

import pytest

from tests.command_line import Zhivo
from tests.rows import load
from zhivo.sources.models import Record


@pytest.mark.django_db
def test_it_names_every_finding_and_tells_that_the_tests_server_is_not_safe(zhivo: Zhivo) -> None:
    told = zhivo("doctor", "--json")

    findings = {one["key"]: one["ok"] for one in json.loads(told.out)["checks"]}
    assert findings == {
        "folder": True,
        "disk": True,
        "web": True,
        "worker": True,
        "database": True,
        "safety": False,
        "prepared": True,
        "jobs": True,
        "orphans": True,
    }
    assert told.code == 1


@pytest.mark.django_db
def test_people_get_a_line_each(zhivo: Zhivo) -> None:
    lines = zhivo("doctor").out.splitlines()

    assert len(lines) == 9
    assert {line[0] for line in lines} == {"✓", "✗"}


@pytest.mark.django_db
def test_rows_that_point_at_nothing_are_told_with_their_table_and_number(zhivo: Zhivo) -> None:
    load({"full_name": "Иванов Иван"}, {"full_name": "Петрова Мария"})
    Record.objects.all()._raw_delete("default")

    told = zhivo("doctor")

    assert told.code == 1
    assert "✗ clients_membership: " in told.out
    assert "record_id: 2." in told.out
