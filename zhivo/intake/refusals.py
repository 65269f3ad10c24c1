"""What is said about a file that cannot be read, and about what was odd in one that can: what, where, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zhivo.intake.readers import Refused
from zhivo.lib.refusal import Refusal

ENCODINGS: dict[str, str] = {
    "utf-8": "UTF-8",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp866": "DOS (CP866)",
    "mac-cyrillic": "Mac Cyrillic",
    "iso8859-5": "ISO-8859-5",
    "cp1252": "Windows-1252",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}

_KINDS: dict[str, str | Promise] = {
    "pdf": _("a PDF document"),
    "picture": _("a picture"),
    "rtf": _("a text document"),
    "document": _("a text document"),
    "presentation": _("a presentation"),
    "archive": _("an archive"),
    "database": _("a database file"),
    "program": _("a program"),
    "html": _("a web page"),
    "xml": _("an XML file"),
    "json": _("a JSON file"),
    "numbers": _("a Numbers table"),
    "binary": _("a file of an unknown kind"),
}

_SAVE = _("Open it in Excel or LibreOffice and save it as xlsx or CSV (UTF-8), then load it again.")
_SPLIT = _("Split the file into parts and load them one by one.")

_EXPORT = _("Export the clients as xlsx or CSV (UTF-8) and load that file.")

# What is a table, but of a kind that has no reader; and what is better done with others than to export them anew.
_OTHER_TABLES = {"numbers"}
_OTHER_TABLE = _("This is %(kind)s; files of this kind cannot be read.")
_HINTS: dict[str, str | Promise] = {
    **dict.fromkeys((*_OTHER_TABLES, "html", "xml"), _SAVE),
    "archive": _("Unpack it and load the files inside."),
}

_REFUSALS: dict[str, tuple[str | Promise, str | Promise]] = {
    "empty_file": (_("There are no rows in the file."), _("Check that you chose the right file and sheet.")),
    "header_only": (
        _("The file has a header and no rows under it."),
        _("Check that the export was not cut off, or choose another sheet."),
    ),
    "not_a_table": (_("This is %(kind)s, not a table."), _EXPORT),
    "encrypted": (
        _("The file is protected with a password."),
        _("Open it in Excel, remove the password and save it again."),
    ),
    "broken_file": (_("The file is damaged: it cannot be read to its end."), _("Download or export it again.")),
    "bomb": (
        _("The file unpacks to an enormous size, so it was not opened."),
        _("If it is your table, open it in Excel and save it as CSV (UTF-8)."),
    ),
    "too_big": (_("There was not enough memory to read the file."), _SPLIT),
    "too_slow": (_("Reading the file took too long and was stopped."), _SPLIT),
    "parser_died": (_("The file broke the reader, so nothing was loaded from it."), _SAVE),
    "broke": (
        _("Something broke inside while the rows were written. What is written stays and can be undone."),
        _("Try to go on; if it breaks again, send us the file log/errors.log of the data folder."),
    ),
    "not_reckoned": (
        _("Something broke inside while the files were looked through. Nothing is written."),
        _("Try again; if it breaks again, send us the file log/errors.log of the data folder."),
    ),
    "not_foretold": (
        _("What a file of this kind will do cannot be told beforehand."),
        _("Load it: every import can be undone."),
    ),
    "disk_full": (_("There is no room left on the disk."), _("Free some space and start again.")),
    "mixed_encoding": (
        _("From line %(line)d on, the text is written in another encoding than above (%(encoding)s)."),
        _("Save the file as CSV (UTF-8), or choose the encoding yourself: unreadable letters will be marked."),
    ),
    "undecodable": (
        _("Line %(line)d cannot be read in the encoding %(encoding)s."),
        _("Choose another encoding, or save the file as CSV (UTF-8)."),
    ),
    "unknown_encoding": (_("The encoding %(encoding)s is not known."), _("Choose one from the list.")),
    "bad_delimiter": (
        _("The delimiter must be one character, and not a quote."),
        _("Choose one from the list, or leave it to us."),
    ),
    "row_too_long": (
        _("Row %(row)d is longer than %(megabytes)d MB."),
        _("Check the quotes in this row and the delimiter of the file."),
    ),
    "too_many_columns": (
        _("Row %(row)d has %(columns)d cells, more than %(most)d."),
        _("Check the delimiter of the file, or remove the columns you do not need."),
    ),
    "one_purchase": (
        _("More than %(most)d rows have one and the same number of a purchase."),
        _("Choose another column for the number, or leave it out."),
    ),
    "stray_cell": (
        _("Cell %(cell)s holds a value far away from the rest of the table."),
        _("Clear this cell in Excel and save the file again."),
    ),
    "no_such_sheet": (_("There is no sheet «%(sheet)s» in the file."), _("Choose one of its sheets.")),
    "no_such_row": (_("Row %(row)d is blank or not there, so it cannot be the header."), _("Choose another row.")),
    "not_shown": (_("The file has many sheets; this one is not shown."), _("Choose it to see its rows.")),
}

_SKIPPED: dict[str, str | Promise] = {
    "blank": _("Blank rows skipped: %(count)s%(where)s."),
    "preamble": _("Rows above the header skipped: %(count)s%(where)s."),
    "group": _("Rows with the sum of a group skipped: %(count)s%(where)s."),
    "total": _("Rows with totals skipped: %(count)s%(where)s."),
    "header_again": _("Repeated headers skipped: %(count)s%(where)s."),
    "sep_line": _("The first line names the delimiter; it is not a row."),
}

_NOTES: dict[str, str | Promise] = {
    "no_header": _("The file has no header: the columns were named by number. Check that the first row is a client."),
    "two_row_header": _("The header has two rows%(where)s: the names were joined. Check them."),
    "balance": _(
        "Rows where the balance at the end is not what the other amounts make: %(count)s%(where)s. They were kept as "
        "they are; compare them with 1C."
    ),
    "short_row": _("Rows with fewer cells than the header: %(count)s%(where)s. What is missing was left empty."),
    "long_row": _("Rows with more cells than the header: %(count)s%(where)s. The extra cells became extra columns."),
    "loose_quote": _("Quotes inside cells: %(count)s%(where)s. They were kept as they are."),
    "unclosed_quote": _("Quotes that nobody closed: %(count)s%(where)s. They were kept as they are; check these rows."),
    "nul": _("Zero bytes: %(count)s%(where)s. They were replaced by the sign ␀."),
    "mark_inside": _("The file seems joined from several: %(count)s more start marks inside%(where)s."),
    "undecodable": _("Letters that could not be read: %(count)s%(where)s. They were replaced by the sign �."),
    "double_encoded": _("The letters look garbled in the file itself («РџСЂРёРІРµС‚»). Export it again as UTF-8."),
    "card_unclosed": _("Cards that are cut off: %(count)s%(where)s. What there is of them was taken; check them."),
    "card_outside": _("Lines outside any card: %(count)s%(where)s. They were not taken."),
    "card_stray_line": _("Lines that are no property: %(count)s%(where)s. They were added to the text above them."),
    "card_picture": _("Pictures and sounds inside cards: %(count)s%(where)s. They were not taken."),
    "late_column": _(
        "Columns met only far down in the file: %(count)s%(where)s. What has no field is kept in the raw rows."
    ),
    "long_number": _(
        "Numbers longer than 15 digits: %(count)s%(where)s. Excel keeps 15 and puts zeros for the others; "
        "compare them with the original."
    ),
}

_OTHER_COUNT = _(
    "Two ways of counting rows differ by %(count)s. Compare the number of rows with the file before you rely on it."
)
_UNKNOWN = _("The file could not be read."), _SAVE


def refusal(refused: Refused) -> Refusal:
    """The sentence and the hint for a refused file, in the language of the moment."""
    message, hint = _REFUSALS.get(refused.code, _UNKNOWN)
    if refused.code == "not_a_table":
        what = str(refused.data.get("is", ""))
        message, hint = _OTHER_TABLE if what in _OTHER_TABLES else message, _HINTS.get(what, hint)
    return Refusal(refused.code, str(message) % _words(refused.data), hint=str(hint))


def sentences(
    *, skipped: Mapping[str, Mapping[str, Any]], notes: Mapping[str, Mapping[str, Any]], difference: int = 0
) -> list[str]:
    """What a reader skipped and noted, one sentence each, with the numbers of the first rows."""
    said = [_sentence(_SKIPPED, kind, entry) for kind, entry in skipped.items() if kind in _SKIPPED]
    said += [_sentence(_NOTES, kind, entry) for kind, entry in notes.items() if kind in _NOTES]
    if difference:
        said.append(str(_OTHER_COUNT) % {"count": abs(difference)})
    return said


def _sentence(texts: Mapping[str, str | Promise], kind: str, entry: Mapping[str, Any]) -> str:
    rows = [str(row) for row in entry.get("rows", [])[:5]]
    more = "…" if entry.get("count", 0) > len(rows) else ""
    named = ngettext(" (row %(rows)s)", " (rows %(rows)s)", entry.get("count", len(rows)))
    where = named % {"rows": ", ".join(rows) + more} if rows else ""
    return str(texts[kind]) % {"count": entry.get("count", 0), "where": where}


def _words(data: Mapping[str, Any]) -> _Words:
    words = {key: ENCODINGS.get(value, value) if key == "encoding" else value for key, value in data.items()}
    return _Words(words | {"kind": str(_KINDS.get(str(data.get("is", "")), _KINDS["binary"]))})


class _Words(dict[str, Any]):
    """Values for a sentence; what an old refusal does not have becomes 0 rather than a failure."""

    def __missing__(self, key: str) -> Any:
        return 0
