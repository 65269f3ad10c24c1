"""INN in comments: with their word, or beside a firm or a KPP; the check digits always hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.cleaners.tax_ids import is_inn
from zhivo.quality.recover.denials import is_denied
from zhivo.quality.recover.patterns import any_of
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.spans import Span, searched

_DIGITS = r"(?<!\d)(\d{12}|\d{10})(?![\d])"
_WHOSE = any_of("ип, ооо, фирмы, организации, компании, клиента, плательщика")
_NOT_THEIRS = any_of("банк*, поставщик*, наш*, получател*, продавц*, подрядчик*, тел*, счет*, заказ*, договор*")
_BESIDE = rf"(?: {_WHOSE}| по [а-я]{{3,15}}| (?!{_NOT_THEIRS})[а-я]{{3,15}})"
_INN = re.compile(
    rf"(?<![а-я])(?:инн|inn)(?: ?/ ?(?:кпп|огрн))?{_BESIDE}?[ :№=-]{{0,4}}{_DIGITS}"
    rf"|(?<![а-я])(?:новый|правильный|верный)(?: инн)?[ :-]{{1,3}}{_DIGITS}"
    rf"|{_DIGITS} ?(?:- ?|\()?инн(?![а-я])"
    r"|(?<!\d)(\d{10}) ?[/\\] ?(?=\d{4}[\da-z]{2}\d{3}(?!\d))"
    rf"|(?<![а-я])(?:ооо|оао|зао|пао|ао|ип) [^\d,;.\n]{{2,40}}?[, ]{{1,2}}{_DIGITS}"
)
# What makes a number behind the name of a firm something else.
_NEW, _FIRM = 2, 5  # groups of the pattern
_SOMETHING_ELSE = re.compile(
    r"тел|моб|заказ|счет|сч|дог|заяв|карт|наклад|арт|трек|огрн|кпп|р/с|бик|факс|номер|№|код|акт|сумм|паспорт|окпо"
)


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments have ten digits in a row and something that speaks for an INN."""
    return said.str.contains(r"\d{10}(?:\d\d)?(?: ?[/\\]|\D|$)") & said.str.contains(
        r"инн|inn|(?:ооо|оао|зао|пао|ао|ип) |\d ?[/\\] ?\d"
    )


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the numbers that are an INN."""
    found = searched(texts, _numbers)
    return found.filter(is_inn(pl.col("value")))


def _numbers(text: str, said: str) -> Iterator[Span]:
    for found in _INN.finditer(said):
        which = found.lastindex or 0
        before = said[found.start() : found.start(which)]
        if (which == _FIRM and "инн" not in before and _SOMETHING_ELSE.search(before)) or (
            which == _NEW and "инн" not in said[: found.end()]
        ):
            continue
        start = found.start() if which == 1 else found.start(which)
        if not is_denied(said, start, found.end(which)):
            yield Span(found[which], start, found.end(which))


def stands() -> pl.Expr:
    """Say which numbers are the row's INN."""
    return pl.col("inn") == pl.col("value")


recoverers.add(Recoverer(key="inn", label=_("INN"), may_hold=may_hold, find=find, own=("inn",), stands=stands))
