"""Cards of a vCard file, versions 2.1 to 4.0: lines unfolded and values decoded, in time linear in the file."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zhivo.intake.cyrillic import best_table
from zhivo.intake.readers import Refused
from zhivo.intake.readers.text import NUL_SIGN

if TYPE_CHECKING:
    from zhivo.intake.readers.tally import Tally

LONGEST_CARD = 16 << 20
_COST = 200  # bytes that a property takes besides its text
_SAMPLE = 8_192
_EDGE = re.compile(rb"[ \t]*(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_EDGES = tuple(bytes([byte]) for byte in b"BbEe \t\xef")
_PICTURES = (b"PHOTO", b"LOGO", b"SOUND", b"KEY")
_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
_PARAMETER = re.compile(r'((?:[^";]|"[^"]*")*);?')
_ENCODED = re.compile(rb"[;:=](?:B|BASE64)[;:]", re.IGNORECASE)
_QUOTED = re.compile(rb"[;:=]QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_NAME = re.compile(rb"[\w.-]{1,100}[;:]")
_CYRILLIC = frozenset(["cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5"])
_OTHERS = frozenset(["utf-8", "ascii", "cp1250", "cp1252", "iso8859-1", "iso8859-2", "iso8859-15", "gbk", "shift_jis"])
_CHARSETS = _CYRILLIC | _OTHERS  # not UTF-7 and its like: they make signs that no base takes


@dataclass
class Property:
    """One line of a card: `value` is decoded, its escapes are not; `types` are bare words and TYPE=, in any case."""

    name: str
    group: str
    types: list[str]
    value: str


@dataclass
class Card:
    """One card; `line` is the first one of it."""

    line: int
    properties: list[Property] = field(default_factory=list)
    size: int = 0


def lines_of(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, whatever ends them; raises Refused("row_too_long")."""
    number, held = 0, b""
    for block in blocks:
        text = held + block
        cut = max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1  # a CR may be half of a line end
        held = text[cut:]
        for line in text[:cut].splitlines():
            number += 1
            yield number, line
        _check_size(number + 1, len(held))
    for line in held.splitlines():
        number += 1
        yield number, line


def parts_of(value: str, separator: str) -> list[str]:
    """A value parted and its escapes undone: backslash before n, a comma, a semicolon, a colon, a backslash."""
    if "\\" not in value:
        return value.split(separator)
    parts, part, place = [], [], 0
    for found in re.finditer(rf"\\(.)|{separator}", value, re.DOTALL):
        part.append(value[place : found.start()])
        place = found.end()
        sign = found[1]
        if sign is None:
            parts.append("".join(part))
            part = []
        else:
            part.append("\n" if sign in "nN" else sign if sign in "\\,;:" else found[0])
    return [*parts, "".join([*part, value[place:]])]


def text_of(value: str) -> str:
    """A value whole, with its escapes undone."""
    return parts_of(value, "(?!)")[0] if "\\" in value else value


def _check_size(line: int, size: int) -> None:
    if size > LONGEST_CARD:
        raise Refused("row_too_long", {"row": line, "megabytes": LONGEST_CARD >> 20})


class Cards:
    """The cards among lines; what was odd is told to the tally."""

    def __init__(self, lines: Iterable[tuple[int, bytes]], *, encoding: str, is_forced: bool, tally: Tally) -> None:
        self.lines, self.encoding, self.is_forced, self.tally = lines, encoding, is_forced, tally
        self.card: Card | None = None
        self.is_old = False  # version 2.1
        self.open: list[bytes] = []  # the property being read, unfolded so far
        self.open_line = 0
        self.is_quoted = self.is_encoded = self.is_picture = False

    def __iter__(self) -> Iterator[Card]:
        """Yield every card, one that is cut off too; raises Refused."""
        for number, line in self.lines:
            if self.is_picture and line[:1] == b" ":
                continue
            # The cheap test first: most lines are neither.
            edge = _EDGE.fullmatch(self._unmarked(number, line)) if line[:1] in _EDGES else None
            if edge:
                yield from self._end(is_whole=edge[1].upper() == b"END")
                if edge[1].upper() == b"BEGIN":
                    self.card, self.is_old = Card(number), False
            elif self.card is None:
                if line.strip():
                    self.tally.note("card_outside", [number])
            else:
                self._take(self.card, number, line)
        yield from self._end(is_whole=False)

    def _unmarked(self, number: int, line: bytes) -> bytes:
        if not line.startswith(codecs.BOM_UTF8):
            return line
        if number > 1:
            self.tally.note("mark_inside", [number])
        return line.removeprefix(codecs.BOM_UTF8)

    def _end(self, *, is_whole: bool) -> Iterator[Card]:
        if self.card is None:
            return
        self._shut(self.card)
        if not is_whole:
            self.tally.note("card_unclosed", [self.card.line])
        yield self.card
        self.card = None

    def _take(self, card: Card, number: int, line: bytes) -> None:
        """A line inside a card: it goes on with the property that is open, or opens the next."""
        is_folded = line[:1] in (b" ", b"\t")
        if self.open and self.is_quoted and self.open[-1].endswith(b"="):
            self.open[-1] = self.open[-1][:-1]
            self._add(card, line)
        elif self.open and is_folded:
            self._add(card, line if self.is_old and not self.is_encoded else line[1:])
        elif not line.strip():
            self._shut(card)
        elif self.open and self.is_encoded and b":" not in line:
            self._add(card, line)
        elif self.open and not _NAME.match(line):
            self.tally.note("card_stray_line", [number])
            self._add(card, b"=0A" + line if self.is_quoted else b"\n" + line)
        else:
            self._shut(card)
            self._begin(card, number, line)

    def _begin(self, card: Card, number: int, line: bytes) -> None:
        if not _NAME.match(line):
            self.tally.note("card_stray_line", [number])
            line = b"X-TEXT:" + line
        head = line[:1_000]
        name = head.partition(b":")[0].partition(b";")[0].rpartition(b".")[2].upper()
        if b";" in head:
            self.is_quoted, self.is_encoded = bool(_QUOTED.search(head)), bool(_ENCODED.search(head))
        if name in _PICTURES:
            self.is_picture = self.is_encoded or b":data:" in head.lower()
        self.open, self.open_line = [], number
        if self.is_picture:
            self.tally.note("card_picture", [number])
            line = b""
        self._add(card, line)

    def _add(self, card: Card, line: bytes) -> None:
        if self.is_picture and self.open:
            return
        self.open.append(line)
        card.size += len(line) + _COST
        _check_size(card.line, card.size)

    def _shut(self, card: Card) -> None:
        if self.open and not self.is_picture:
            found = self._property(b"".join(self.open))
            if found.name == "VERSION":
                self.is_old = found.value.strip() == "2.1"
            else:
                card.properties.append(found)
        self.open = []
        self.is_quoted = self.is_encoded = self.is_picture = False

    def _property(self, line: bytes) -> Property:
        colon = line.find(b":")
        quote = line.find(b'"', 0, max(colon, 0))
        if quote >= 0:
            text = line.decode("latin-1")
            found = _HEAD.match(text)
            colon = found.end() - 1 if found else colon
        if colon < 0:
            colon = len(line)
        head, raw = self._decoded(line[:colon], ""), line[colon + 1 :]
        path, *parameters = head.split(";") if quote < 0 else _PARAMETER.findall(head)
        group, _dot, name = path.strip().rpartition(".")
        charset = ""
        types: list[str] = []
        for parameter in parameters:
            key, sign, value = parameter.strip().partition("=")
            if sign and key.upper() == "CHARSET":
                charset = value.strip('"')
            elif sign and key.upper() == "TYPE":
                types += value.replace('"', "").split(",")
            elif not sign and key:
                types.append(key)
            elif sign and key.upper() not in ("ENCODING", "VALUE"):
                types.append(parameter.strip())
        types = [one.strip() for one in types if one.strip()]
        types = [one for one in types if one.upper() not in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT")]
        value = self._unquoted(raw, charset) if self.is_quoted else self._decoded(raw, charset)
        return Property(name.upper(), group.upper(), types, value)

    def _unquoted(self, raw: bytes, charset: str) -> str:
        value = binascii.a2b_qp(raw)
        if not charset:
            try:
                return self._without_nul(value.decode())
            except UnicodeDecodeError:  # phones of old times named no encoding
                charset = best_table(value[:_SAMPLE]).encoding
        return self._decoded(value, charset)

    def _decoded(self, raw: bytes, charset: str) -> str:
        """Text in the encoding that the line names, else in the file's."""
        if raw.isascii():
            return self._without_nul(raw.decode())
        encoding = _known(charset) or self.encoding
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            if not _known(charset) and not self.is_forced:
                raise Refused("undecodable", {"line": self.open_line, "encoding": encoding}) from None
            text = raw.decode(encoding, "replace")
            self.tally.note("undecodable", [self.open_line], count=text.count("\ufffd"))
        return self._without_nul(text)

    def _without_nul(self, text: str) -> str:
        if "\0" in text:
            self.tally.note("nul", [self.open_line], count=text.count("\0"))
            text = text.replace("\0", NUL_SIGN)
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _known(charset: str) -> str:
    try:
        name = codecs.lookup(charset).name if charset.isascii() and len(charset) < 40 else ""
    except (LookupError, ValueError):
        return ""
    return name if name in _CHARSETS else ""
