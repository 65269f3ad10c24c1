"""Contact cards read as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.intake.readers.found import Found, read
from zhivo.intake import headers
from zhivo.intake.readers import Refused, cards, vcard
from zhivo.intake.readers.beginning import look
from zhivo.intake.readers.child import open_reader

ReadCards = Callable[..., Found]

FROM_A_PHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iOS 17//EN
N:Юдина;Ольга;Сергеевна;;
FN:Ольга Юдина
ORG:ООО «Парус»;Отдел продаж
TITLE:Директор
item1.TEL;type=pref:+7 903 555-77-88
item1.X-ABLabel:_$!<Main>!$_
TEL;type=WORK;type=FAX:+7 495 111-22-33
EMAIL;type=INTERNET;type=WORK:olga@primer.ru
item2.ADR;type=HOME:;;ул. Ленина\\, 5;Омск;Омская обл.;644000;Россия
BDAY:19800531
NOTE:Любит чай\\; кофе\\, какао\\nвторая строка длинным текс
 том
URL:https://primer.ru
CATEGORIES:VIP,Опт\\, крупный
UID:AAA-1
X-FAVOURITE:липа
END:VCARD
"""


@pytest.fixture
def read_cards(tmp_path: Path) -> ReadCards:
    def read_it(text: str | bytes, **options: object) -> Found:
        path = tmp_path / "contacts.vcf"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, **options)

    return read_it


def filled(found: Found) -> list[dict[str, str]]:
    return [{name: cell for name, cell in zip(found.names, row, strict=True) if cell} for row in found.rows]


def card(*lines: str | bytes, version: str = "3.0", end: bytes = b"\n") -> bytes:
    inside = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return end.join([b"BEGIN:VCARD", f"VERSION:{version}".encode(), *inside, b"END:VCARD", b""])


def quoted(text: str, encoding: str = "utf-8") -> str:
    return "".join(f"={byte:02X}" for byte in text.encode(encoding))


def test_a_card_becomes_a_row_and_nothing_of_it_is_lost(read_cards: ReadCards) -> None:
    (row,) = filled(read_cards(FROM_A_PHONE))

    assert row == {
        "Фамилия": "Юдина",
        "Имя": "Ольга",
        "Отчество": "Сергеевна",
        "Телефон": "+7 903 555-77-88",
        "Почта": "olga@primer.ru",
        "Компания": "ООО «Парус»",
        "Отдел": "Отдел продаж",
        "Должность": "Директор",
        "День рождения": "1980-05-31",
        "Город": "Омск",
        "Регион": "Омская обл.",
        "Адрес": "ул. Ленина, 5",
        "Индекс": "644000",
        "Страна": "Россия",
        "Сайт": "https://primer.ru",
        "Теги": "VIP, Опт, крупный",
        "Заметка": "Любит чай; кофе, какао\nвторая строка длинным текстом",
        "Подписи": "+7 903 555-77-88: pref, Main; +7 495 111-22-33: WORK, FAX; olga@primer.ru: WORK; ADR: HOME",
        "Факс": "+7 495 111-22-33",
        "PRODID": "-//Apple Inc.//iOS 17//EN",
        "UID": "AAA-1",
        "X-FAVOURITE": "липа",
    }


def test_its_columns_are_known_by_their_headers(read_cards: ReadCards) -> None:
    found = read_cards(FROM_A_PHONE + FROM_A_PHONE.replace("AAA-1", "AAA-2"))

    guesses = headers.guess(header=found.names, sample=found.rows)
    fields = {name: guess.field for name, guess in zip(found.names, guesses, strict=True)}

    assert [fields[name] for name in ("Фамилия", "Имя", "Отчество")] == ["last_name", "first_name", "patronymic"]
    assert [fields[name] for name in ("Телефон", "Почта", "UID")] == ["phone", "email", "source_id"]
    assert [fields[name] for name in ("Компания", "Должность", "День рождения")] == ["company", "position", "birthday"]
    assert [fields[name] for name in ("Город", "Регион", "Адрес", "Индекс")] == ["city", "region", "address", "address"]
    assert [fields[name] for name in ("Заметка", "Теги", "Факс")] == ["comment", "tags", "attribute:Факс"]
    assert [guess.confidence >= headers.DOUBTFUL for guess in guesses] == [
        name != "X-FAVOURITE" for name in found.names
    ]


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_quoted_printable_of_an_old_phone(read_cards: ReadCards, encoding: str, end: bytes) -> None:
    name = quoted("Кузнецов;Пётр", encoding)
    lines = (
        f"N;CHARSET={encoding};ENCODING=QUOTED-PRINTABLE:{name[:33]}=".encode(),
        f"{name[33:]};;;".encode(),
        "TEL;CELL;PREF:+79161112233",
        f"NOTE;ENCODING=QUOTED-PRINTABLE:{quoted('раз')}=0D=0A{quoted('два')}",
    )

    (row,) = filled(read_cards(card(*lines, version="2.1", end=end)))

    assert (row["Фамилия"], row["Имя"], row["Заметка"]) == ("Кузнецов", "Пётр", "раз\nдва")
    assert (row["Телефон"], row["Подписи"]) == ("+79161112233", "+79161112233: CELL, PREF")


def test_version_four_with_addresses_for_values_and_quotes_in_parameters(read_cards: ReadCards) -> None:
    lines = (
        "FN:Светлана Орлова",
        'TEL;VALUE=uri;TYPE="voice,cell";X-A="a:b;c":tel:+7-912-000-11-22',
        "EMAIL:mailto:sveta@primer.ru",
        "BDAY:--0415",
    )

    (row,) = filled(read_cards(card(*lines, version="4.0")))

    assert row["ФИО"] == "Светлана Орлова"
    assert (row["Телефон"], row["Почта"], row["День рождения"]) == ("+7-912-000-11-22", "sveta@primer.ru", "15.04")
    assert row["Подписи"] == '+7-912-000-11-22: cell, X-A="a:b;c"'


def test_a_phone_book_with_one_field_for_the_name_gives_a_whole_name(read_cards: ReadCards) -> None:
    found = read_cards(card("N:;Иван Белов;;;") + card("N:;;;;", "FN:Анна Седова") + card("N:Лось;;;;", "FN:Дядя Лось"))

    assert filled(found) == [{"ФИО": "Иван Белов"}, {"ФИО": "Анна Седова"}, {"Фамилия": "Лось", "FN": "Дядя Лось"}]


def test_several_phones_are_several_columns_and_rows_are_numbered_by_lines(read_cards: ReadCards) -> None:
    found = read_cards(card("FN:А", "TEL:1") + b"\n" + card("FN:Б", "EMAIL:b@primer.ru", "TEL:2", "TEL:3"))

    assert found.names == ["ФИО", "Телефон", "Телефон 2", "Почта"]
    assert found.rows == [["А", "1", "", ""], ["Б", "2", "3", "b@primer.ru"]]
    assert found.numbers == [1, 7]


def test_pictures_are_left_out_and_named(read_cards: ReadCards) -> None:
    old = card("PHOTO;ENCODING=BASE64;JPEG:", " /9j/4AAQ", "SkZJRgAB", "", "FN:Анна", version="2.1")
    new = card("FN:Ольга", "PHOTO:data:image/png;base64,iVBORw0KGgo", " AAAA", version="4.0")
    linked = card("FN:Яна", "PHOTO;VALUE=uri:https://primer.ru/1.jpg")

    found = read_cards(old + new + linked)

    assert filled(found) == [{"ФИО": "Анна"}, {"ФИО": "Ольга"}, {"ФИО": "Яна", "PHOTO": "https://primer.ru/1.jpg"}]
    assert found.notes() == {"card_picture": [3, 12]}


def test_a_card_that_is_cut_off_is_read_and_named(read_cards: ReadCards) -> None:
    found = read_cards(b"BEGIN:VCARD\nFN:\xd0\x90\nBEGIN:VCARD\nFN:B\nEND:VCARD\nstray\nBEGIN:VCARD\nFN:C\nTEL;CE")

    assert [row[0] for row in found.rows] == ["А", "B", "C"]
    assert found.notes() == {"card_unclosed": [1, 7], "card_outside": [6]}


def test_lines_that_broke_off_their_text_stay_with_it(read_cards: ReadCards) -> None:
    found = read_cards(card("NOTE:первая", "вторая без отступа", "FN:Анна"))

    assert filled(found) == [{"ФИО": "Анна", "Заметка": "первая\nвторая без отступа"}]
    assert found.notes() == {"card_stray_line": [4]}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_the_encoding_of_the_whole_file_is_found(read_cards: ReadCards, encoding: str) -> None:
    text = card("FN:Светлана Владимировна Орлова", "NOTE:Просила перезвонить после обеда").decode()

    assert filled(read_cards(text.encode(encoding)))[0]["ФИО"] == "Светлана Владимировна Орлова"


def test_a_fold_in_the_middle_of_a_letter_parts_nothing(read_cards: ReadCards) -> None:
    letters = "Приятный человек".encode()

    assert filled(read_cards(card("FN:Анна", b"NOTE:" + letters[:5] + b"\n " + letters[5:])))[0]["Заметка"] == (
        "Приятный человек"
    )


def test_lines_in_an_encoding_of_their_own_do_not_disturb_the_file(read_cards: ReadCards) -> None:
    found = read_cards(card("FN:Анна", b"NOTE;CHARSET=windows-1251:" + "привет".encode("cp1251")))

    assert filled(found) == [{"ФИО": "Анна", "Заметка": "привет"}]


def test_letters_of_no_encoding_are_refused_with_their_line_or_marked_when_forced(read_cards: ReadCards) -> None:
    torn = card("FN:Анна Сергеевна", b"NOTE:\xd0\xbf\xd1\x80\xff\xd0\xb8")

    with pytest.raises(Refused) as refused:
        read_cards(torn)

    assert (refused.value.code, refused.value.data["line"]) == ("undecodable", 4)
    assert filled(read_cards(torn, encoding="utf-8"))[0]["Заметка"] == "пр\ufffdи"


def test_what_no_base_takes_is_replaced_and_counted(read_cards: ReadCards) -> None:
    found = read_cards(card("FN:А=00Б", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-7:a=00+2AA-", version="2.1"))

    assert filled(found) == [{"ФИО": "А=00Б", "Заметка": "a␀+2AA-"}]
    assert found.notes() == {"nul": [4]}


def test_properties_beyond_the_most_columns_go_to_one_with_their_names(
    read_cards: ReadCards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vcard, "MOST_COLUMNS", 3)

    found = read_cards(card("FN:А", *(f"X-{letter}:{letter}" for letter in "ABCD")))

    assert filled(found) == [{"ФИО": "А", "X-A": "A", "Прочее": "X-B: B\nX-C: C\nX-D: D"}]


@pytest.mark.parametrize(("limit", "most"), [("FIRST_CARDS", 1), ("FIRST_SIZE", 0)])
def test_columns_met_late_stand_behind_so_that_a_quick_look_has_the_same(
    read_cards: ReadCards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(vcard, limit, most)
    monkeypatch.setattr(vcard, "QUICK_SECONDS", -1)
    found = read_cards(card("FN:А", "X-A:1") + card("FN:Б") + card("FN:В", "TEL:3"))

    reader = open_reader(tmp_path / "contacts.vcf", choice=vcard.Choice(), is_quick=True)
    seen = look(reader, vcard.Choice(), rows=10)["sheets"][0]["names"]

    assert found.names == ["ФИО", "X-A", "Телефон"]
    assert seen == found.names[:2]
    assert found.notes()["late_column"][-1] == 10


@pytest.mark.parametrize(
    "inside", [b"A:1\n" * 200, b"NOTE:" + b"x" * 2_000, b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"x=\n" * 900]
)
def test_a_card_without_end_is_refused(read_cards: ReadCards, monkeypatch: pytest.MonkeyPatch, inside: bytes) -> None:
    monkeypatch.setattr(cards, "LONGEST_CARD", 1_000)

    with pytest.raises(Refused, match="row_too_long"):
        read_cards(b"BEGIN:VCARD\n" + inside)


@pytest.mark.parametrize(
    "line",
    [
        b"TEL" + b';a="' * 50_000 + b":1",
        b"TEL" + b';"' * 50_000 + b":1",
        b"N:" + b"\\" * 100_000 + b";",
        b"N:" + b";" * 100_000,
        b"TEL" + b";A" * 100_000 + b":1",
        b"BEGIN" + b" " * 100_000,
    ],
)
def test_hostile_lines_take_no_time_and_break_nothing(read_cards: ReadCards, line: bytes) -> None:
    assert "Анна" in " ".join(filled(read_cards(card("FN:Анна", line)))[0].values())


def test_a_table_that_speaks_of_cards_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "list.vcf"
    path.write_text("Имя;Город\nАнна;Омск\nBEGIN:VCARD;Тверь\n")

    assert read(path).names == ["Имя", "Город"]
