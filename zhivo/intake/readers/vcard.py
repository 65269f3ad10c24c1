"""Contact cards (vCard 2.1, 3.0, 4.0), one file of many, read as a table: a row a card, a column a property."""

from __future__ import annotations

import codecs
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import polars as pl

from zhivo.intake.decoding import Verdict, detect, is_known
from zhivo.intake.readers import Choice, Refused, Sheet, kinds, magic
from zhivo.intake.readers.cards import Card, Cards, Property, lines_of, parts_of, text_of
from zhivo.intake.readers.tally import Tally

BLOCK = 128 << 10  # small, so that a quick look tells well how many rows there are
MOST_COLUMNS = 500
FRAME_CELLS = 500_000
QUICK_CELLS = 5_000
FRAME_SIZE = 16 << 20  # bytes of the cards of one frame
FIRST_CARDS = 20_000  # the columns of these stand in our order, those met later behind them as they come
FIRST_SIZE = 64 << 20  # bytes of the file; cards with pictures are large
QUICK_SECONDS = 2
REST = "Прочее"  # what has no column any more, each with its name
LABELS = "Подписи"
# Russian in any language of the screen: mappings are kept by these names.
_ORDER = (
    *("Фамилия", "Имя", "Отчество", "ФИО", "Телефон", "Почта", "Компания", "Отдел", "Должность", "День рождения"),
    *("Город", "Регион", "Адрес", "Индекс", "Страна", "Сайт", "Теги", "Заметка", LABELS),
)
_SIMPLE = {"TITLE": "Должность", "BDAY": "День рождения", "NOTE": "Заметка", "URL": "Сайт", "EMAIL": "Почта"}
_NAMES = ("Фамилия", "Имя", "Отчество", "Обращение", "Суффикс")
_MARKS = {"INTERNET", "VOICE"}  # they say of an address or a number only that it is one
_BEGIN = re.compile(
    rb"(?:^|(?<=[\r\n]))(?:\xef\xbb\xbf)?[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*(?=[\r\n]|\Z)", re.IGNORECASE
)
_YEARLESS = "X-APPLE-OMIT-YEAR="
Cell = tuple[str, int, str]  # column, which one of that name, text


@kinds.add
class VCard:
    """A file of contact cards."""

    key: ClassVar[str] = "vcf"
    suffixes: ClassVar[tuple[str, ...]] = (".vcf", ".vcard")

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        self.path, self.choice, self.is_quick = path, choice, is_quick
        self.verdict = _verdict(path, choice, is_quick=is_quick)
        self.frame_cells = QUICK_CELLS if is_quick else FRAME_CELLS
        self.size = max(1, path.stat().st_size)
        self.done = 0

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """A text that begins with a card."""
        return magic.name(path, head) == "vcf"

    def sheets(self) -> list[Sheet]:
        """The one there is."""
        return [Sheet("", size=self.size)]

    def close(self) -> None:
        """Nothing is held open between frames."""

    def share(self) -> float:
        """By bytes of the file."""
        return min(1.0, self.done / self.size)

    def frames(self, sheet: str, tally: Tally) -> Iterator[pl.DataFrame]:
        """A row a card, by the number of its first line; the names of the columns go to the tally."""
        tally.facts |= {"encoding": self.verdict.encoding, "encoding_sure": self.verdict.sure}
        places = self._columns(tally)
        tally.names = list(places)
        rows: list[tuple[int, dict[int, str]]] = []
        size = 0
        for card in self._cards(tally):
            tally.records_read += 1
            rows.append((card.line, _row(card, places)))
            size += card.size
            if len(rows) * len(places) >= self.frame_cells or size > FRAME_SIZE:
                yield _frame(rows, len(places))
                rows, size = [], 0
        if rows:
            yield _frame(rows, len(places))
        tally.records_counted = self._count()

    def _columns(self, tally: Tally) -> dict[str, int]:
        """The name of every column and its place: those of the whole file, in a quick look of its beginning."""
        found: dict[str, None] = {}
        started = time.monotonic()
        is_late = False
        for number, card in enumerate(self._cards(Tally())):
            if not is_late and (number >= FIRST_CARDS or self.done > FIRST_SIZE):
                found, is_late = _in_order(found), True
            new = [title for column, nth, _text in _cells(card) if (title := _title(column, nth)) not in found]
            if new and is_late:  # a quick look may not have come so far: the page had no such column to map
                tally.note("late_column", [card.line], count=len(new))
            found.update(dict.fromkeys(new))
            if len(found) > MOST_COLUMNS or (self.is_quick and is_late and time.monotonic() - started > QUICK_SECONDS):
                break
        names = list(found if is_late else _in_order(found))
        if len(names) > MOST_COLUMNS:
            names = [*names[: MOST_COLUMNS - 1], REST]
        return {name: place for place, name in enumerate(names)}

    def _cards(self, tally: Tally) -> Iterator[Card]:
        encoding = "utf-8" if self.verdict.encoding.startswith("utf-16") else self.verdict.encoding
        forced = self.choice.encoding is not None
        return iter(Cards(lines_of(self._blocks()), encoding=encoding, is_forced=forced, tally=tally))

    def _blocks(self) -> Iterator[bytes]:
        """The file in blocks, as it is; UTF-16 as UTF-8."""
        self.done = 0
        is_wide = self.verdict.encoding.startswith("utf-16")
        decoder = codecs.getincrementaldecoder(self.verdict.encoding if is_wide else "utf-8")("replace")
        with self.path.open("rb") as file:
            file.seek(self.verdict.bom)
            while block := file.read(BLOCK):
                self.done += len(block)
                yield decoder.decode(block).encode() if is_wide else block

    def _count(self) -> int:
        """The beginnings of cards, counted without parsing anything."""
        counted, held = 0, b"\n"
        for block in self._blocks():
            text = held + block
            cut = max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1
            counted += len(_BEGIN.findall(text[:cut]))
            held = text[cut:]
        return counted + len(_BEGIN.findall(held))


def _verdict(path: Path, choice: Choice, *, is_quick: bool) -> Verdict:
    """The encoding of the file; single lines may name others."""
    if choice.encoding is not None and not is_known(choice.encoding):
        raise Refused("unknown_encoding", {"encoding": choice.encoding})
    with path.open("rb") as file:
        head = file.read(3)
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    wide = next((encoding for mark, encoding in marks.items() if head.startswith(mark)), "")
    if wide:
        return Verdict(wide, bom=2)
    if choice.encoding is not None:
        return Verdict(codecs.lookup(choice.encoding).name)
    try:
        return detect(path, seconds=QUICK_SECONDS if is_quick else None)
    except Refused:
        # A line may name its own encoding, and a fold may part the bytes of one letter.
        return Verdict("utf-8", "likely")


def _title(column: str, nth: int) -> str:
    return column if nth == 1 else f"{column} {nth}"


def _in_order(found: dict[str, None]) -> dict[str, None]:
    """Columns that everybody knows first, alike ones together."""
    ranks = {name: rank for rank, name in enumerate(_ORDER)}

    def rank(name: str) -> tuple[int, int]:
        stem, _space, nth = name.rpartition(" ")
        if nth.isdecimal() and stem in ranks:
            return ranks[stem], int(nth)
        return ranks.get(name, len(ranks)), 0

    return dict.fromkeys(sorted(found, key=rank))


def _row(card: Card, places: dict[str, int]) -> dict[int, str]:
    """The cells of a card by their places; what has no column goes to the last one, with its name."""
    row: dict[int, str] = {}
    rest: list[str] = []
    for column, nth, text in _cells(card):
        title = _title(column, nth)
        if title in places:
            row[places[title]] = text
        else:
            rest.append(f"{column}: {text}")
    if rest and REST in places:  # it is missing only in a quick look, which has not seen every column
        row[places[REST]] = "\n".join(rest)
    return row


def _frame(rows: list[tuple[int, dict[int, str]]], width: int) -> pl.DataFrame:
    numbers = pl.Series("row", [line for line, _row in rows], dtype=pl.Int64)
    cells = [pl.Series(f"c{place}", [row.get(place, "") for _line, row in rows], pl.String) for place in range(width)]
    return pl.DataFrame([numbers, *cells])


def _cells(card: Card) -> Iterator[Cell]:
    """Every filled cell of a card: its column, which one of this name it is, its text."""
    counts: Counter[str] = Counter()
    for column, text in _named(card):
        if text := text.strip():
            counts[column] += 1
            yield column, counts[column], text


def _named(card: Card) -> Iterator[tuple[str, str]]:
    several: dict[str, list[Property]] = {}
    for one in card.properties:
        several.setdefault(one.name, []).append(one)
    yield from _names(several)
    for place, one in enumerate(several.pop("ADR", [])):
        yield from _address(one, is_first=place == 0)
    marks = {one.group: _mark(one.value) for one in several.get("X-ABLABEL", []) if one.group}
    labels: list[str] = []
    for one in card.properties:
        if one.name in several and not (one.name == "X-ABLABEL" and one.group):
            yield from _plain(one)
        said = [word for word in one.types if word.upper() not in _MARKS and not word.startswith(_YEARLESS)]
        if one.group in marks and one.name != "X-ABLABEL":
            said.append(marks[one.group])
        if said:
            what = _bare(one) if one.name in ("TEL", "EMAIL", "URL", "IMPP") else one.name
            labels.append(f"{what}: {', '.join(said)}")
    yield LABELS, "; ".join(labels)


def _names(several: dict[str, list[Property]]) -> Iterator[tuple[str, str]]:
    """N in parts; FN where N is empty, or as an own column where it says something else than N."""
    parts: list[str] = []
    for place, one in enumerate(several.pop("N", [])):
        here = [part.strip() for part in parts_of(one.value, ";")]
        if place:
            yield "N", " ".join(part for part in here if part)
            continue
        parts = here
        filled = [part for part in here[:3] if part]
        if len(filled) == 1 and " " in filled[0]:  # a phone book with one field for the name
            yield "ФИО", filled[0]
            here = ["", "", "", *here[3:]]
        yield from zip(_NAMES, here[: len(_NAMES)], strict=False)
        yield "N", " ".join(part for part in here[len(_NAMES) :] if part)
    firms = {parts_of(one.value, ";")[0].strip() for one in several.get("ORG", [])}
    known = _words(" ".join(parts))
    for one in several.pop("FN", []):
        text = text_of(one.value).strip()
        if not known:
            yield "FN" if text in firms else "ФИО", text
        elif not _words(text) <= known:
            yield "FN", text


def _words(text: str) -> set[str]:
    return set(text.replace(",", " ").lower().split())


def _address(one: Property, *, is_first: bool) -> Iterator[tuple[str, str]]:
    parts = [part.strip() for part in parts_of(one.value, ";")]
    if not is_first or len(parts) > 7:
        yield "Адрес", ", ".join(part for part in parts if part)
        return
    box, more, street, city, region, code, country = [*parts, *[""] * (7 - len(parts))]
    yield "Город", city
    yield "Регион", region
    yield "Адрес", ", ".join(part for part in (street, more, box) if part)
    yield "Индекс", code
    yield "Страна", country


def _plain(one: Property) -> Iterator[tuple[str, str]]:
    if one.name == "ORG":
        firm, *units = (part.strip() for part in parts_of(one.value, ";"))
        yield "Компания", firm
        yield "Отдел", ", ".join(unit for unit in units if unit)
    elif one.name == "TEL":
        types = {word.upper() for word in one.types}
        yield "Факс" if "FAX" in types else "Пейджер" if "PAGER" in types else "Телефон", _bare(one)
    elif one.name == "CATEGORIES":
        yield "Теги", ", ".join(part.strip() for part in parts_of(one.value, ",") if part.strip())
    elif one.name == "BDAY":
        yield _SIMPLE["BDAY"], _day(one)
    else:
        yield _SIMPLE.get(one.name, one.name or "X-TEXT"), _bare(one)


def _bare(one: Property) -> str:
    """A value without the name of its scheme."""
    text = text_of(one.value).strip()
    scheme = {"TEL": "tel:", "EMAIL": "mailto:"}.get(one.name, "")
    return text[len(scheme) :] if scheme and text[: len(scheme)].lower() == scheme else text


def _day(one: Property) -> str:
    """A day as it is, but with its parts told apart; one without a year as day and month."""
    text = text_of(one.value).strip()
    found = re.fullmatch(r"(\d{4}|-)-?(\d\d)-?(\d\d)(?:T[0:]*Z?)?", text, re.ASCII)
    if found is None:
        return text
    year, month, day = found.groups()
    is_yearless = year == "-" or any(word.startswith(_YEARLESS) and word.endswith(year) for word in one.types)
    return f"{day}.{month}" if is_yearless else f"{year}-{month}-{day}"


def _mark(label: str) -> str:
    """A label of Apple, without the frame that its own words wear: _$!<Mobile>!$_."""
    return text_of(label).strip().removeprefix("_$!<").removesuffix(">!$_")
