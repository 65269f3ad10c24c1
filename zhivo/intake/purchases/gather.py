"""The rows of one purchase brought together, wherever in the file they stand: whole purchases make a piece.

Rows are dealt out by a hash of what their purchase is known by, so the same file always makes the same pieces, and no
more than one of them is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO

import polars as pl

from zhivo.intake.prepared import digests
from zhivo.intake.readers import Refused
from zhivo.quality import amounts, moments
from zhivo.quality.cells import tidy

SPILL = "rows.spill"
ROWS_MOST = 1_000_000  # of one part; more of one number are no purchase
_BYTES = {"csv": 4 << 20}  # of the file to a part: about forty thousand lines
_BYTES_PACKED = 1 << 20  # of a workbook, which is compressed
_PARTS_MOST = 256
_NUMBERS = ("amount", "price", "paid", "quantity")
_SUM = r"^\s*\D?\s*(?:[2-9]|[01]\D*\d)"  # a number that is neither 0 nor 1


def parts_for(*, size: int, kind: str) -> int:
    """Return how many parts the rows of a file of so many bytes are dealt into."""
    return max(1, min(_PARTS_MOST, size // _BYTES.get(kind, _BYTES_PACKED)))


class Gathered:
    """The rows of a file dealt into parts on disk."""

    def __init__(self, into: Path, *, parts: int, origin: str, mapping: Sequence[str]) -> None:
        self.witnesses: dict[str, list[str]] = {"number": [], "at": [], "paid": []}
        self._path, self._parts = into / SPILL, parts
        self._origin = origin
        self._mapping = mapping
        self._numbered = [f"c{index}" for index, field in enumerate(mapping) if field == "number"]
        fields = {field: f"c{index}" for index, field in reversed(list(enumerate(mapping)))}
        self._numbers = [fields[field] for field in _NUMBERS if field in fields]
        self._at = [fields["at"]] if "at" in fields else []
        self._paid = [fields["paid"]] if "paid" in fields else []
        self._wanted = {"number": list(amounts.WITNESSES), "at": list(moments.WITNESSES), "paid": [_SUM]}
        self._places: list[list[tuple[int, int]]] = [[] for _part in range(parts)]
        self._sizes = [0] * parts

    def take(self, pieces: Iterator[pl.DataFrame]) -> None:
        """Deal out all rows (`row`, `c0`...). Raises Refused when too many of them are of one purchase."""
        with self._path.open("wb") as spill:
            for piece in pieces:
                self._look(piece)
                dealt = piece.with_columns(self._keys(piece, origin=self._origin), part=self._part(piece))
                for (part,), rows in dealt.partition_by("part", as_dict=True, include_key=False).items():
                    self._put(int(part), rows, spill)

    def _put(self, part: int, rows: pl.DataFrame, spill: IO[bytes]) -> None:
        text = BytesIO()
        rows.write_ipc(text, compression="lz4")
        self._places[part].append((spill.tell(), text.tell()))
        spill.write(text.getbuffer())
        self._sizes[part] += rows.height
        if self._sizes[part] > ROWS_MOST:
            raise Refused("one_purchase", {"most": ROWS_MOST})

    def parts(self) -> Iterator[pl.DataFrame]:
        """Yield the parts that hold rows: `row`, `c0`... and `key`, in the order of the file; the spill goes then."""
        with self._path.open("rb") as spill:
            for places in self._places:
                frames = []
                for at, length in places:
                    spill.seek(at)
                    frames.append(pl.read_ipc(BytesIO(spill.read(length))))
                if frames:
                    # Late rows may have more columns than the first ones.
                    yield pl.concat(frames, how="diagonal").with_columns(pl.col(pl.String).fill_null(""))
        self._path.unlink(missing_ok=True)

    def _part(self, piece: pl.DataFrame) -> pl.Series:
        """Return the part of each row, the same whatever the source: a preflight may not know it yet."""
        return self._keys(piece, origin="part") % self._parts

    def _keys(self, piece: pl.DataFrame, *, origin: str) -> pl.Series:
        number = number_of(piece, self._numbered)
        has_number = number != ""
        bare = piece.filter(~has_number)
        by_content = digests(content_of(bare, self._mapping), origin=f"{origin}#row") if bare.height else None
        numbers = number.filter(has_number)
        distinct = numbers.unique()
        by_number = dict(zip(distinct, digests(distinct, origin=f"{origin}#purchase"), strict=True))
        keys = pl.Series("key", [0] * piece.height, dtype=pl.Int64)
        if len(numbers):
            keys = keys.scatter(has_number.arg_true(), numbers.replace_strict(by_number, return_dtype=pl.Int64))
        if by_content is not None:
            keys = keys.scatter((~has_number).arg_true(), by_content)
        return keys

    def _look(self, piece: pl.DataFrame) -> None:
        """Keep the first cell that shows each way of writing fractions, days or payment, for the parts to agree."""
        for kind, columns in (("number", self._numbers), ("at", self._at), ("paid", self._paid)):
            for pattern in list(self._wanted[kind]):
                for column in columns:
                    found = piece[column].filter(piece[column].str.contains(pattern)).head(1)
                    if len(found):
                        self.witnesses[kind] += tidy(found).to_list()
                        self._wanted[kind].remove(pattern)
                        break


def content_of(rows: pl.DataFrame, mapping: Sequence[str]) -> pl.Series:
    """Return what each row says to its fields as one text: the filled cells of the columns that are taken, by field.

    A column more that is left out, a stray cell beside the table or another order of columns changes nothing in it.
    """
    taken = sorted(
        (field, index) for index, field in enumerate(mapping) if field != "-" and f"c{index}" in rows.columns
    )
    named = [
        pl.when(pl.col(f"c{index}") != "").then(pl.lit(f"{field}\x1e") + pl.col(f"c{index}")) for field, index in taken
    ]
    if not named:
        return pl.repeat("", rows.height, dtype=pl.String, eager=True)
    return rows.select(content=pl.concat_str(named, separator="\x1f", ignore_nulls=True)).to_series()


def number_of(rows: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """Return the tidy number of each row's purchase, "" where there is none."""
    if not columns:
        return pl.repeat("", rows.height, dtype=pl.String, eager=True)
    return tidy(rows[columns[0]].cast(pl.String).fill_null("")).str.slice(0, 200)
