"""In which encoding a text file is written, decided on the whole of it."""

from __future__ import annotations

import codecs
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cchardet

from zhivo.intake.cyrillic import Guess, best_table
from zhivo.intake.readers import Refused

BLOCK = 4 << 20
_BOMS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
_ASCII = bytes(range(128))
_HIGH = re.compile(rb"[\x80-\xff]")
# Three Russian letters of UTF-8 in a row do not happen by chance in any of the one-byte tables. They are sought in a
# translation to L (leads such a letter), c (continues it) and others, since a pattern over bytes takes 20 times longer.
_SHAPE = bytes(76 if byte in (0xD0, 0xD1) else 99 if 0x80 <= byte < 0xC0 else 46 for byte in range(256))
_UTF8_WORD = b"LcLcLc"
_WEIGHED = 1 << 20  # bytes of a block whose UTF-8 is looked at closely
_UTF8_WORDS = re.compile(rb"(?:[\xd0\xd1][\x80-\xbf])+")
_SAMPLE = 8_192
_SAMPLES = 64
_SEEKS = 48
_MOSTLY = 0.7


@dataclass(frozen=True)
class Verdict:
    """An encoding, how sure it is ("sure", "likely", "guess"), and how many bytes of mark precede the text."""

    encoding: str
    sure: str = "sure"
    bom: int = 0
    is_whole: bool = True  # the whole file was looked at, so UTF-8 needs no second check
    looks_double: bool = False  # text that was turned into UTF-8 twice: «РџСЂРёРІРµС‚»


def detect(path: Path, *, seconds: float | None = None) -> Verdict:
    """Decide the encoding on the whole file, or in about so many seconds on parts spread over it.

    Raises Refused("mixed_encoding", {line, encoding, other}): from this line on, another encoding begins.
    """
    with path.open("rb") as file:
        head = file.read(1 << 16)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            bom = len(mark)
            if encoding != "utf-8":
                return Verdict(encoding, bom=bom)
            return _look_through(path, seconds=seconds, bom=bom)
    if wide := looks_wide(head):
        return Verdict(wide, "likely")
    return _look_through(path, seconds=seconds, bom=0)


def is_known(encoding: str) -> bool:
    """Whether this name of an encoding can be used."""
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except (LookupError, ValueError):
        return False


def looks_wide(head: bytes) -> str:
    """UTF-16 without a mark: in Russian and Latin text every second byte is 0 or 4."""
    half = len(head) // 2
    if half < 2:
        return ""
    for encoding, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        zeros = high.count(0)
        if zeros and zeros + high.count(4) > 0.7 * half and low.count(0) < 0.05 * half:
            return encoding
    return ""


def _look_through(path: Path, *, seconds: float | None, bom: int) -> Verdict:
    evidence = _Evidence()
    for block, is_next in _blocks(path, seconds=seconds):
        evidence.see(block, is_next=is_next)
    return evidence.verdict(bom=bom)


def _blocks(path: Path, *, seconds: float | None) -> Iterator[tuple[bytes, bool]]:
    """Blocks in order; when time is up, some whole lines from places spread over the rest (then False)."""
    until = None if seconds is None else time.monotonic() + seconds
    size = path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block, True
            if until is not None and time.monotonic() > until:
                break
        start = file.tell()
        step = (size - start) // _SEEKS
        for number in range(_SEEKS if step > _SAMPLE else 0):
            file.seek(start + number * step)
            lines = file.read(_SAMPLE * 4).partition(b"\n")[2].rpartition(b"\n")[0]
            if lines:
                yield lines, False


@dataclass
class _Evidence:
    """What the bytes of a file say about its encoding, gathered block by block."""

    lines: int = 0
    is_whole: bool = True
    bad_line: int = 0  # the first line that is not UTF-8
    utf8_line: int = 0  # the first line that surely is
    high: int = 0  # bytes above 127
    valid: int = 0  # of these, in well-formed UTF-8
    sample: list[bytes] = field(default_factory=list)
    bad_sample: bytes = b""  # from the first byte that is not UTF-8
    decoder: codecs.IncrementalDecoder = field(default_factory=lambda: _utf8_decoder())

    def see(self, block: bytes, *, is_next: bool) -> None:
        if not is_next:
            self.is_whole = False
            self.decoder = _utf8_decoder()
        if self.bad_line:
            self._weigh(block)
        elif not (block.isascii() and not self.decoder.getstate()[0]):
            self._try_utf8(block)
        self._count_lines(block)

    def _try_utf8(self, block: bytes) -> None:
        held = self.decoder.getstate()[0]
        try:
            text = self.decoder.decode(block)
        except UnicodeDecodeError as error:
            self.bad_line = self.lines + 1 + line_ends(bytes(error.object[: error.start]))
            self.bad_sample = bytes(error.object[error.start : error.start + _SAMPLE])
            self._weigh(held + block)
        else:
            continuation = len(held) + len(block) - len(text)
            self.high += 2 * continuation
            self.valid += 2 * continuation
            self._find_utf8_word(block)
            self._take_sample(block)

    def _weigh(self, block: bytes) -> None:
        part = block[:_WEIGHED]
        high = len(part.translate(None, _ASCII))
        self.high += high
        self.valid += len(part.decode("utf-8", "ignore").encode()) - (len(part) - high)
        self._find_utf8_word(block)
        self._take_sample(block)

    def _find_utf8_word(self, block: bytes) -> None:
        if self.utf8_line:
            return
        place = block.translate(_SHAPE).find(_UTF8_WORD)
        if place >= 0:
            self.utf8_line = self.lines + 1 + line_ends(block[:place])

    def _take_sample(self, block: bytes) -> None:
        taken = len(self.sample)
        if taken < _SAMPLES and (found := _HIGH.search(block)):
            length = _SAMPLE * 8 if not taken else _SAMPLE
            start = max(0, found.start() - 64)
            self.sample.append(block[start : start + length])

    def _count_lines(self, block: bytes) -> None:
        # A pair split between two blocks is counted twice; it only moves a line number in a refusal by one.
        self.lines += line_ends(block)

    def verdict(self, *, bom: int) -> Verdict:
        if not self.bad_line and self.decoder.getstate()[0]:
            self.bad_line = self.lines + 1  # the file ends in the middle of a letter
            self.high += 1
        sample = b"\n".join(self.sample)
        if not self.bad_line:
            return Verdict("utf-8", bom=bom, is_whole=self.is_whole, looks_double=_looks_double(sample))
        if bom or self.valid > _MOSTLY * self.high:
            other = best_table(_UTF8_WORDS.sub(b" ", self.bad_sample)).encoding
            raise Refused("mixed_encoding", {"line": self.bad_line, "encoding": "utf-8", "other": other})
        if self.utf8_line:
            guess = best_table(_UTF8_WORDS.sub(b" ", sample))
            names = ("utf-8", guess.encoding) if self.utf8_line < self.bad_line else (guess.encoding, "utf-8")
            place = {"line": max(self.utf8_line, self.bad_line), "encoding": names[0], "other": names[1]}
            raise Refused("mixed_encoding", place)
        guess = best_table(sample)
        return Verdict(guess.encoding, _second_opinion(sample, guess), is_whole=self.is_whole)


def _utf8_decoder() -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder("utf-8")("strict")


def line_ends(data: bytes) -> int:
    """How many line ends there are: LF, CR LF and lone CR."""
    returns = data.count(b"\r")
    return data.count(b"\n") + (returns - data.count(b"\r\n") if returns else 0)


def _looks_double(sample: bytes) -> bool:
    text = sample.decode("utf-8", "ignore")
    letters = sum(1 for letter in text if "А" <= letter <= "я")
    return letters > 20 and (text.count("Р") + text.count("С")) > 0.6 * letters


_SECOND_NAMES = {
    "windows-1251": "cp1251",
    "koi8-r": "koi8-r",
    "ibm866": "cp866",
    "mac-cyrillic": "mac-cyrillic",
    "maccyrillic": "mac-cyrillic",
    "iso-8859-5": "iso8859-5",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}


def _second_opinion(sample: bytes, guess: Guess) -> str:
    heard = cchardet.detect(sample)["encoding"] or ""
    if _SECOND_NAMES.get(heard.lower()) == guess.encoding:
        return "sure" if guess.margin > 0.2 else "likely"
    return "likely" if guess.margin > 0.5 else "guess"
