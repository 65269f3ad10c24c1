"""Clients typed into a grid from a notebook: kept while they are typed, checked and handed in like a file's rows."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from zhivo.clients.models import Client, ContactPoint
from zhivo.intake import batches, drops, fields, reading
from zhivo.lib.home import folder
from zhivo.lib.refusal import Refusal
from zhivo.quality.reasons import kind_words, words
from zhivo.sources.models import Batch
from zhivo.team.models import User

if TYPE_CHECKING:
    import polars as pl

# What may be typed, in the order of the columns; the first ones stand there until somebody chooses.
AT_FIRST = ("full_name", "phone", "email", "company", "city", "birthday", "comment")
OFFERED = (
    *AT_FIRST,
    *("inn", "position", "telegram", "whatsapp", "address", "occupation", "interest", "tags", "responsible", "source"),
)
FREE_TEXTS = frozenset({"position", "telegram", "whatsapp", "address", "occupation", "interest"})  # no cleaner's
MOST_ROWS = 2000
LONGEST = 4000  # characters of a cell
Rows = list[list[str]]


@dataclass(frozen=True)
class Grid:
    """What somebody has typed so far: keys of fields, and rows with a cell for each."""

    columns: list[str] = field(default_factory=lambda: list(AT_FIRST))
    rows: Rows = field(default_factory=list)

    def with_columns(self, columns: Sequence[str]) -> Grid:
        """Return the grid with these columns; what was typed into others is kept in none."""
        wanted = [key for key in OFFERED if key in columns] or list(AT_FIRST)
        cells = [dict(zip(self.columns, row, strict=False)) for row in self.rows]
        return Grid(wanted, [[row.get(key, "") for key in wanted] for row in cells])


@dataclass(frozen=True)
class Remark:
    """What is said beside a row; `client` is one that is there already and that the person sees."""

    text: str
    is_grave: bool = False
    client: int | None = None


def cleaned(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    """Return what a browser sent as a grid: known columns, cells of text, blank rows at the end left off."""
    wanted = [key for key in dict.fromkeys(columns) if key in OFFERED]
    kept = [[_cell(row[at]) if at < len(row) else "" for at in range(len(wanted))] for row in rows[:MOST_ROWS]]
    while kept and not any(kept[-1]):
        kept.pop()
    return Grid(wanted, kept) if wanted else Grid()


def _cell(text: object) -> str:
    return " ".join(str(text).replace("\x00", "").split())[:LONGEST]


def keep(grid: Grid, *, by: User) -> None:
    """Keep what is typed, so that a closed tab or a broken browser loses nothing. Raises OSError."""
    path = _path(by)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(grid), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def kept(*, by: User) -> Grid:
    """Return what the person typed and has not handed in; his columns are remembered."""
    try:
        said = json.loads(_path(by).read_text("utf-8"))
    except (OSError, ValueError):
        return Grid()
    return cleaned(said["columns"], said["rows"])


def _path(by: User) -> Path:
    # The moment too: a data folder may outlive its base, and another person have the same number in the next.
    return folder("typed") / f"{by.pk}-{by.created_at.timestamp():.6f}.json"


def check(grid: Grid, *, by: User) -> dict[int, list[Remark]]:
    """Return what is to be said of each row, by its place: what was not understood, who is there already."""
    places = [place for place, row in enumerate(grid.rows) if any(row)]
    if not places:
        return {}
    clean = _clean(grid, places)
    remarks = {row["row"]: _said(row) for row in clean.iter_rows(named=True)}
    for place, remark in [*_dummies(grid, places), *_again(clean), *_there_already(clean, by=by)]:
        remarks[place].append(remark)
    return {place: said for place, said in remarks.items() if said}


def _clean(grid: Grid, places: list[int]) -> pl.DataFrame:
    import polars as pl

    from zhivo.quality.clean import clean

    cells = {key: [grid.rows[place][at] for place in places] for at, key in enumerate(grid.columns)}
    return clean(pl.DataFrame({"row": places, **cells}, schema={"row": pl.Int64, **dict.fromkeys(cells, pl.String)}))


def _said(row: dict[str, object]) -> list[Remark]:
    reasons = row["reasons"] if isinstance(row["reasons"], list) else []
    said = [Remark(f"{name}: {wrong}") for name, wrong in map(words, reasons)]
    if not row["kind"]:
        said.append(Remark(_("nothing to know the client by"), is_grave=True))
    return said


def _dummies(grid: Grid, places: list[int]) -> list[tuple[int, Remark]]:
    """Cells of free text that say nothing; of the others the cleaners have told."""
    import polars as pl

    from zhivo.quality.placeholders import texts

    found = []
    for at, key in enumerate(grid.columns):
        if key in FREE_TEXTS:
            kinds = texts.kinds(pl.Series([grid.rows[place][at] for place in places], dtype=pl.String))
            label = fields.get(key).label
            found += [
                (place, Remark(f"{label}: {kind_words(kind)}"))
                for place, kind in zip(places, kinds, strict=True)
                if kind
            ]
    return found


def _again(clean: pl.DataFrame) -> list[tuple[int, Remark]]:
    """Rows with a phone or an e-mail of a row above."""
    first: dict[str, int] = {}
    found = []
    for place, phones, emails in clean.select("row", "phones", "emails").iter_rows():
        above = {first[value] for value in (*phones, *emails) if value in first}
        found += [(place, Remark(_("the same as in row %(row)s") % {"row": other + 1})) for other in sorted(above)]
        for value in (*phones, *emails):
            first.setdefault(value, place)
    return found


def _there_already(clean: pl.DataFrame, *, by: User) -> list[tuple[int, Remark]]:
    """Rows whose phone, e-mail or INN is of a client whom the person sees."""
    rows = {row["row"]: [*row["phones"], *row["emails"], row["inn"]] for row in clean.iter_rows(named=True)}
    values = {value for said in rows.values() for value in said if value}
    seen = Client.objects.visible_to(by)
    points = ContactPoint.objects.filter(value__in=values, client__in=seen.values("pk"))
    holders = {value: (pk, name) for value, pk, name in points.values_list("value", "client_id", "client__name")}
    holders |= {str(one.inn): (one.pk, one.name) for one in seen.filter(inn__in=values)}
    found = []
    for place, said in rows.items():
        clients = {holders[value] for value in said if value in holders}
        found += [
            (place, Remark(_("there already: %(name)s") % {"name": name}, client=pk)) for pk, name in sorted(clients)
        ]
    return found


def hand_in(grid: Grid, *, by: User) -> Batch:
    """Return the draft that the typed rows become, by the door of every file; what was kept is forgotten, but not which
    columns. Raises Refusal where nothing is typed."""
    rows = [row for row in grid.rows if any(row)]
    if not rows:
        raise Refusal("nothing_typed", _("Nothing is typed yet."), hint=_("Type a client a row, at least a name."))
    name = _("Typed %(when)s") % {"when": timezone.localtime().strftime("%d.%m.%Y %H:%M:%S")}
    choice = reading.Choice(encoding="utf-8", delimiter=";", header_row=1)
    batch = batches.receive(file=[_as_file(grid.columns, rows)], name=name, by=by, source=name, choice=choice)
    drops.of(batch)
    batch = batches.choose(batch=Batch.objects.get(pk=batch.pk), mapping=grid.columns)
    keep(Grid(grid.columns), by=by)
    return batch


def _as_file(columns: list[str], rows: Rows) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow(str(fields.get(key).label) for key in columns)
    table.writerows(rows)
    return text.getvalue().encode()
