"""The report of 1C on mutual settlements: a printed page, in which groups of counterparties look like counterparties.

Its four amounts tell them apart: a group is what the rows below it make together, and all clients together make the
total. So nobody is taken for a group by the name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

import polars as pl

from zhivo.intake.readers.tally import Tally

MOST_ROWS = 100_000  # of a report; a longer one is taken row by row
_NEAR = Decimal(1)
_PARTY = re.compile(r"контрагент|партн[её]р", re.IGNORECASE)
_AMOUNTS = (
    re.compile(r"нач\w*\.? ?(?:остат|сальдо)|(?:остат\w*|сальдо) на нач", re.IGNORECASE),
    re.compile(r"приход|увелич", re.IGNORECASE),
    re.compile(r"расход|уменьш", re.IGNORECASE),
    re.compile(r"кон\w*\.? ?(?:остат|сальдо)|(?:остат\w*|сальдо) на кон", re.IGNORECASE),
)
_GROUP = re.compile(
    r"(?:(?:наши|прочие|розничные|оптовые|бывшие) )?(?:покупатели|поставщики|клиенты|контрагенты|заказчики|партн[её]ры"
    r"|прочие|сотрудники|подрядчики|физ\w*\.? лица|юр\w*\.? лица|комиссионеры|комитенты)",
    re.IGNORECASE,
)

Sums = tuple[Decimal, ...]
_NOTHING: Sums = (Decimal(), Decimal(), Decimal(), Decimal())


@dataclass(frozen=True)
class Settlements:
    """Where the counterparty and the four amounts stand: opening, in, out, closing."""

    party: int
    amounts: tuple[int, ...]

    def clients(
        self, frames: Iterable[pl.DataFrame], *, totals: list[list[str]], tally: Tally
    ) -> Iterator[pl.DataFrame]:
        """The frames without rows of groups, which are told to the tally, as is a balance that does not come out.

        `totals` are the cells of rows that said «Итог», known when the last frame has been given.
        """
        held: list[pl.DataFrame] = []
        for frame in frames:
            held.append(frame)
            if sum(each.height for each in held) > MOST_ROWS:
                yield from held
                held = []
        if not held:
            return
        whole = pl.concat(held, how="diagonal").fill_null("")
        sums = [self._sums(row[1:]) for row in whole.iter_rows()]
        names = whole[f"c{self.party}"].to_list()
        total = next((self._sums(cells) for cells in reversed(totals)), None)
        found = groups(names, sums, total=total)
        is_group = pl.Series([place in found for place in range(whole.height)])
        if found:
            tally.skip("group", whole["row"].filter(is_group))
        wrong = [place for place in _unbalanced(sums) if place not in found]
        if wrong:
            tally.note("balance", whole["row"].gather(wrong))
        yield whole.filter(~is_group)

    def _sums(self, cells: Sequence[str]) -> Sums:
        return tuple(amount(cells[at]) if at < len(cells) else Decimal() for at in self.amounts)


def settlements(names: Sequence[str]) -> Settlements | None:
    """Return where the columns of the report are, None if the header is another one."""
    amounts = [next((at for at, name in enumerate(names) if kind.search(name)), None) for kind in _AMOUNTS]
    party = next((at for at, name in enumerate(names) if _PARTY.search(name)), None)
    places = [at for at in amounts if at is not None]
    return Settlements(party, tuple(places)) if party is not None and len({party, *places}) == 5 else None


def amount(cell: str) -> Decimal:
    """Return an amount of 1C, as «-10 000,50» with any spaces; what is none is 0."""
    text = re.sub(r"[\s\u00a0\u202f]", "", cell[:60]).replace(",", ".").replace("−", "-")
    try:
        found = Decimal(text)
    except InvalidOperation:
        return Decimal()
    return found if found.is_finite() and abs(found) < 10**15 else Decimal()


def groups(names: Sequence[str], sums: Sequence[Sums], *, total: Sums | None) -> set[int]:
    """Return the places of rows that are sums of the rows under them.

    A row like the one under it may be a group of one or two clients alike: the total decides, and where nothing does
    they are clients.
    """
    none: dict[int, int] = {}
    several, any_number = _spans(sums, least=2), _spans(sums, least=1)
    if total is not None:
        for spans in (none, several, several | _pairs(sums, several), any_number):
            if _is_near(_made(sums, _top(len(sums), spans)), total):
                return set(spans)
    called_so = {place for place in any_number if _GROUP.fullmatch(names[place].strip())}
    return called_so if total is not None else called_so | set(several)


def _spans(sums: Sequence[Sums], *, least: int) -> dict[int, int]:
    """Rows that at least so many rows under them make together: place of the row and of the first one behind them.

    A single row makes another one only if it is no group itself: of rows all alike every second one would be.
    """
    spans: dict[int, int] = {}
    may_stop = all(each[1] >= 0 and each[2] >= 0 for each in sums)
    for place in range(len(sums) - 1, -1, -1):
        whole = sums[place]
        made, at, members = _NOTHING, place + 1, 0
        while whole != _NOTHING and at < len(sums) and members < 5_000:
            made = _plus(made, sums[at])
            is_alone = members == 0 and at in spans
            at, members = spans.get(at, at + 1), members + 1
            if members >= least and not is_alone and _is_near(made, whole):
                spans[place] = at
                break
            if may_stop and (made[1] > whole[1] + _NEAR or made[2] > whole[2] + _NEAR):
                break
    return spans


def _pairs(sums: Sequence[Sums], spans: dict[int, int]) -> dict[int, int]:
    """Rows under no other that are like the row under them: groups of one."""
    found: dict[int, int] = {}
    top = list(_top(len(sums), spans))
    for place, below in pairwise(top):
        is_free = place not in spans and below not in spans and place - 1 not in found
        if is_free and sums[place] != _NOTHING and _is_near(sums[place], sums[below]):
            found[place] = below + 1
    return found


def _top(count: int, spans: dict[int, int]) -> Iterator[int]:
    """The rows that are under no other."""
    at = 0
    while at < count:
        yield at
        at = spans.get(at, at + 1)


def _made(sums: Sequence[Sums], places: Iterable[int]) -> Sums:
    made = _NOTHING
    for place in places:
        made = _plus(made, sums[place])
    return made


def _plus(one: Sums, other: Sums) -> Sums:
    return tuple(map(Decimal.__add__, one, other))


def _is_near(one: Sums, other: Sums) -> bool:
    return all(abs(first - second) <= _NEAR for first, second in zip(one, other, strict=True))


def _unbalanced(sums: Sequence[Sums]) -> list[int]:
    """Rows in which opening and in without out is not the closing, the other way round where the report is so."""
    there = [place for place, (opening, came, went, closing) in enumerate(sums) if _off(opening + came - went, closing)]
    back = [place for place, (opening, came, went, closing) in enumerate(sums) if _off(opening - came + went, closing)]
    return min(there, back, key=len)


def _off(made: Decimal, said: Decimal) -> bool:
    return abs(made - said) > _NEAR
