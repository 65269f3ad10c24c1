"""The rows behind the numbers of the page of consequences, and the file of those that need a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from tests.web.cast import FOREIGN_MARKS, World
from tests.web.imports.foretelling import dropped
from zhivo.intake import drops, preflight
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]

FIELDS = ["full_name", "phone", "email"]
LIST = """ФИО;Телефон;Почта
Иванов Иван;8 916 123-45-67;
Чужаков Тимофей;+7 999 000-11-22;chuzh@gmial.com
Юдина Ольга;+7 903 555 00 00;не скажу
Юдина Ольга;+7 903 555 00 00;
;нет;
"""


def reckoned(by: User, text: str = LIST, mapping: list[str] | None = None) -> tuple[Batch, Drop]:
    batch = dropped(by, text=text, mapping=mapping or FIELDS)
    drop = drops.of(batch)
    preflight.ask(drop=drop)
    found = preflight.run(drop.pk)
    assert found is not None
    assert found.state == "done"
    return batch, drop


def told(browser: Browser, path: str, **query: Any) -> str:
    return browser.get(path, query).content.decode().replace("\u00a0", " ")


def numbers(text: str) -> list[str]:
    return re.findall(r'<td class="r i3 tn">(\d+)</td>', text)


@pytest.mark.parametrize(
    ("of", "rows"),
    [
        ("all", ["2", "3", "4", "5", "6"]),
        ("joined", ["2", "3", "5"]),
        ("created", ["4"]),
        ("refused", ["6"]),
        ("in_files", ["5"]),
        ("email:domain_typo", ["3"]),
        ("no such", ["2", "3", "4", "5", "6"]),
    ],
)
def test_every_number_has_its_rows(world: World, owner: Browser, of: str, rows: list[str]) -> None:
    _batch, drop = reckoned(world.people["owner"])

    text = told(owner, f"/imports/drops/{drop.pk}/consequences/rows/", of=of)

    assert numbers(text) == rows


def test_a_row_says_what_becomes_of_it_and_whom_it_meets(world: World, owner: Browser) -> None:
    _batch, drop = reckoned(world.people["owner"])

    text = told(owner, f"/imports/drops/{drop.pk}/consequences/rows/", of="joined")

    assert f'href="/clients/{world.ivan.pk}/"' in text
    assert "строка 4 этого файла" in text


def test_rows_come_as_a_page_and_as_a_region_behind_a_place(
    world: World, owner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhivo.web.imports.foretold.ON_A_PAGE", 2)
    _batch, drop = reckoned(world.people["owner"])

    page = told(owner, f"/imports/drops/{drop.pk}/consequences/rows/")
    after = re.findall(r'hx-get="\?after=(\d+)"', page)
    region = owner.get(
        f"/imports/drops/{drop.pk}/consequences/rows/", {"after": after[0]}, headers={"HX-Request": "true"}
    )

    assert numbers(page) == ["2", "3"]
    assert numbers(region.content.decode()) == ["4", "5"]
    assert "<html" not in region.content.decode()


def test_rows_of_somebody_elses_client_are_kept_back(world: World, log_in: LogIn) -> None:
    _batch, drop = reckoned(world.people["owner"])

    head = log_in(world.people["head"])
    text = told(head, f"/imports/drops/{drop.pk}/consequences/rows/") + told(
        head, f"/imports/drops/{drop.pk}/consequences/"
    )

    assert "chuzh@gmial.com" not in told(head, f"/imports/drops/{drop.pk}/consequences/rows/")
    assert numbers(told(head, f"/imports/drops/{drop.pk}/consequences/rows/")) == ["2", "3", "4", "5", "6"]
    assert str(world.stranger.pk) not in text


def test_whoever_dropped_the_file_sees_its_cells_but_no_foreign_client(world: World, log_in: LogIn) -> None:
    _batch, drop = reckoned(world.people["head"], text=LIST.replace("Чужаков Тимофей", "Ч. Тимофей"))

    text = told(log_in(world.people["head"]), f"/imports/drops/{drop.pk}/consequences/rows/")

    assert "chuzh@gmial.com" in text
    assert f"/clients/{world.stranger.pk}/" not in text
    assert not [mark for mark in FOREIGN_MARKS if mark in text and mark not in LIST]


def test_a_manager_is_refused(world: World, log_in: LogIn) -> None:
    batch, drop = reckoned(world.people["owner"])

    assert log_in(world.clara).get(f"/imports/drops/{drop.pk}/consequences/rows/").status_code == 403
    assert log_in(world.clara).get(f"/imports/{batch.pk}/questions.csv").status_code == 403
    assert log_in(world.people["administrator"]).get(f"/imports/{batch.pk}/questions.csv").status_code == 404


def test_rows_that_need_a_person_come_as_a_file_with_the_reason(world: World, owner: Browser) -> None:
    batch, _drop = reckoned(world.people["owner"])

    answer = owner.get(f"/imports/{batch.pk}/questions.csv")
    lines = b"".join(answer).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]

    assert lines[0].split(";")[1:] == ["ФИО", "Телефон", "Почта"]
    assert [line.split(";")[1] for line in lines[1:]] == ["Чужаков Тимофей", "Юдина Ольга", ""]  # as in the file
    why = [line.split(";")[0].strip('"') for line in lines]
    assert why[0] == f"На что посмотреть (загрузка {batch.pk})"
    assert ["Не будет записана" in text for text in why[1:]] == [False, False, True]


def test_the_file_for_somebody_else_is_without_rows_of_foreign_clients(world: World, log_in: LogIn) -> None:
    batch, _drop = reckoned(world.people["owner"])

    answer = log_in(world.people["head"]).get(f"/imports/{batch.pk}/questions.csv")

    assert "Чужаков" not in b"".join(answer).decode()  # type: ignore[arg-type]


def test_when_something_has_changed_there_are_no_rows_and_it_says_so(world: World, owner: Browser) -> None:
    batch, drop = reckoned(world.people["owner"])
    Batch.objects.filter(pk=batch.pk).update(mapping=["full_name", "phone", "-"])

    text = told(owner, f"/imports/drops/{drop.pk}/consequences/rows/")

    assert numbers(text) == []
    assert f'href="/imports/drops/{drop.pk}/consequences/"' in text
