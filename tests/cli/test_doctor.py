import json

import pytest

from tests.command_line import Zhivo


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
    }
    assert told.code == 1


@pytest.mark.django_db
def test_people_get_a_line_each(zhivo: Zhivo) -> None:
    lines = zhivo("doctor").out.splitlines()

    assert len(lines) == 8
    assert {line[0] for line in lines} == {"✓", "✗"}
