"""The package of an xlsx file and of other zips: checked before anything is unpacked, and where its sheets are."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from zhivo.intake.readers import Refused

MOST_ENTRIES = 2_000
MOST_UNPACKED = 4 << 30
FREE_OF_RATIO = 10 << 20
MOST_RATIO = 200
MOST_OF_A_PART = 32 << 20  # of the small parts, which are read whole
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True)
class Part:
    """A sheet and the part of the package that holds it."""

    name: str
    path: str
    is_hidden: bool
    size: int


class Package:
    """An opened zip of parts; raises Refused("broken_file", "encrypted" or "bomb") on opening."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
        except FAULTS as fault:
            raise Refused("broken_file") from fault
        self.entries = {_clean(entry.filename): entry for entry in self.zip.infolist()}
        try:
            self._check()
            self._begin()
        except Refused:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.zip.close()

    def open(self, path: str) -> IO[bytes]:
        """A part as a stream; raises Refused("broken_file")."""
        try:
            return self.zip.open(self.entries[path])
        except FAULTS as fault:
            raise Refused("broken_file") from fault

    def whole(self, path: str) -> bytes:
        """A small part; raises Refused("broken_file" or "bomb")."""
        if self.entries[path].file_size > MOST_OF_A_PART:
            raise Refused("bomb", {"gigabytes": MOST_UNPACKED >> 30})
        with self.open(path) as part:
            return b"".join(unpacked(part, 1 << 20))

    def _begin(self) -> None:
        """What a kind of package looks up at once."""

    def _check(self) -> None:
        infos = list(self.entries.values())
        if len(self.zip.infolist()) > MOST_ENTRIES:
            raise Refused("bomb", {"entries": len(self.zip.infolist())})
        if sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise Refused("bomb", {"gigabytes": MOST_UNPACKED >> 30})
        for info in infos:
            if info.flag_bits & 1:
                raise Refused("encrypted")
            if info.file_size > FREE_OF_RATIO and info.file_size > MOST_RATIO * max(1, info.compress_size):
                raise Refused("bomb", {"ratio": MOST_RATIO})


class Workbook(Package):
    """The package of an xlsx file."""

    def _begin(self) -> None:
        book = self._book_path()
        self.root = self._tree(book)
        self.links = self._links(book)
        self.is_1904 = any(_flag(each, "date1904") for each in _all(self.root, "workbookPr"))
        self.styles = self.whole(self._target("styles")) if self._target("styles") else b""
        self.strings = self._target("sharedStrings")

    def sheets(self) -> list[Part]:
        """Worksheets in the order of the tabs; charts and macros are left out."""
        found: list[Part] = []
        for sheet in _all(self.root, "sheet"):
            kind, path = self.links.get(_attribute(sheet, "id"), ("", ""))
            if kind.lower().endswith("/worksheet") and path in self.entries:
                is_hidden = sheet.get("state", "visible") != "visible"
                found.append(Part(sheet.get("name", ""), path, is_hidden, self.entries[path].file_size))
        return found

    def raw_strings(self) -> bytes:
        """The shared strings as they are, for a stretch that cannot do without; raises Refused for many."""
        return self.whole(self.strings) if self.strings else b""

    def _book_path(self) -> str:
        for kind, path in self._links("").values():
            if kind.lower().endswith("/officedocument") and path in self.entries:
                return path
        if "xl/workbook.xml" in self.entries:
            return "xl/workbook.xml"
        raise Refused("broken_file")

    def _links(self, source: str) -> dict[str, tuple[str, str]]:
        """Id -> (type, path) of what a part refers to."""
        place = PurePosixPath(source)
        path = _clean(str(place.parent / "_rels" / f"{place.name}.rels").removeprefix("./"))
        if path not in self.entries:
            return {}
        found = {}
        for link in _all(self._tree(path), "Relationship"):
            target = _clean(_resolved(str(place.parent), link.get("Target", "")))
            found[link.get("Id", "")] = (link.get("Type", ""), target)
        return found

    def _target(self, kind: str) -> str:
        found = [path for each, path in self.links.values() if each.lower().endswith(f"/{kind}".lower())]
        return found[0] if found and found[0] in self.entries else ""

    def _tree(self, path: str) -> Element:
        text = self.whole(path)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise Refused("broken_file")
        try:
            return fromstring(text, parser=XMLParser())  # noqa: S314 - what has a DOCTYPE was refused
        except (ParseError, ValueError) as fault:
            raise Refused("broken_file") from fault


def unpacked(part: IO[bytes], first: int, following: int = 0) -> Iterator[bytes]:
    """Blocks of a part, the first of its own size; raises Refused("broken_file") where the package is torn."""
    size = first
    while True:
        try:
            block = part.read(size)
            size = following or first
        except FAULTS as fault:
            raise Refused("broken_file") from fault
        if not block:
            return
        yield block


def _clean(path: str) -> str:
    """Small letters: some programs write SharedStrings.xml and link to sharedStrings.xml."""
    return path.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target
    steps: list[str] = [] if folder == "." else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _all(root: Element, name: str) -> list[Element]:
    """Elements by local name: strict and transitional files differ in their namespaces."""
    return [each for each in root.iter() if isinstance(each.tag, str) and each.tag.rpartition("}")[2] == name]


def _attribute(element: Element, name: str) -> str:
    """A namespaced attribute by its local name."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name and "}" in key), "")


def _flag(element: Element, name: str) -> bool:
    return element.get(name, "").lower() in ("1", "true", "on")
