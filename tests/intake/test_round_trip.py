"""What leaves the base as a file comes back the same: in every field, whatever texts there are."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.intake.readers.found import read
from zhivo.clients import attributes
from zhivo.clients.models import Attribute, Client
from zhivo.intake import exports, pieces, prepared
from zhivo.intake.batches import mapping_for
from zhivo.intake.exported import header, mapping
from zhivo.journal.models import Operation
from zhivo.sources.models import Batch, Record, Source

pytestmark = pytest.mark.django_db
TRIPS = int(os.environ.get("ROUND_TRIPS", "3"))  # ROUND_TRIPS=300 for a long run
ODD = [
    *("=1+1", "+7", "-5", "@x", "'=1+1", "007", "0079161234567", "12345678901234567890", "7707083893", "500100732259"),
    *(
        "01.02.2024",
        "31/12/99",
        "2024-02-30",
        "1e5",
        "true",
        "NULL",
        "№ 5",
        "—",
        "Итого",
        "50 %",
        "%s",
        "\\",
        "''",
        '"',
    ),
    *(
        " край ",
        "а;б",
        "а,б",
        'ск"аз"ал',
        "две\nстроки",
        "две\r\nстроки",
        "одна\rдве",
        "таб\tтаб",
        "\u00a0",
        "a\u200bb",
    ),
    *(
        " '=",
        "'\t'=1",
        "'",
        "''=1",
        "éß😀",
        "＝1",
        "\u202egnp",
        "_x000D_",
        "<b>x</b>",
        "{{7*7}}",
        "ё" * 300,
        "СОБАКА",
        "Анна Мария",
        "S. А. Б.",
    ),
]
FIELDS = [
    *("full_name", "last_name", "first_name", "patronymic", "kind", "sex", "birthday", "company_form", "kpp", "ogrn"),
    *("city", "region", "time_zone", "comment", "tags", "position", "telegram", "vk", "address", "legal_address"),
    *("status", "responsible", "created_on", "next_action_on", "consent", "interest", "age", "whatsapp", "source"),
    *("attribute:Размер", "attribute:Имя", "attribute:Своё поле: Имя", "attribute:=1+1", "attribute:client_id"),
]
PEOPLE = ["Иванов Иван", "Пётр Ёлкин", "Ван Дейк", "Салтыкова-Щедрина Анна Юрьевна", "Магазин цветов", "Анна (днём)"]
FIRMS = ["ООО Ромашка", 'ООО "ООО Лютик"', "АО НПО Энергия", "Василёк", "ИП Иванов Иван", 'ИП "Техника"', "Анна", "НПО"]
PLACES = ["Москва", "г. Орёл", "Московская область", "Урал", "+3", "Europe/Moscow", "Новый Выселок"]

texts = st.one_of(
    st.sampled_from(["", *ODD, *PEOPLE, *PLACES]),
    st.tuples(st.sampled_from(ODD), st.sampled_from(ODD)).map(" ".join),
    st.text(alphabet="абвЯёЖ=+-@;,\"'\t\n\rxyz01 ＝«»().", max_size=12),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Some columns and rows; no two rows share a phone or a firm, for then they would be joined."""
    fields = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=8, unique=True))
    rows = draw(st.lists(st.lists(texts, min_size=len(fields), max_size=len(fields)), min_size=1, max_size=5))
    firms = draw(st.permutations(FIRMS))
    numbers = [[f"8916123450{place}; 2-34-5{place}", firm] for place, firm in enumerate(firms)]
    return [*fields, "phone", "company"], [row + of for row, of in zip(rows, numbers, strict=False)]


@pytest.mark.parametrize("way", ["csv", "xlsx", "command"])
@settings(max_examples=TRIPS, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(), language=st.sampled_from(["ru", "en"]))
@example(table=(["full_name", "phone"], [["", "89161234567"], ["", "2-34-56"]]), language="ru")
@example(table=(["source_id", "comment"], [["1", ""], ["2", "=1+1"]]), language="en")
@example(table=(["first_name", "last_name"], [["Анна Мария", ""], ["", "Ван Дейк"]]), language="ru")
def test_a_file_of_clients_comes_back_as_it_left(
    way: str, table: tuple[list[str], list[list[str]]], language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fields, rows = table
    path = tmp_path_factory.mktemp("files") / f"clients.{'xlsx' if way == 'xlsx' else 'csv'}"
    with base_of_its_own(), translation.override(language):
        columns = {f"c{place}": [row[place] for row in rows] for place in range(len(fields))}
        write([pl.DataFrame({"row": range(2, len(rows) + 2)} | columns)], names=fields, goes_to=fields)
        path.write_bytes(sent(way))
        before = told(path)
    if not before:
        return
    with base_of_its_own(), translation.override(language):
        load(path)
        path.write_bytes(sent(way))
        after = told(path)

    assert after == before


@contextmanager
def base_of_its_own() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def load(path: Path) -> None:
    found = read(path)
    source = Source.objects.create(name="list")
    goes_to = mapping_for(source=source, columns=found.names, sample=found.rows[:50])
    write(found.pieces, names=found.names, goes_to=goes_to, source=source)


def write(frames: list[pl.DataFrame], *, names: list[str], goes_to: list[str], source: Source | None = None) -> None:
    source = source or Source.objects.create(name="first")
    operation = Operation.objects.create(kind="import", data={})
    batch = Batch.objects.create(
        source=source, operation=operation, file_name="list", columns=names, mapping=goes_to, state="done"
    )
    own = attributes.typed(goes_to)
    for number, raw in enumerate(frames):
        made = prepared.make(number=number, raw=raw, origin=str(source.pk), mapping=goes_to, attributes=own)
        pieces.write(batch, made)


def sent(way: str) -> bytes:
    if way == "command":
        return "".join(exports.clients()).encode()
    everybody = Client.objects.live().order_by("pk")
    return b"".join(exports.begin(suffix=way, clients=everybody, seen=everybody, by=None)[1])


def told(path: Path) -> list[dict[str, str]]:
    """The rows of a file as another program reads them, without what is new in every base."""
    if path.suffix == ".xlsx":
        names, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    else:
        text = path.read_text("utf-8-sig")
        delimiter = "," if text.startswith("client_id") else ";"
        names, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=delimiter)
    passing = {place for place, key in enumerate(mapping(list(map(str, names))) or []) if key in ("-", "source_id")}
    return [
        {
            str(name): str(cell)
            for place, (name, cell) in enumerate(zip(names, row, strict=False))
            if place not in passing
        }
        for row in rows
    ]


def test_an_own_field_called_like_another_column_is_told_apart() -> None:
    columns = ["client_id", "phone", "attribute:Телефон", "attribute:Размер", "attribute:=1", "merged_ids"]

    for language, name in (("ru", "Телефон"), ("en", "Phone")):
        with translation.override(language):
            made = header(columns, labels=True)
        assert made[1] == name
        assert made[3:5] == ["Размер", "'=1"]
        assert mapping(made) == ["source_id", *columns[1:-1], "-"]


def test_a_file_of_another_program_is_not_taken_for_ours() -> None:
    assert mapping(["client_id", "name", "phone"]) is None


def test_what_came_in_a_cell_is_what_the_raw_row_holds() -> None:
    path_rows = [[odd, "x"] for odd in ODD]
    frame = pl.DataFrame({"row": range(2, len(ODD) + 2), "c0": ODD, "c1": ["x"] * len(ODD)})

    write([frame], names=["A", "B"], goes_to=["comment", "attribute:B"])

    assert [record.values for record in Record.objects.order_by("row")] == path_rows


def test_values_of_every_type_come_back_under_the_name_of_their_field(tmp_path: Path) -> None:
    kept = {"number": "1250.5", "money": "46900.00", "date": "1980-05-31", "yes_no": "нет", "choice": "XL"}
    kept |= {"several": "XL; M", "link": "https://site.ru", "phone": "+79161234567", "email": "a@zhivo-primer.ru"}
    kept |= {"text": "007", "long_text": "две\nстроки"}
    names = {of_type: f"Поле {of_type}" for of_type in kept}
    with base_of_its_own():
        goes_to = ["full_name", "phone", *(f"attribute:{name}" for name in names.values())]
        for of_type, name in names.items():
            operation = attributes.make(label=name, of_type=of_type, options=["XL", "M"], by=None)
            field = Attribute.objects.get(pk=operation.data["attribute"])
            attributes.change(attribute=field, label=f"{name} по-новому", by=None)
        row = ["Петров Пётр", "89161234560", *kept.values()]
        frame = pl.DataFrame({"row": [2]} | {f"c{place}": [cell] for place, cell in enumerate(row)})
        write([frame], names=goes_to, goes_to=goes_to)
        (tmp_path / "clients.csv").write_bytes(sent("csv"))

        assert own_values() == list(kept.values())

    for typed in (True, False):
        with base_of_its_own():
            for of_type, name in names.items() if typed else ():
                attributes.make(label=f"{name} по-новому", of_type=of_type, options=["XL", "M"], by=None)
            load(tmp_path / "clients.csv")
            assert own_values() == list(kept.values())


def own_values() -> list[str]:
    values = Client.objects.get().values
    order = ["number", "money", "date", "yes_no", "choice", "several", "link", "phone", "email", "text", "long_text"]
    return [next(value for key, value in values.items() if key.startswith(f"attribute:Поле {one}")) for one in order]
