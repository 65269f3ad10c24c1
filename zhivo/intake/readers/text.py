"""A text file of any encoding as blocks of UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from zhivo.intake.decoding import Verdict, line_ends
from zhivo.intake.readers import Refused

if TYPE_CHECKING:
    from zhivo.intake.readers.tally import Tally

NUL_SIGN = "␀"
_INNER_MARK = b"\n" + codecs.BOM_UTF8
_NAMED_PLACES = 1_000


class TextStream:
    """A text file as blocks of UTF-8 without mark and NUL; no block ends between CR and LF."""

    def __init__(self, path: Path, *, verdict: Verdict, is_forced: bool, tally: Tally, first: int, block: int) -> None:
        self.path, self.verdict, self.is_forced, self.tally = path, verdict, is_forced, tally
        self.first, self.block = first, block
        self.lines = 0  # line ends given out so far
        self.read = 0
        self.size = path.stat().st_size
        self.ends_open = False  # the text does not end with a line end

    def __iter__(self) -> Iterator[bytes]:
        """Yield the blocks; raises Refused("undecodable", {line, encoding}) where a byte has no letter."""
        with self.path.open("rb") as file:
            self.read = len(file.read(self.verdict.bom))
            held = b""
            for text in self._texts(file):
                block = held + text
                held = b"\r" if block.endswith(b"\r") else b""
                block = block[: len(block) - len(held)]
                if block:
                    yield self._count(block)
            if held:
                yield self._count(held)

    def _texts(self, file: IO[bytes]) -> Iterator[bytes]:
        if self.verdict.encoding == "utf-8" and self.verdict.is_whole and not self.is_forced:
            for raw in self._raw(file):
                yield self._cleared(raw)
            return
        decoder = codecs.getincrementaldecoder(self.verdict.encoding)("strict")
        for raw in self._raw(file):
            yield self._cleared(self._decode(decoder, raw, is_last=False))
        yield self._cleared(self._decode(decoder, b"", is_last=True))

    def _raw(self, file: IO[bytes]) -> Iterator[bytes]:
        size = self.first
        while raw := file.read(size):
            self.read += len(raw)
            size = self.block
            yield raw

    def _decode(self, decoder: codecs.IncrementalDecoder, raw: bytes, *, is_last: bool) -> bytes:
        state = decoder.getstate()
        try:
            return decoder.decode(raw, is_last).encode()
        except UnicodeError as error:
            held, whole = state[0], state[0] + raw
            start = error.start if isinstance(error, UnicodeDecodeError) else len(held)
            before = whole[:start].decode(self.verdict.encoding, "ignore").encode()
            if not self.is_forced:
                place = {"line": self.lines + 1 + line_ends(before), "encoding": self.verdict.encoding}
                raise Refused("undecodable", place) from None
        decoder.setstate(state)
        decoder.errors = "replace"
        try:
            text = decoder.decode(raw, is_last)
        finally:
            decoder.errors = "strict"
        self._note_places("undecodable", text.encode(), "\ufffd".encode())
        return text.encode("utf-8", "replace")

    def _cleared(self, text: bytes) -> bytes:
        """Without NUL, and without the marks that joined files have inside."""
        if b"\0" in text:
            self._note_places("nul", text, b"\0")
            text = text.replace(b"\0", NUL_SIGN.encode())
        if _INNER_MARK in text:
            self._note_places("mark_inside", text, _INNER_MARK)
            text = text.replace(_INNER_MARK, b"\n")
        return text

    def _note_places(self, kind: str, text: bytes, what: bytes) -> None:
        rows: list[int] = []
        place, line, seen = text.find(what), self.lines + 1, 0
        while place >= 0 and len(rows) < _NAMED_PLACES:
            line += line_ends(text[seen:place])
            seen = place
            if not rows or rows[-1] != line:
                rows.append(line)
            place = text.find(what, place + len(what))
        self.tally.note(kind, rows, count=text.count(what))

    def _count(self, block: bytes) -> bytes:
        self.lines += line_ends(block)
        self.ends_open = not block.endswith((b"\n", b"\r"))
        return block
