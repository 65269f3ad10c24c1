"""Made-up lists as programs write them: every encoding, delimiter and line end, with what they truly hold."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench import words

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with a mark": "utf-8-sig",
    "utf-16-le with a mark": "utf-16-le",
    "utf-16-be with a mark": "utf-16-be",
    "cp1251": "cp1251",
    "cp866": "cp866",
    "koi8-r": "koi8-r",
    "mac-cyrillic": "mac-cyrillic",
    "iso8859-5": "iso8859-5",
    "latin": "cp1252",
}
DELIMITERS = (";", ",", "\t", "|", "^")
LINE_ENDS = ("\n", "\r\n", "\r", "mixed")
MOST_ROWS = 100
_RUSSIAN = ["ФИО", "Телефон", "E-mail", "Город", "Компания", "ИНН", "Дата рождения", "Комментарий"]
_LATIN = ["Name", "Phone", "E-mail", "City", "Company", "Tax number", "Birthday", "Note"]
_LATIN_NAMES = ["José García", "Zoë Müller", "François Lefèvre", "Jürgen Groß", "Anna Smith", "Søren Ångström"]
_LATIN_TOWNS = ["Málaga", "Köln", "Orléans", "London", "Århus", "São Paulo"]
_NOTES = [
    *("звонить после 18:00", 'сказал "да"; ждёт', "скидка 5, 10 %", "две строки{br}вторая", '"всё" в кавычках', "—"),
    *("", "", "", "было;стало|нет", "№ 5 ^ №6", "строка{br}{br}после пустой", "  отступ и хвост  ", "50/50", '"'),
    *(
        "г. Омск, ул. Мира, 5{br}кв. 7; этаж 3{br}домофон, 12",
        "ВИП",
        "да",
        "нет",
        "Итого должен 500",
        "{br}",
        '""',
        "ё",
    ),
]
_LATIN_NOTES = [note for note in _NOTES if note.isascii()] + ["call after 6 p.m.", 'said "yes"; waits', "two{br}lines"]
_FIRMS = ['ООО "{}"', "ООО «{}»", "АО {}", "ИП {}"]


@dataclass(frozen=True)
class Made:
    """A list: its bytes, and the text and the cells that they are of. The first row is the header."""

    encoding: str
    delimiter: str
    line_end: str
    content: bytes
    text: str
    rows: list[list[str]]

    @property
    def called(self) -> str:
        """How this one is told from the others."""
        return f"{self.encoding}, {self.delimiter!r}, {self.line_end!r}, {len(self.rows) - 1} rows"


def made(seed: int) -> Made:
    """The list of this number; a thousand in a row hold each encoding, delimiter and line end in equal shares."""
    chance = random.Random(f"list {seed}")
    encoding = list(ENCODINGS)[seed % 10]
    delimiter, line_end = DELIMITERS[seed // 10 % 5], LINE_ENDS[seed // 50 % 4]
    # Short lists are the hard ones.
    count = chance.choice((1, 1, 2, 3, 4, 5, chance.randint(6, 20), chance.randint(21, MOST_ROWS)))
    rows = _table(chance, count, delimiter=delimiter, is_latin=encoding == "latin", table=ENCODINGS[encoding])
    text = _written(rows, chance, delimiter, line_end)
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    return Made(encoding, delimiter, line_end, (mark + text).encode(ENCODINGS[encoding]), text, rows)


def _table(chance: random.Random, count: int, *, delimiter: str, is_latin: bool, table: str) -> list[list[str]]:
    header = list(map(chance.choice((str, str, str.lower, str.upper)), _LATIN if is_latin else _RUSSIAN))
    # The rare delimiter is believed from three columns on, as it may well stand in a text.
    least = 1 if delimiter in DELIMITERS[-1:] else 0
    columns = [0, *sorted(chance.sample(range(1, len(header)), chance.randint(1 + least, len(header) - 1)))]
    if chance.random() < 0.2:
        chance.shuffle(columns)
    rows = [[_clean(cell, table) for cell in _person(chance, is_latin=is_latin)] for _ in range(count)]
    return [[header[column] for column in columns], *([row[column] for column in columns] for row in rows)]


def _person(chance: random.Random, *, is_latin: bool) -> list[str]:
    last, first = chance.choice(words.SURNAMES), chance.choice(words.MALE)
    name = f"{last} {first} {chance.choice(words.PATRONYMICS)}"
    if chance.random() < 0.1:
        name = chance.choice(["Оля", "Ян", "Юля", "Пётр", "Ким Ю."])
    elif chance.random() < 0.4:
        first = chance.choice(words.FEMALE)
        name = f"{words.feminine(last)} {first}"
    town = chance.choice(words.CITIES)
    firm = chance.choice(_FIRMS).format(chance.choice(words.CITIES))
    notes = _NOTES
    if is_latin:
        name, town, notes = chance.choice(_LATIN_NAMES), chance.choice(_LATIN_TOWNS), _LATIN_NOTES
        firm = chance.choice(["Lefèvre & Fils", 'The "Rose" Ltd', "Köhler GmbH"])
    note = chance.choice(notes).replace("{br}", chance.choice(("\n", "\r\n", "\r")))
    cells = [
        name if chance.random() < 0.95 else name.upper(),
        chance.choice(("+7 (9{}) {}-{}-{}", "89{}{}{}{}", "")).format(*(chance.randint(10, 99) for _ in range(4))),
        f"{words.latin(last).lower()}{chance.randint(1, 99)}@mail.example",
        town,
        firm,
        f"00{chance.randint(10**7, 10**10)}",
        f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.{chance.randint(1940, 2010)}",
        note,
    ]
    return [cells[0], *(cell if chance.random() < 0.85 else "" for cell in cells[1:])]


def _clean(cell: str, table: str) -> str:
    """Without the signs that this table does not have."""
    return cell.encode(table, "ignore").decode(table).removeprefix("\ufeff")


def _written(rows: list[list[str]], chance: random.Random, delimiter: str, line_end: str) -> str:
    quotes_all, ends_open = chance.random() < 0.25, chance.random() < 0.2

    def cell(text: str) -> str:
        is_quoted = quotes_all or any(sign in text for sign in (delimiter, '"', "\r", "\n"))
        return '"' + text.replace('"', '""') + '"' if is_quoted else text

    ends = [chance.choice(LINE_ENDS[:3]) if line_end == "mixed" else line_end for _ in rows]
    if ends_open:
        ends[-1] = ""
    return "".join(delimiter.join(map(cell, row)) + end for row, end in zip(rows, ends, strict=True))
