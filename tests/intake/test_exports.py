"""The base as files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.intake.readers.found import read
from tests.rows import load
from zhivo.clients.models import Client
from zhivo.clients.queries import ClientQuerySet
from zhivo.intake import exports
from zhivo.intake.headers import guess
from zhivo.intake.undo import undo_batch
from zhivo.journal.models import Operation

pytestmark = pytest.mark.django_db


def test_a_formula_in_a_client_is_made_harmless_and_a_phone_stays() -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "comment": "=HYPERLINK('http://x')"})

    (client,) = csv.DictReader(exports.clients())

    assert client["client_id"] == str(Client.objects.get().pk)
    assert (client["phone"], client["comment"]) == ("+79161234567", "'=HYPERLINK('http://x')")


def test_an_e_mail_that_is_a_formula_is_made_harmless() -> None:
    load({"full_name": "Иванов Иван", "email": "-2+3+cmd@mail.ru"})

    (client,) = csv.DictReader(exports.clients())

    assert client["email"] == "'-2+3+cmd@mail.ru"


def test_a_source_that_is_a_formula_is_made_harmless() -> None:
    load({"full_name": "Иванов Иван"}, source="=1+1")

    (row,) = csv.DictReader(exports.records())

    assert (row["source"], row["file"]) == ("'=1+1", "'=1+1.csv")


def test_a_row_that_went_over_to_a_later_file_stands_under_that_file() -> None:
    first = load({"full_name": "Иванов Иван", "phone": "+79161234567"})
    load({"full_name": "Петрова Мария", "phone": ""}, {"full_name": "Иванов Иван", "phone": "+79161234567"})

    undo_batch(first)

    assert sorted(row["row"] for row in csv.DictReader(exports.records())) == ["2", "3"]


def sent(suffix: str, *, clients: ClientQuerySet | None = None, labels: bool = False) -> bytes:
    everybody = Client.objects.live()
    chosen = everybody.order_by("pk") if clients is None else clients
    _operation, parts = exports.begin(suffix=suffix, clients=chosen, seen=everybody, by=None, labels=labels)
    return b"".join(parts)


def cells(suffix: str, data: bytes) -> list[dict[str, str]]:
    """Read a file as a program would: rows as texts by header."""
    if suffix == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    if suffix == "json":
        return list(json.loads(data))
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("suffix", "comment"), [("csv", "'=1+1"), ("xlsx", "=1+1"), ("json", "=1+1")])
def test_a_formula_is_text_in_every_kind_of_file(suffix: str, comment: str) -> None:
    load({"company": "ООО «Ромашка»", "phone": "+79161234567", "inn": "0274051582", "comment": "=1+1"})

    data = sent(suffix)

    (client,) = cells(suffix, data)
    phone = ["+79161234567"] if suffix == "json" else "+79161234567"
    assert (client["comment"], client["phone"], client["inn"]) == (comment, phone, "0274051582")
    if suffix == "xlsx":
        book = zipfile.ZipFile(io.BytesIO(data))
        assert not any(b"<f>" in book.read(name) for name in book.namelist())


def test_an_email_that_is_a_formula_is_made_harmless() -> None:
    load({"full_name": "Иванов Иван", "email": "=cmd@zhivo-primer.ru"})

    (client,) = csv.DictReader(exports.clients())

    assert client["email"] in ("", "'=cmd@zhivo-primer.ru")


@pytest.mark.parametrize("suffix", exports.FORMATS)
def test_the_order_is_that_of_the_list_over_several_parts(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PART", 2)
    load(
        *(
            {"full_name": f"{last} Иван", "phone": f"+7916123450{n}"}
            for n, last in enumerate(["Жуков", "Белов", "Власов", "Агеев", "Громов"])
        )
    )

    found = cells(suffix, sent(suffix, clients=Client.objects.live().order_by("sort_name", "pk")))

    assert [client["name"] for client in found] == [
        f"{last} Иван" for last in ("Агеев", "Белов", "Власов", "Громов", "Жуков")
    ]


@pytest.mark.parametrize("suffix", exports.FORMATS)
def test_nobody_is_an_empty_file(suffix: str) -> None:
    assert cells(suffix, sent(suffix, clients=Client.objects.none())) == []


def test_who_leaves_the_sight_while_the_file_is_made_is_not_in_it(people: dict[str, Any]) -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567"}, {"full_name": "Петрова Анна", "phone": "+79161234568"})
    seen = Client.objects.visible_to(people["anna"])
    operation, parts = exports.begin(suffix="json", clients=seen.order_by("pk"), seen=seen, by=people["anna"])

    Client.objects.filter(name__startswith="Иванов").update(responsible=people["clara"])

    assert [client["name"] for client in json.loads(b"".join(parts))] == ["Петрова Анна"]
    operation.refresh_from_db()
    assert (operation.state, operation.data["count"]) == ("done", 1)


def test_a_download_that_is_broken_off_stands_in_the_journal_with_what_was_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "PART", 1)
    load(*({"full_name": f"Иванов {name}", "phone": f"+7916123456{n}"} for n, name in enumerate(("Ян", "Лев"))))
    everybody = Client.objects.live()
    operation, parts = exports.begin(suffix="json", clients=everybody.order_by("pk"), seen=everybody, by=None)
    assert Operation.objects.get(kind=exports.KIND.key).data["count"] == 2

    next(parts), next(parts)
    parts.close()  # type: ignore[attr-defined]

    operation.refresh_from_db()
    assert (operation.state, operation.data["count"]) == ("cancelled", 1)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "2 clients exported as xlsx: People. This cannot be undone."),
        ("ru", "Выгружены 2 клиента в xlsx: Люди. Отменить это нельзя."),
    ],
)
def test_the_journal_says_who_took_what_in_both_languages(language: str, sentence: str) -> None:
    operation = exports.note(suffix="xlsx", count=2, by=None, said={"ru": "Люди", "en": "People"})

    with translation.override(language):
        assert exports.KIND.sentence(operation) == sentence
    assert not exports.KIND.undoable(operation)


@pytest.mark.parametrize("suffix", exports.FORMATS)
def test_who_has_no_name_has_none_in_a_table_either(suffix: str) -> None:
    load({"full_name": "", "phone": "+79161234567"}, {"full_name": "Иванов Иван", "phone": "+79161234568"})

    names = [client["name"] for client in cells(suffix, sent(suffix))]

    assert names == (["+7 916 123-45-67", "Иванов Иван"] if suffix == "json" else ["", "Иванов Иван"])


def test_own_fields_and_tags_have_columns_of_their_own() -> None:
    load({"full_name": "Иванов Иван", "tags": "б, а", "position": "юрист", "attribute:Размер": "42"})

    (client,) = csv.DictReader(exports.clients())

    assert (client["tags"], client["position"], client["attribute:Размер"]) == ("а, б", "юрист", "42")


TEXTS = st.text(alphabet="абвЯёЖ=+-@;,\"'\t\nxyz01 ＝", min_size=1, max_size=12)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(comments=st.lists(TEXTS, min_size=1, max_size=4, unique=True), numbers=st.integers(0, 99_999))
def test_what_is_written_into_a_file_and_loaded_again_is_the_same(
    suffix: str, comments: list[str], numbers: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with transaction.atomic():
        load(
            *(
                {"full_name": f"Иванов {'АБВГ'[n]}", "phone": f"+7916{n}0{numbers:05}", "comment": text}
                for n, text in enumerate(comments)
            )
        )
        before = known()
        path = tmp_path_factory.mktemp("files") / f"clients.{suffix}"
        path.write_bytes(sent(suffix))
        transaction.set_rollback(True)
    with transaction.atomic():
        assert not Client.objects.exists()
        keep = ("name", "phone", "comment", "inn")
        found = read(path)
        rows = [dict(zip(found.names, row, strict=True)) for row in found.rows]
        load(*({("full_name" if key == "name" else key): row.get(key, "") for key in keep} for row in rows))
        after = known()
        transaction.set_rollback(True)

    assert after == before


def known() -> list[dict[str, str]]:
    """What the base knows, without what is new at every load."""
    passing = {"client_id", "created_at", "updated_at", "merged_ids"}
    return [{key: text for key, text in row.items() if key not in passing} for row in cells("xlsx", sent("xlsx"))]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_columns_of_a_file_for_people_are_known_again(language: str) -> None:
    load({"full_name": "Иванов Иван", "phone": "+79161234567", "comment": "ждёт"})
    with translation.override(language):
        header, *rows = csv.reader(io.StringIO(sent("csv", labels=True).decode("utf-8-sig")), delimiter=";")

    goes_to = [guess.field for guess in guess(header=header, sample=rows)]

    assert goes_to[:3] == ["source_id", "full_name", "kind"]
    assert goes_to[-3:] == ["-"] * 3
    assert {"phone", "inn", "comment", "company_form"} <= set(goes_to)
