"""Tables of LibreOffice (ods), read as a stream: a row that says it stands a million times takes no more than one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, ClassVar
from xml.parsers import expat
from xml.sax.saxutils import unescape

from zhivo.intake.readers import Choice, Refused, Sheet, kinds, magic
from zhivo.intake.readers.cells import MOST_DIGITS, Gathering, is_long, moment_text, number_text
from zhivo.intake.readers.workbook import Package, unpacked

if TYPE_CHECKING:
    import polars as pl

    from zhivo.intake.readers.tally import Tally

CONTENT, MANIFEST = "content.xml", "meta-inf/manifest.xml"
FIRST, BLOCK = 64 << 10, 4 << 20
LONGEST_TAG = 1 << 20
LONGEST_ROW = 64 << 20
LAST_ROW = 1 << 24  # of the largest sheets that LibreOffice makes
# A filled row may stand so often; above that a column was filled to its end, or somebody means harm.
MOST_TIMES = 10_000
MOST_REPEATED = 5_000_000  # filled cells of a sheet that the file does not write out

_ROOT = re.compile(rb"<office:document-content\b[^<>]*>")
_TABLE = re.compile(rb"<(/?)table:table(?=[\s>])([^<>]*)>")
_STYLE = re.compile(rb'<style:style\b[^<>]*?style:name="([^"]*)"[^<>]*?>|<style:table-properties\b([^<>]*)>')
_ATTRIBUTE = re.compile(rb'([\w:-]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_SPACES = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"(?:#[^\W\d]\S*|\w+:\d{3})$")
_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d{1,6})\d*)?S)?$")
_ROW_TAG = re.compile(rb"<table:table-row(?=[\s>])[^<>]*>")
_TIMES = re.compile(rb"""number-rows-repeated=["'](\d{1,9})["']""")
_BESIDE = re.compile(rb"<(office:annotation|draw:[\w-]+|table:shapes)\b[^<>]*(?<!/)>.*?</\1>", re.DOTALL)
_FILLED = re.compile(
    rb""">[ \t\r\n]*[^<\s]|<text:(?:s|tab|line-break)\b|office:(?:\w+-)?value=["'][^"']""",
)


class _Part:
    """A sheet and its place in the content, in bytes."""

    def __init__(self, name: str, *, style: bytes, start: int) -> None:
        self.name, self.style, self.start, self.end = name, style, start, start


@kinds.add
class Ods:
    """An ods file."""

    key: ClassVar[str] = "ods"
    suffixes: ClassVar[tuple[str, ...]] = (".ods",)

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        self.package = Package(path)
        self.is_quick = is_quick
        self._read, self._size = 0, 1
        try:
            self._begin()
        except Refused:
            self.close()
            raise

    def _begin(self) -> None:
        if MANIFEST in self.package.entries and b"encryption-data" in self.package.whole(MANIFEST):
            raise Refused("encrypted")
        if CONTENT not in self.package.entries:
            raise Refused("broken_file")
        self.root = b""
        self.hidden: set[bytes] = set()
        self.parts: list[_Part] = []
        with self.package.open(CONTENT) as content:
            self._scan(content)

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """A package that says so in its first entry."""
        return magic.name(path, head) == "ods"

    def sheets(self) -> list[Sheet]:
        """Sheets in the order of the tabs, hidden ones too."""
        return [Sheet(part.name, part.style in self.hidden, part.end - part.start) for part in self.parts]

    def close(self) -> None:
        """Let go of the file."""
        self.package.close()

    def share(self) -> float:
        """By bytes of the unpacked sheet."""
        return min(1.0, self._read / self._size)

    def frames(self, sheet: str, tally: Tally) -> Iterator[pl.DataFrame]:
        """Filled rows with their numbers; the rows between them are told to the tally as blank."""
        part = next((each for each in self.parts if each.name == sheet), None)
        if part is None:
            raise Refused("no_such_sheet", {"sheet": sheet})
        self._read, self._size = 0, max(1, part.end - part.start)
        rows, counter = _Rows(self.root), _Counter()
        gathering = Gathering(tally)
        with self.package.open(CONTENT) as content:
            for block in _stretch(content, part.start, part.end):
                tally.records_counted += counter.count(block)
                self._read += len(block)
                for number, cells, times in rows.found_in(block):
                    _note_long(tally, rows, number)
                    yield from gathering.add(number, cells, times=times)
                if self.is_quick:
                    yield from gathering.rest()
        yield from gathering.rest()

    def _scan(self, content: IO[bytes]) -> None:
        """Find where the tables are: by their tags alone, which is quick."""
        held, place, depth, style = b"", 0, 0, b""
        for block in unpacked(content, FIRST, BLOCK):
            held += block
            if not self.root:
                self.root = self._found_root(held)
            if not self.parts:
                for tag in _STYLE.finditer(held):
                    style = tag[1] or style
                    if tag[2] and b'display="false"' in tag[2]:
                        self.hidden.add(style)
            # A tag may be cut by the end of the block.
            whole = held.rfind(b">") + 1
            for tag in _TABLE.finditer(held, 0, whole):
                if tag[1]:
                    depth -= 1
                    if depth == 0 and self.parts:
                        self.parts[-1].end = place + tag.end()
                elif not tag[2].endswith(b"/"):
                    depth += 1
                    if depth == 1:
                        self.parts.append(_named(tag[2], place + tag.start()))
            held, place = held[whole:], place + whole
            if len(held) > LONGEST_TAG:
                raise Refused("broken_file")
        if not self.root or depth:
            raise Refused("broken_file")

    def _found_root(self, held: bytes) -> bytes:
        root = _ROOT.search(held)
        head = held[: root.start()] if root else held
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or (root is None and len(held) > LONGEST_TAG):
            raise Refused("broken_file")
        return root[0] if root else b""


class _Rows:
    """The rows of a table out of its XML; a parser without a DOCTYPE has no entities to expand."""

    def __init__(self, root: bytes) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.long: list[int] = []  # numbers of rows with a number of many digits
        self._done: list[tuple[int, dict[int, str], int]] = []
        self._row = 1
        self._repeated = 0
        self._beside = 0  # how deep in what is drawn or written beside the cells
        self._begin_row("1")
        self._begin_cell({})
        self._is_in_words = self._is_begun = False
        self.parser.Parse(root, False)

    def found_in(self, block: bytes) -> list[tuple[int, dict[int, str], int]]:
        """Number, cells by place and how often, for every filled row that ends in this block."""
        self._done = []
        try:
            self.parser.Parse(block, False)
        except (expat.ExpatError, ValueError) as fault:
            raise Refused("broken_file") from fault
        return self._done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._beside:
            self._beside += 1
        elif name in _CELLS:
            self._begin_cell(attributes)
        elif name == "text:p":
            self._texts.append("")
            self._is_in_words = True
        elif name in _BESIDES or name.startswith("draw:") or (name == "table:table" and self._is_begun):
            self._beside += 1  # a table within a cell too
        elif name == "table:table":
            self._is_begun = True
        elif self._is_in_words and name in _SIGNS:
            count = _times(attributes.get("text:c", "1")) if name == "text:s" else 1
            self._texts[-1] += _SIGNS[name] * min(count, 1_000)
        elif name == "table:table-row":
            self._begin_row(attributes.get("table:number-rows-repeated", "1"))

    def _words(self, words: str) -> None:
        if self._is_in_words and not self._beside:
            words = _SPACES.sub(" ", words)
            self._texts[-1] += words if self._texts[-1] else words.lstrip(" ")

    def _end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
        elif name == "text:p":
            self._is_in_words = False
        elif name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()

    def _begin_row(self, times: str) -> None:
        self._cells: dict[int, str] = {}
        self._times, self._column, self._has_long = _times(times), 0, False

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._texts: list[str] = []
        self._attributes = attributes

    def _end_cell(self) -> None:
        attributes, texts = self._attributes, self._texts
        told = attributes.get("table:number-columns-repeated")
        times = _times(told) if told else 1
        text = _text(attributes, texts[0] if len(texts) == 1 else "\n".join(texts).strip("\n"))
        if text:
            self._repeated += times - 1
            if self._repeated > MOST_REPEATED:
                raise Refused("bomb")
            self._has_long |= len(text) > MOST_DIGITS and "office:value" in attributes and is_long(text)
            for column in range(self._column, self._column + times):
                self._cells[column] = text
        self._column += times

    def _end_row(self) -> None:
        if self._cells:
            self._repeated += (self._times - 1) * len(self._cells)
            if self._times > MOST_TIMES or self._repeated > MOST_REPEATED or self._row + self._times > LAST_ROW:
                raise Refused("bomb")
            self._done.append((self._row, self._cells, self._times))
            if self._has_long:
                self.long.append(self._row)
        self._row += self._times


class _Counter:
    """Filled rows counted by the text of the XML, without the parser."""

    def __init__(self) -> None:
        self._held = b""

    def count(self, block: bytes) -> int:
        """Those that end in this block."""
        *rows, self._held = (self._held + block).split(b"</table:table-row>")
        if len(self._held) > LONGEST_ROW:
            raise Refused("broken_file")
        return sum(map(_filled_times, rows))


_CELLS = {"table:table-cell", "table:covered-table-cell"}
_BESIDES = {"office:annotation", "table:shapes"}
_SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}


def _filled_times(row: bytes) -> int:
    tags = list(_ROW_TAG.finditer(row))
    tag = next((each for each in reversed(tags) if not each[0].endswith(b"/>")), None)
    if tag is None:
        return 0
    inside = row[tag.end() :]
    if b"<office:annotation" in inside or b"<draw:" in inside:
        inside = _BESIDE.sub(b"", inside)
    if not _FILLED.search(inside):
        return 0
    times = _TIMES.search(tag[0])
    return int(times[1]) if times else 1


def _text(attributes: dict[str, str], shown: str) -> str:
    kind = attributes.get("office:value-type", "")
    if kind == "string" or not kind:
        return attributes.get("office:string-value") or shown
    if kind == "date":
        return _date(attributes.get("office:date-value", shown))
    if kind == "time":
        return _duration(attributes.get("office:time-value", shown))
    if kind == "boolean":
        return attributes.get("office:boolean-value", shown).upper()
    # A formula that failed may be written as a number, 0 or NaN, with the error only shown.
    if "table:formula" in attributes and _ERROR.match(shown):
        return shown
    return number_text(attributes.get("office:value", shown))


def _date(written: str) -> str:
    try:
        return moment_text(datetime.fromisoformat(written))
    except ValueError:
        return written.replace("T", " ").removesuffix(" 00:00:00")


def _duration(written: str) -> str:
    found = _DURATION.match(written)
    if not found:
        return written
    days, hours, minutes, seconds = (int(found[place] or 0) for place in range(2, 6))
    length = timedelta(days, seconds, int((found[6] or "").ljust(6, "0")), minutes=minutes, hours=hours)
    return moment_text(-length if found[1] else length)


def _times(written: str) -> int:
    return max(1, int(written)) if written.isdecimal() and len(written) < 10 else 1


def _named(attributes: bytes, start: int) -> _Part:
    found = {each[1]: each[2] or each[3] or b"" for each in _ATTRIBUTE.finditer(attributes)}
    name = unescape(found.get(b"table:name", b"").decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"})
    return _Part(name, style=found.get(b"table:style-name", b""), start=start)


def _stretch(content: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    """The bytes of a part from one place to another."""
    place = 0
    for block in unpacked(content, FIRST, BLOCK):
        if place + len(block) > start:
            yield block[max(0, start - place) : end - place]
        place += len(block)
        if place >= end:
            return


def _note_long(tally: Tally, rows: _Rows, number: int) -> None:
    if rows.long and rows.long[0] == number:
        tally.note("long_number", [rows.long.pop(0)])
