"""Text files as they really come."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.readers.found import Read, read
from zhivo.intake.readers import Refused, delimited

PEOPLE = "ФИО;Телефон;Город\r\nИванов Иван;+79161234567;Москва\r\nПетрова Анна;89031112233;Орёл\r\n"
ROWS = [["Иванов Иван", "+79161234567", "Москва"], ["Петрова Анна", "89031112233", "Орёл"]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_parts_rows(read_text: Read, line_end: str) -> None:
    found = read_text(PEOPLE.replace("\r\n", line_end))

    assert found.rows == ROWS
    assert found.numbers == [2, 3]


def test_mixed_line_ends_part_rows(read_text: Read) -> None:
    found = read_text("имя;тел\nОля;89161234567\r\nЮля;89161234568\rАня;89161234569")

    assert [row[0] for row in found.rows] == ["Оля", "Юля", "Аня"]
    assert found.numbers == [2, 3, 4]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_a_russian_list_opens_in_every_usual_encoding(read_text: Read, codec: str) -> None:
    assert read_text(PEOPLE.encode(codec)).rows == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^"])
def test_the_delimiter_is_found(read_text: Read, delimiter: str) -> None:
    found = read_text(PEOPLE.replace(";", delimiter))

    assert found.rows == ROWS
    assert found.tally.facts["delimiter"] == delimiter


def test_a_file_of_one_column_has_no_delimiter(read_text: Read) -> None:
    found = read_text("phone\r\n7,91612E+10\r\n+7 916 123 45 67, 8-916-765-43-21\r\n9161234567\r\n")

    assert found.names == ["phone"]
    assert [len(row) for row in found.rows] == [1, 1, 1]
    assert found.tally.facts["delimiter"] == ""


def test_the_line_sep_is_obeyed_and_is_no_row(read_text: Read) -> None:
    found = read_text("sep=;\r\n" + PEOPLE)

    assert found.rows == ROWS
    assert found.numbers == [3, 4]
    assert found.skipped() == {"sep_line": [1]}


def test_a_row_is_numbered_by_its_first_line(read_text: Read) -> None:
    found = read_text('имя;адрес\r\n"Иван";"ул. Ленина\r\nд. 1"\r\nПётр;ул. Мира\r\n')

    assert found.rows == [["Иван", "ул. Ленина\r\nд. 1"], ["Пётр", "ул. Мира"]]
    assert found.numbers == [2, 4]


def test_quotes_inside_a_cell_stay(read_text: Read) -> None:
    found = read_text('имя;фирма\nИван;ООО "Ромашка"\nПётр;"ООО ""Лютик"""\nОля;"Заря" ТОО\nЮля;5" диск\n')

    assert [row[1] for row in found.rows] == ['ООО "Ромашка"', 'ООО "Лютик"', '"Заря" ТОО', '5" диск']
    assert found.notes() == {"loose_quote": [4]}


def test_a_quote_never_closed_costs_only_its_own_line(read_text: Read) -> None:
    found = read_text('a;b\r\n1;"never closed\r\n' + "x;y\r\n" * 5_000)

    assert len(found.rows) == 5_001
    assert found.rows[0] == ["1", '"never closed']
    assert found.notes() == {"unclosed_quote": [2]}


def test_a_quote_closed_many_rows_below_does_not_swallow_them(read_text: Read) -> None:
    rows = [f"Имя{number};город;улица;дом" for number in range(10)]
    rows[3] = 'Имя3;город;улица;"дом'
    rows[8] = 'Имя8;город;улица;дом"'

    found = read_text("\n".join(["а;б;в;г", *rows]) + "\n", header_row=1)

    assert [row[0] for row in found.rows] == [f"Имя{number}" for number in range(10)]
    assert found.notes()["unclosed_quote"] == [5]


def test_rows_of_unequal_length_lose_nothing(read_text: Read) -> None:
    found = read_text("a;b;c\r\n1;2\r\n1;2;3;4\r\n;;\r\n\r\n1;2;3\r\n")

    assert found.rows == [["1", "2", "", ""], ["1", "2", "3", "4"], ["1", "2", "3", ""]]
    assert found.names == ["a", "b", "c", ""]
    assert found.notes() == {"short_row": [2], "long_row": [3]}
    assert found.skipped() == {"blank": [4, 5]}


def test_a_longer_row_far_below_becomes_one_more_column(read_text: Read) -> None:
    found = read_text("имя;город\n" + "Анна;Москва\n" * 500 + "Пётр;Орёл;ещё\n", piece_rows=200)

    assert found.names == ["имя", "город", ""]
    assert found.rows[-1] == ["Пётр", "Орёл", "ещё"]
    assert [piece.width for piece in found.pieces] == [3, 3, 4]
    assert found.notes() == {"long_row": [502]}


def test_equal_and_empty_names_of_columns_are_kept_apart(read_text: Read) -> None:
    found = read_text("Телефон;Телефон;;\r\n1;2;3;4\r\n")

    assert found.names == ["Телефон", "Телефон", "", ""]
    assert found.rows == [["1", "2", "3", "4"]]


def test_a_file_without_header_gets_names_and_keeps_its_first_row(read_text: Read) -> None:
    found = read_text("Иван;89161234567\r\nПётр;89161234568\r\n")

    assert found.names == ["Столбец 1", "Столбец 2"]
    assert found.numbers == [1, 2]
    assert "no_header" in found.notes()


def test_zero_bytes_are_shown_and_counted(read_text: Read) -> None:
    found = read_text(PEOPLE.replace("Иванов", "Ив\0анов"))

    assert found.rows[0][0] == "Ив␀анов Иван"
    assert found.notes() == {"nul": [2]}


def test_files_joined_into_one_are_read_as_one(read_text: Read) -> None:
    found = read_text(PEOPLE.encode("utf-8-sig") + PEOPLE.encode("utf-8-sig"))

    assert found.rows == ROWS + ROWS
    assert found.skipped() == {"header_again": [4]}
    assert found.notes() == {"mark_inside": [4]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"\r\n \r\n", "empty_file"),
        (b"a;b\r\n", "header_only"),
        (b"a;b\r\n;;\r\n", "header_only"),
        (b";".join(b"c%d" % number for number in range(17_000)) + b"\n", "too_many_columns"),
    ],
)
def test_a_file_without_rows_is_refused(read_text: Read, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text(content)

    assert refused.value.code == code


def test_a_record_longer_than_memory_allows_is_refused_with_its_row(
    read_text: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LONGEST_RECORD", 100_000)
    monkeypatch.setattr(delimited, "FIRST_BLOCK", 10_000)
    monkeypatch.setattr(delimited, "BLOCK", 10_000)

    with pytest.raises(Refused) as refused:
        read_text('a;b\r\n1;"' + "x" * 200_000 + '"\r\n')

    assert (refused.value.code, refused.value.data["row"]) == ("row_too_long", 2)


def test_pieces_are_cut_at_the_same_rows_whatever_the_blocks(read_text: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "имя;город\n" + "".join(f"Анна {number};Москва\n" for number in range(2_000))

    once = read_text(text, piece_rows=300)
    monkeypatch.setattr(delimited, "FIRST_BLOCK", 1_000)
    again = read_text(text, piece_rows=300)

    assert [piece.height for piece in once.pieces] == [300] * 6 + [200]
    assert all(one.equals(two) for one, two in zip(once.pieces, again.pieces, strict=True))


def test_an_encoding_chosen_by_a_person_is_obeyed_and_its_losses_are_named(read_text: Read) -> None:
    found = read_text(PEOPLE.encode() + "Щукин;1;Омск\r\n".encode("cp1251"), encoding="utf-8")

    assert found.rows[:2] == ROWS
    assert found.rows[2][1] == "1"
    assert found.notes() == {"undecodable": [4]}


def test_a_line_that_does_not_decode_is_named(read_text: Read) -> None:
    with pytest.raises(Refused) as refused:
        read_text(PEOPLE.encode("utf-16") + b"\x00\xd8a\x00")

    assert refused.value.code == "undecodable"
    assert refused.value.data["line"] == 4


def test_an_unknown_encoding_is_refused(read_text: Read) -> None:
    with pytest.raises(Refused, match="unknown_encoding"):
        read_text(PEOPLE, encoding="klingon")


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
def test_an_impossible_delimiter_is_refused(read_text: Read, delimiter: str) -> None:
    with pytest.raises(Refused, match="bad_delimiter"):
        read_text(PEOPLE, delimiter=delimiter)


@pytest.mark.parametrize("delimiter", ["§", "x", " "])
def test_an_unusual_delimiter_is_obeyed(read_text: Read, delimiter: str) -> None:
    found = read_text(f"имя{delimiter}город\nАнна{delimiter}Омск\nПётр{delimiter}Орёл\n", delimiter=delimiter)

    assert found.rows == [["Анна", "Омск"], ["Пётр", "Орёл"]]


def test_the_careful_and_the_fast_way_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.csv"
    lines = [f'Имя {number},"ул. Мира,\nд. {number}",{number}' for number in range(300)]
    path.write_text("имя,адрес,номер\n" + "\n".join(lines), "utf-8")

    fast = read(path)
    monkeypatch.setattr(delimited._Parts, "_fast", lambda self, part: None)
    careful = read(path)

    assert fast.rows == careful.rows
    assert fast.numbers == careful.numbers
    assert len(fast.rows) == 300


def test_a_long_blank_beginning_is_no_empty_file(read_text: Read) -> None:
    assert read_text("\n" * 70_000 + "Анна\nПётр\n").rows == [["Анна"], ["Пётр"]]


def test_a_file_of_delimiters_alone_is_empty(read_text: Read) -> None:
    with pytest.raises(Refused, match="empty_file"):
        read_text("\r\n \r\n;;;\r\n")
