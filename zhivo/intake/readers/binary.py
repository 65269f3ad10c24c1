"""Binary workbooks: xlsb, and the xls of Excel before 2007.

Calamine reads the cells, whole: xls has 65,536 rows at most. It leaves errors empty and makes a rectangle around all
cells, however far apart they are; so the records of a sheet are gone through first. That finds the errors, refuses a
lone value far away before memory is asked for, and counts the filled rows in a second way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from zhivo.intake.readers import Choice, Refused, Sheet, kinds, magic
from zhivo.intake.readers.biff import (
    Walk,
    first_rows,
    first_strings,
    has_password,
    walk_xls,
    walk_xlsb,
    workbook_stream,
    xls_sheets,
    xlsb_sheets,
)
from zhivo.intake.readers.cells import Gathering, is_long, moment_text, number_text
from zhivo.intake.readers.mini import stored
from zhivo.intake.readers.workbook import Workbook, unpacked

if TYPE_CHECKING:
    import polars as pl

    from zhivo.intake.readers.tally import Tally

MOST_CELLS = 40_000_000  # of a sheet, empty ones too: calamine takes 32 bytes for each
BLOCK = 4 << 20
LOOKED_AT = 50
BEGINNING = 256 << 10
BOOK, LINKS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
STYLES, STRINGS = "xl/styles.bin", "xl/sharedstrings.bin"  # where calamine looks for them, whatever the links say
T = TypeVar("T")


class _Binary:
    """What is the same for both kinds."""

    book: CalamineWorkbook
    is_quick: bool

    def sheets(self) -> list[Sheet]:
        """Worksheets in the order of the tabs, hidden ones too; charts and macros are left out."""
        return [
            Sheet(each.name, each.visible != SheetVisibleEnum.Visible)
            for each in self.book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]

    def close(self) -> None:
        """Let go of the file."""
        self.book.close()

    def share(self) -> float:
        """By rows."""
        return self._share

    _share = 0.0

    def _walk(self, sheet: str) -> Walk | None:
        """Go through the records of a sheet; None where they cannot be found."""
        raise NotImplementedError

    def _page(self, sheet: str) -> tuple[Walk | None, Callable[[], CalamineSheet], float]:
        """The walk, how to read the cells, and how much of the sheet that is, 0 to 1."""
        return self._walk(sheet), lambda: self.book.get_sheet_by_name(sheet), 1.0

    def frames(self, sheet: str, tally: Tally) -> Iterator[pl.DataFrame]:
        """Filled rows with their numbers; the rows between them are told to the tally as blank."""
        if all(each.name != sheet for each in self.sheets()):
            raise Refused("no_such_sheet", {"sheet": sheet})
        walk, page, known = self._page(sheet)
        if walk:
            _check_area(walk)
        rows = _asked(page)
        gathering = Gathering(tally, **({"at_once": LOOKED_AT} if self.is_quick else {}))
        errors = walk.errors if walk else {}
        for place, values in enumerate(rows.iter_rows()):
            cells = {column: _text(value) for column, value in enumerate(values) if value != ""} | errors.get(place, {})
            if not cells:
                # A text may be an empty one, which only calamine can tell.
                tally.records_counted -= bool(walk and place in walk.texts)
                continue
            if any(is_long(text) and isinstance(values[column], float | int) for column, text in cells.items()):
                tally.note("long_number", [place + 1])
            self._share = min(1.0, known * (place + 1) / max(1, rows.total_height + 1))
            tally.records_counted += not walk
            yield from gathering.add(place + 1, cells)
        tally.records_counted += len(walk.rows) if walk else 0
        yield from gathering.rest()


@kinds.add
class Xlsb(_Binary):
    """An xlsb file."""

    key: ClassVar[str] = "xlsb"
    suffixes: ClassVar[tuple[str, ...]] = (".xlsb",)

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        self.is_quick = is_quick
        self.package = _Parts(path)
        try:
            self.book = _opened(path)
        except Refused:
            self.package.close()
            raise

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """A package with a binary workbook."""
        return magic.name(path, head) == "xlsb"

    def sheets(self) -> list[Sheet]:
        """Worksheets; calamine itself does not tell charts from them here."""
        return [each for each in super().sheets() if each.name in self.package.pages]

    def close(self) -> None:
        """Let go of the file."""
        super().close()
        self.package.close()

    def _page(self, sheet: str) -> tuple[Walk | None, Callable[[], CalamineSheet], float]:
        path = self.package.pages[sheet]
        size = self.package.entries[path].file_size
        if not self.is_quick or size <= BEGINNING:
            return super()._page(sheet)
        with self.package.open(path) as part:
            head = next(unpacked(part, BEGINNING), b"")
        cut, strings = first_rows(head)
        small = self.package.cut(path, cut, strings)
        return (
            walk_xlsb([cut]),
            lambda: CalamineWorkbook.from_filelike(BytesIO(small)).get_sheet_by_name(sheet),
            len(head) / size,
        )

    def _walk(self, sheet: str) -> Walk:
        with self.package.open(self.package.pages[sheet]) as part:
            return walk_xlsb(unpacked(part, BLOCK))


class _Parts(Workbook):
    """The package of an xlsb file: the same guards as for xlsx."""

    def _begin(self) -> None:
        if BOOK not in self.entries:
            raise Refused("broken_file")
        self.links = self._links(BOOK)
        pages: dict[str, str] = {}
        for name, link in xlsb_sheets([self.whole(BOOK)]):
            kind, path = self.links.get(link, ("", ""))
            if kind.lower().endswith("/worksheet") and path in self.entries:
                pages[name] = path
        self.pages = pages

    def cut(self, page: str, content: bytes, strings: int) -> bytes:
        """A package with the beginning of one sheet, and no more strings than that needs."""
        parts = {path: [self.whole(path)] for path in (BOOK, LINKS, STYLES) if path in self.entries}
        if STRINGS in self.entries and strings:
            with self.open(STRINGS) as part:
                parts[STRINGS] = [first_strings(unpacked(part, BEGINNING), strings)]
        return stored({self.entries[path].filename: each for path, each in (parts | {page: [content]}).items()})


@kinds.add
class Xls(_Binary):
    """An xls file of Excel 5 to 2003."""

    key: ClassVar[str] = "xls"
    suffixes: ClassVar[tuple[str, ...]] = (".xls",)

    def __init__(self, path: Path, *, choice: Choice, is_quick: bool) -> None:
        self.is_quick = is_quick
        stream = workbook_stream(path.read_bytes())
        # Calamine says so itself only where the name of the file ends in xls.
        if has_password(stream):
            raise Refused("encrypted")
        # Calamine reads every sheet of such a file when it opens it.
        walks = [walk_xls(stream, place) for place in xls_sheets(stream)]
        for walk in walks:
            _check_area(walk)
        self.book = _opened(path)
        names = [each.name for each in self.book.sheets_metadata]
        self.walks = dict(zip(names, walks, strict=True)) if len(names) == len(walks) else {}

    @classmethod
    def recognises(cls, path: Path, head: bytes) -> bool:
        """A compound file with a workbook in it."""
        return magic.name(path, head) == "xls"

    def _walk(self, sheet: str) -> Walk | None:
        return self.walks.get(sheet)


def _check_area(walk: Walk) -> None:
    if (walk.lowest + 1) * (walk.widest + 1) > MOST_CELLS:
        raise Refused("stray_cell", {"cell": f"{_letters(walk.widest)}{walk.lowest + 1}"})


def _opened(path: Path) -> CalamineWorkbook:
    return _asked(lambda: CalamineWorkbook.from_path(str(path)))


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except PasswordError as fault:
        raise Refused("encrypted") from fault
    except MemoryError:
        raise
    except BaseException as fault:
        # What the library makes of a torn file is of many kinds; its panic is no Exception.
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise Refused("broken_file") from fault
        raise


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else number_text(repr(value))
    if isinstance(value, date | datetime | time | timedelta):
        return moment_text(value)
    return str(value)


def _letters(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters
