"""Lists of addresses that bounce and numbers that do not exist, in any file that can be read: the values in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.clients import marks
from zhivo.intake import reading
from zhivo.journal.models import Operation
from zhivo.lib.home import folder
from zhivo.lib.refusal import Refusal
from zhivo.quality.clean import clean
from zhivo.team.models import User

OF_A_COLUMN = 0.5  # of its filled cells that must be such values: elsewhere a date or a sum may look like a phone
_WHY = {"phone": "no_such_number", "email": "bounced"}


class NothingFound(Refusal):
    """The file holds neither phones nor e-mails."""


def mark(*, path: Path, name: str, by: User | None) -> Operation:
    """Mark every phone and e-mail of a file as dead and return the operation that takes it back.

    Raises reading.Refused for a file that cannot be read, NothingFound, marks.NothingToMark.
    """
    found = values_in(path)
    if found.is_empty():
        raise NothingFound("nothing_found", _("There is no column of phones or e-mails in this file."))
    values = found.with_columns(why=pl.col("medium").replace_strict(_WHY), data=pl.lit("{}"))
    return marks.put(values=values, kind=marks.Kind.DEAD, by=by, says=name)


def values_in(path: Path) -> pl.DataFrame:
    """Return the phones and e-mails of a file (medium, value), each once. Raises reading.Refused."""
    parts = [part for piece in _pieces(path) for part in _of_piece(piece)]
    empty = pl.DataFrame(schema={"medium": pl.String, "value": pl.String})
    return pl.concat([empty, *parts]).unique(maintain_order=True)


def _pieces(path: Path) -> Iterator[pl.DataFrame]:
    with TemporaryDirectory(dir=folder("reading")) as into:
        for progress in reading.spool(path, into=Path(into)):
            yield pl.read_ipc(progress.piece)


def _of_piece(piece: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for column in piece.columns:
        if column == "row":
            continue
        cells = piece.select("row", cell=pl.col(column).fill_null("").str.strip_chars()).filter(pl.col("cell") != "")
        for medium, listed in (("email", "emails"), ("phone", "phones")):
            values = clean(cells.select("row", pl.col("cell").alias(medium)))[listed]
            if cells.height and (values.list.len() > 0).sum() >= OF_A_COLUMN * cells.height:
                value = values.list.explode(keep_nulls=False, empty_as_null=False).str.split(";").list.first()
                yield pl.DataFrame({"medium": [medium] * len(value), "value": value})
