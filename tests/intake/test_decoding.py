"""The encoding of a text is decided on the whole file, and never guessed over what contradicts it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from zhivo.intake import decoding
from zhivo.intake.decoding import Verdict, detect
from zhivo.intake.readers import Refused

TABLES = ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5"]
FIRST = [
    *("Анна", "Пётр", "Ольга", "Иван", "Юлия", "Фёдор", "Эльвира"),
    *("Жанна", "Ярослав", "Цветана", "Хасан", "Гюльнара"),
]
LAST = [
    *("Иванов", "Ёлкина", "Щербаков", "Цой", "Подъячев", "Эйхман"),
    *("Абдуллаева", "Жуков", "Юрьева", "Яшин", "Хохлов", "Шульц"),
]
TOWNS = ["Москва", "Орёл", "Йошкар-Ола", "Ярославль", "Омск", "Щёлково", "Элиста", "Южно-Сахалинск", "Уфа", "Чита"]


def people(rows: int, seed: int) -> str:
    pick = random.Random(seed).choice
    lines = [f"{pick(LAST)} {pick(FIRST)};8916{seed:07};{pick(TOWNS)}" for _ in range(rows)]
    return "ФИО;Телефон;Город\r\n" + "\r\n".join(lines) + "\r\n"


def verdict(folder: Path, content: bytes, **options: float) -> Verdict:
    path = folder / "file.csv"
    path.write_bytes(content)
    return detect(path, **options)


@pytest.mark.parametrize("codec", TABLES)
@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_russian_list_of_any_length_is_recognised(tmp_path: Path, codec: str, rows: int) -> None:
    found = [verdict(tmp_path, people(rows, seed).encode(codec)).encoding for seed in range(40)]

    assert found == [codec] * 40


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r"])
def test_a_few_letters_are_enough(tmp_path: Path, codec: str) -> None:
    assert verdict(tmp_path, "имя;тел\r\nОля;89161234567\r\n".encode(codec)).encoding == codec


@pytest.mark.parametrize(
    ("codec", "bom"), [("utf-8", 0), ("utf-8-sig", 3), ("utf-16", 2), ("utf-16-le", 0), ("utf-16-be", 0)]
)
def test_unicode_is_recognised_with_and_without_its_mark(tmp_path: Path, codec: str, bom: int) -> None:
    found = verdict(tmp_path, people(3, 1).encode(codec))

    assert found.encoding == codec.replace("-sig", "").replace("utf-16", "utf-16-le").replace("-le-", "-")
    assert found.bom == bom


def test_the_first_russian_letter_may_come_late(tmp_path: Path) -> None:
    latin = b"name;phone\r\n" + b"".join(b"Client %d;8916%07d\r\n" % (number, number) for number in range(20_000))

    assert verdict(tmp_path, latin + "Пётр;89160000000\r\n".encode("cp1251")).encoding == "cp1251"
    assert verdict(tmp_path, latin + "Пётр;89160000000\r\n".encode()).encoding == "utf-8"


def test_latin_letters_with_marks_are_no_russian(tmp_path: Path) -> None:
    text = "name;town\nJosé García;Málaga\nZoë Müller;Köln\nFrançois Lefèvre;Orléans\n"

    assert verdict(tmp_path, text.encode("cp1252")).encoding == "cp1252"


@pytest.mark.parametrize(
    ("above", "below", "line"), [("cp1251", "utf-8", 7), ("utf-8", "cp1251", 7), ("koi8-r", "utf-8", 7)]
)
def test_a_change_of_encoding_is_named_by_its_line(tmp_path: Path, above: str, below: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        verdict(tmp_path, people(5, 1).encode(above) + people(5, 2).encode(below))

    assert refused.value.code == "mixed_encoding"
    assert refused.value.data == {"line": line, "encoding": above, "other": below}


def test_one_foreign_line_in_a_long_file_is_found(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        verdict(tmp_path, people(3_000, 1).encode() + "Щукин;1;Омск\r\n".encode("cp1251") + people(3_000, 2).encode())

    assert refused.value.data["line"] == 3_002


def test_a_quick_look_takes_parts_of_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "BLOCK", 10_000)
    text = people(1, 1).encode() + b"x;1;y\r\n" * 300_000 + people(20_000, 2).encode()

    found = verdict(tmp_path, text, seconds=0.0)

    assert (found.encoding, found.is_whole) == ("utf-8", False)


def test_text_turned_into_utf8_twice_is_noticed(tmp_path: Path) -> None:
    garbled = people(5, 1).encode().decode("cp1251", "replace").encode()

    assert verdict(tmp_path, garbled).looks_double
    assert not verdict(tmp_path, people(5, 1).encode()).looks_double
