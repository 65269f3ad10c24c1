"""What a file really is, by its first bytes: so that a refusal can say so."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from zhivo.intake.decoding import looks_wide

HEAD = 65_536  # bytes that are looked at

_SIGNATURES: list[tuple[bytes, str]] = [
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"SQLite format 3", "database"),
    (b"PAR1", "database"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
]
_MARKUP = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|table|meta|div|style)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*<(?:\?xml|ss:Workbook|Workbook)\b", re.IGNORECASE)
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*[\[{"])')
_CARD = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_ZIPPED = [
    ("xl/workbook.bin", "xlsb"),
    ("word/", "document"),
    ("ppt/", "presentation"),
    ("Index/Document.iwa", "numbers"),
    ("xl/", "xlsx"),
]
_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods")
_SHORT = 200  # bytes of a part that only names a kind
_BEGINNING = b"\x09\x08\x10\x00\x00\x06"  # of the workbook in an xls file; a torn one has lost the list of its parts
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def name(path: Path, head: bytes) -> str:
    """The kind of file by its content: "xlsx", "pdf", "html"...; "" for plain text, "binary" for what nobody knows."""
    if head.startswith(b"PK"):
        return _zipped(path, head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(path)
    # Two letters alone may begin a text; the binary kinds have zero bytes near.
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > 2 or b"\0" in head[:64]):
            return kind
    return _written(head)


def _written(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "vcf" if _CARD.match(head[2:200].replace(b"\0", b"")) else ""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(start):
        return "html"
    if _XML.match(start):
        return "html" if b"<html" in head[:2_000].lower() else "xml"
    if _CARD.match(start):
        return "vcf"
    if _JSON.match(start):
        return "json"
    return "binary" if _is_binary(head) and not looks_wide(head) else ""


def _is_binary(head: bytes) -> bool:
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 27), 28, 29, 30))
    if controls > len(head) // 20:
        return True
    return head.count(0) > len(head) // 50  # a stray one in a text is replaced and counted later


def _zipped(path: Path, head: bytes) -> str:
    if _ODS in head[:200]:
        return "ods"
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            says_kind = "mimetype" in names and package.getinfo("mimetype").file_size < _SHORT
            if says_kind and package.read("mimetype").startswith(_ODS):
                return "ods"
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        # A torn workbook is called a workbook, so that the refusal says it is torn.
        is_book = b"[Content_Types].xml" in head or b"xl/" in head or path.suffix.lower() in _BOOKS
        return "xlsx" if is_book else "archive"
    for start, kind in _ZIPPED:
        if any(entry.lower().startswith(start.lower()) for entry in names):
            return kind
    return "xlsx" if "[Content_Types].xml" in names else "archive"


def _compound(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(1 << 20)
        file.seek(0, 2)
        file.seek(max(0, file.tell() - (1 << 20)))
        both = start + file.read()
    if "EncryptedPackage".encode("utf-16-le") in both:
        return "encrypted"
    names = ("Workbook", "Book", "WORKBOOK", "BOOK")
    is_workbook = any(each.encode("utf-16-le") in both for each in names) or both[512:].startswith(_BEGINNING)
    return "xls" if is_workbook else "document"
