"""The client's own birthday: with its word and its year; a day alone says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality import dates
from zhivo.quality.recover import roles
from zhivo.quality.recover.days import DAY
from zhivo.quality.recover.patterns import any_of
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.spans import Span, searched
from zhivo.quality.recover.texts import REMARK_ENDS, before

_WORD = (
    r"(?<![а-я])(?:д\. ?р\.?|др\.?|д/р|род\.|день рожд[а-я]*|дня рожд[а-я]*|дата рожд[а-я.]*|г\. ?р\.?|рожд[а-я]*\.?"
    r"|родил(?:ся|ась)|юбилей)(?![а-я])"
)
_OF_CLIENT = any_of("клиента, клиентки, у клиента, у клиентки, у него, у нее, его, ее")
_BEHIND = re.compile(rf"{_WORD}(?: {_OF_CLIENT})?[ :=(-]{{0,4}}(?P<day>{DAY})")
_BEFORE = re.compile(rf"(?P<day>{DAY})(?: ?(?:г\.|года?|г))?[ (-]{{1,3}}{_WORD}|(?P<born>{DAY}) ?г\. ?р\.?(?![а-я])")
_OTHERS = any_of(
    """
    сын*, доч*, реб*, дет*, мам*, пап*, муж*, жен*, супруг*, брат*, сестр*, внук*, внуч*, теща, тещи, компани*
    фирм*, магазин*, организ*, салон*, директор*, бухг*, она, него, нее, них, им, его, ее
    """
)
_OF_OTHERS = re.compile(rf"(?<![а-я]){_OTHERS}\W{{1,3}}(?:[а-я]+ )?$")
_NEAR = 25
_YOUNGEST, _OLDEST = 14, 110  # years


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments have a word of birth and a figure."""
    return said.str.contains(r"(?:^|[^а-я])(?:д\. ?р|др(?:[^а-я]|$)|д/р|г\. ?р)|рожд|родил|(?:^|[^а-я])род\.|юбилей")


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the birthdays of people of an age to be a client, as ISO text."""
    found = searched(texts, _days)
    day = dates.read(found["value"], today=today)["day"]
    youngest, oldest = (today.replace(year=today.year - age, day=1) for age in (_YOUNGEST, _OLDEST))
    is_client = day.is_between(oldest, youngest).fill_null(value=False)
    return found.with_columns(day.dt.to_string("%Y-%m-%d").alias("value")).filter(is_client)


def _days(text: str, said: str) -> Iterator[Span]:
    for pattern in (_BEHIND, _BEFORE):
        for found in pattern.finditer(said):
            left = before(said, found.start(), most=_NEAR, ends=REMARK_ENDS)
            if not _OF_OTHERS.search(left) and not _is_of_a_role(left):
                day = found["day"] or found["born"]
                yield Span(re.sub(r"-?(?:го|ое|е)(?= )", "", day).replace("/", "."), *found.span())


def _is_of_a_role(left: str) -> bool:
    known = roles.in_sentence(left)
    return bool(known) and len(left) - known[-1].end < 12


def stands() -> pl.Expr:
    """Say which days are the row's birthday."""
    return pl.col("birthday").dt.to_string("%Y-%m-%d") == pl.col("value")


recoverers.add(
    Recoverer(key="birthday", label=_("Birthday"), may_hold=may_hold, find=find, own=("birthday",), stands=stands)
)
