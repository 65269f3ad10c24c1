"""`zhivo import`: what it prints for programs and people."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.command_line import Zhivo
from tests.intake.books import FIRMS, PEOPLE, PRICES, workbook
from tests.rows import checksum
from zhivo.clients.models import Client, Purchase
from zhivo.intake import drops, jobs, sheets
from zhivo.intake.models import Preflight
from zhivo.sources.models import Batch, Drop, Record, Source

pytestmark = pytest.mark.django_db


def test_refused_rows_go_into_a_file_with_the_reason_also_when_they_come_again(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ФИО;Телефон;Комментарий\nИванов Иван;+79161234567;\n;;кто это\n")

    answers = [json.loads(zhivo("import", str(path), "--json").out) for _time in range(2)]

    assert [answer["refused"] for answer in answers] == [1, 1]
    for answer in answers:
        with Path(answer["errors_file"]).open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file, delimiter=";")
        assert header[1:] == ["ФИО", "Телефон", "Комментарий"]
        assert [row[3] for row in rows] == ["кто это"]
        assert all(row[0] for row in rows)
    assert answers[0]["errors_file"] != answers[1]["errors_file"]


def test_no_file_is_made_when_nothing_was_refused(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("ФИО;Телефон\nИванов Иван;+79161234567\n")

    assert json.loads(zhivo("import", str(tmp_path / "list.csv"), "--json").out)["errors_file"] is None


def test_what_was_odd_in_a_file_is_said_to_people_too(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "contacts.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nN:Иванов;Иван;;;\nTEL:+79161234567\nNOTE:обор")

    told = zhivo("import", str(tmp_path / "contacts.vcf")).out

    assert "Оборванные карточки: 1 (строка 1)" in told or "Cards that are cut off: 1 (row 1)" in told


def test_every_sheet_with_clients_is_loaded_and_one_undo_takes_all_back(zhivo: Zhivo, tmp_path: Path) -> None:
    path, before = tmp_path / "книга.xlsx", checksum()
    path.write_bytes(workbook(Люди=PEOPLE, Цены=PRICES, Фирмы=FIRMS))

    told = zhivo("import", str(path), "--json")
    answer = json.loads(told.out)
    undone = json.loads(zhivo("undo", str(answer["operation"]), "--json").out)

    assert (answer["rows"], answer["clients_created"]) == (3, 3)
    assert [(one["sheet"], one["rows"]) for one in answer["sheets"]] == [("Люди", 2), ("Фирмы", 1)]
    assert answer["sheets_left_out"] == [{"sheet": "Цены", "why": "holds_nobody"}]
    assert "Цены" in told.err
    assert undone["state"] == "undone"
    assert checksum() == before


def test_one_sheet_that_is_asked_for_is_loaded_as_a_file_of_one(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(workbook(Люди=PEOPLE, Фирмы=FIRMS))

    answer = json.loads(zhivo("import", str(path), "--sheet", "Фирмы", "--json").out)

    assert answer["rows"] == 1
    assert "sheets" not in answer


def test_sheets_that_were_cut_off_go_on(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(workbook(Люди=PEOPLE, Фирмы=FIRMS))
    (first, second) = sheets.receive(file=[path.read_bytes()], name=path.name, by=None)
    assert first.drop is not None
    drops.start(drop=first.drop, by=None)
    jobs.work_on(first.pk)

    answer = json.loads(zhivo("import", str(path), "--json").out)

    second.refresh_from_db()
    assert second.state == "done"
    assert Batch.objects.count() == 2
    assert answer["rows"] == 3


def test_a_file_that_waits_behind_others_of_its_drop_has_them_written_first(zhivo: Zhivo, tmp_path: Path) -> None:
    path, drop = tmp_path / "второй.csv", drops.create(by=None)
    for name, person in (("первый.csv", "Жилин Фома"), (path.name, "Седов Пётр")):
        sheets.receive(file=[f"ФИО\n{person}\n".encode()], name=name, by=None, drop=drop)
    path.write_text("ФИО\nСедов Пётр\n", "utf-8")
    drops.start(drop=drop, by=None)

    answer = json.loads(zhivo("import", str(path), "--json").out)

    assert answer["rows"] == 1
    assert [(batch.state, batch.fault) for batch in drops.batches(drop)] == [("done", None)] * 2


def test_a_column_may_be_of_any_sheet(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(workbook(Люди=PEOPLE, Фирмы=FIRMS))

    answer = json.loads(zhivo("import", str(path), "--map", "ИНН=-", "--json").out)
    refused = zhivo("import", str(path), "--map", "Рост=comment")

    assert answer["mapping"] == {"ФИО": "full_name", "Телефон": "phone", "Организация": "company", "ИНН": "-"}
    assert refused.code == 1
    assert "Рост" in refused.err


def test_a_preflight_says_what_the_import_then_does_and_leaves_nothing(zhivo: Zhivo, tmp_path: Path) -> None:
    lists = ("Иванов Иван;+79161234567\n;\nПетрова Мария;111\n", "Иванов Иван;+79161234567\nИванов И.;+79161234567\n")
    for number, rows in enumerate(lists):
        (tmp_path / f"{number}.csv").write_text("ФИО;Телефон\n" + rows)
    words = ("import", *(str(tmp_path / f"{number}.csv") for number in range(2)), "--source", "list", "--json")

    foretold = zhivo(*words, "--preflight")

    assert foretold.code == 0
    left = [model.objects.count() for model in (Batch, Drop, Preflight, Source, Record, Client)]
    assert left == [0] * 6
    written = zhivo(*words)
    timed = ("operation", "seconds", "rows_per_second", "errors_file")
    said, done = ([json.loads(line) for line in told.out.splitlines()] for told in (foretold, written))
    assert [list(answer) for answer in said] == [list(answer) for answer in done]
    assert [[answer[name] for name in timed[::3]] for answer in said] == [[None, None]] * 2
    for answer in (*said, *done):
        for name in timed:
            del answer[name]
    assert said == done
    assert (said[1]["unchanged"], said[1]["clients_joined"]) == (1, 2)


def test_a_preflight_of_an_unreadable_file_says_why_and_tells_of_the_others(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (tmp_path / "list.csv").write_text("ФИО\nИванов Иван\n")
    files = [str(tmp_path / name) for name in ("picture.csv", "list.csv")]

    told = zhivo("import", *files, "--preflight", "--json")
    alone = zhivo("import", files[0], "--preflight", "--json")
    mapped = zhivo("import", files[1], "--map", "Нет=phone", "--preflight")

    first, second = map(json.loads, told.out.splitlines())
    assert (told.code, first["error"]["code"], second["clients_created"]) == (1, "not_a_table", 1)
    assert (alone.code, json.loads(alone.out)["error"]["code"]) == (1, "not_a_table")
    assert mapped.code == 1
    assert not Batch.objects.exists()


def test_a_preflight_for_people_says_that_nothing_was_written(zhivo: Zhivo, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("ФИО\nИванов Иван\n")

    told = zhivo("import", str(tmp_path / "list.csv"), "--preflight")

    assert told.out.splitlines()[-1] in ("Nothing was written.", "Ничего не записано.")


def test_a_column_chosen_by_hand_takes_a_field_of_one_column_from_a_guess(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Дата;Телефон;Номер заказа;Сумма заказа;К выдаче\n01.02.2025;+79161234567;7;1000;900\n")

    answer = json.loads(zhivo("import", str(path), "--what", "purchases", "--map", "К выдаче=amount", "--json").out)

    assert answer["mapping"]["Сумма заказа"] == "-"
    assert Purchase.objects.get().amount == 900


def test_a_file_read_in_another_encoding_is_another_import(zhivo: Zhivo, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("ФИО;Телефон\nИванов Иван;+79161234567\n".encode("cp1251"))
    zhivo("import", str(path), "--encoding", "koi8-r")
    Batch.objects.update(state="failed")

    answer = json.loads(zhivo("import", str(path), "--encoding", "cp1251", "--json").out)

    assert "ФИО" in answer["mapping"]
    assert Batch.objects.filter(state="done").count() == 1
