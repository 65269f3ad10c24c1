"""What was promised for a day: «перезвонить 12.03», «обещал оплатить до 5 декабря»; what is done already is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.placeholders import words
from zhivo.quality.recover.days import DAY, next_after, read
from zhivo.quality.recover.promises import DENIED, IS_DONE, MAY_HOLD, OR, PHRASE
from zhivo.quality.recover.recoverers import Recoverer, in_own_words, recoverers
from zhivo.quality.recover.spans import Span, searched

_DAY = re.compile(DAY)
_TWO_DAYS = re.compile(rf"\d{OR}\Z")
_OLDEST_NOTE = 10  # years; an earlier day that opens a line is a birthday
_TIMES = words(
    """
    завтра сегодня через недел месяц понедельн вторн сред четверг пятниц суббот воскрес обед вечер утр днем
    праздн отпуск осен весн летом лета зим янв фев март апр июн июл авг сент окт нояб дек года году майск выходн
    конц начал середин днях зарпл совещ каникул больничн ремонт переезд команд числ
    """
)
_DATED = (
    r"\d[./-]\d|\d ?(?:час|ч(?:[^а-я]|$)|-?го(?:[^а-я]|$)|мин|ма[йя])|(?:в|до|к|с|после) \d"
    r"|(?:^|[^а-я])(?:пн|вт|ср|чт|пт|сб|вс|нг|зп|ма[йяе]|дня)(?:[^а-я]|$)"
)


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments speak of something to do and of a time."""
    return said.str.contains(MAY_HOLD) & (said.str.contains_any(sorted(_TIMES)) | said.str.contains(_DATED))


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the promises as they are written, in single spaces, with their days."""
    return searched(texts, partial(_promises, today=today))


def _promises(text: str, said: str, *, today: date) -> Iterator[Span]:
    for found in PHRASE.finditer(said):
        start, end = found.span()
        if not IS_DONE.match(said, end) and not DENIED.search(said, max(0, start - 12), start):
            yield Span(" ".join(text[start:end].split()), start, end, _on(said, found, today=today))


def _on(said: str, found: re.Match[str], *, today: date) -> str | None:
    """The day of a promise; the year of one without a year is told by a whole day that opens the line."""
    *_earlier, written = [None, *_DAY.finditer(said, *found.span())]
    if written is None or _TWO_DAYS.search(said, found.start(), written.start()):
        return None
    day = read(written[0], today=today)
    if day is None or not day.startswith("--"):
        return day
    opened = _DAY.match(said, said.rfind("\n", 0, found.start()) + 1)
    since = read(opened[0], today=today) if opened and opened.end() <= found.start() else None
    is_note = since is not None and str(today.year - _OLDEST_NOTE) < since <= today.isoformat()
    return next_after(day, since=date.fromisoformat(str(since))) if is_note else day


recoverers.add(
    Recoverer(
        key="next_action",
        label=_("Next action"),
        may_hold=may_hold,
        find=find,
        own=("next_action",),
        stands=in_own_words("next_action"),
    )
)
