"""When it is good to call: «звонить после 18», «до обеда не беспокоить»; a call promised once is a next action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.recover.days import DAY, MONTH
from zhivo.quality.recover.hours import DAYS, PART, RANGE, SIDE, TIME, WEEKDAY
from zhivo.quality.recover.patterns import any_of
from zhivo.quality.recover.recoverers import Recoverer, in_own_words, recoverers
from zhivo.quality.recover.spans import Span, searched
from zhivo.quality.recover.texts import PART_ENDS

# What is done again and again; «перезвонить» is done once.
_HABIT = any_of(
    """
    звонить, звоните, звони, время для звонка, время звонка, для звонка, для звонков, для связи, звонки
    звонки принимает, набирать, набирайте, связываться, беспокоить, тревожить, дергать, писать, пишите, на связи
    удобно, удобное, удобнее, удобен, доступен, доступна, берет трубк*, берут трубк*, трубк* берет
    трубк* не берет, трубк* берут, отвечает, отвечают, дозвониться, дозваниваться, дозвон, общается, разговаривает
    может говорить, может разговаривать, говорить удобно, свободен, свободна, свободны
    """
)
# Words that may stand between the verb and the time.
_SOFT = any_of(
    """
    лучше, только, строго, всего, желательно, всегда, обычно, именно, ему, ей, им, мне, или, и, а, но, в вацап
    в ватсап, в вацапе, в ватсапе, в вотсапе, в телеграме, в телеге, в тг, в вайбере, мск, туда, можно, не
    общаться, говорить, звонить, набирать, писать, принимает, на, сотовый, мобильный, телефон, нельзя, время, спит
    обед, будет, он, она, с, этот, номер, по, работе, занят, занята, на работе, для звонка, для звонков, для связи
    """
)
_SOFTENED = any_of("лучше, только, строго, можно, желательно, просьба, просит, удобнее, удобно")
# After a comma the time may be that of the next verb.
_MORE = rf"(?: (?:и |или |а |но )?{TIME}|, (?:и |или )?{TIME}(?! (?:не )?(?:{_SOFT} )?{_HABIT}))"
_TIMES = rf"{TIME}{_MORE}{{0,3}}"
_VERB_FIRST = rf"(?:не )?(?:{_SOFTENED} ){{0,2}}{_HABIT}(?: {_SOFT}){{0,3}}(?: ?[:-])? {_TIMES}"
_TIME_FIRST = rf"{_TIMES}(?: {_SOFT}){{0,3}} (?:не )?{_HABIT}(?: {_TIMES})?"
# Days with hours that are a remark by themselves.
_ALONE = rf"(?:^|(?<=[,;.\n(/])) ?(?:{DAYS},? (?:{RANGE}|{SIDE}|{PART})|(?:{RANGE}|{SIDE}) {DAYS})(?= ?(?:[,;.\n)/]|$))"
_PHRASE = re.compile(rf"(?<![а-я])(?:{_VERB_FIRST}|{_TIME_FIRST})(?![а-я])|{_ALONE}")
_ONE_DAY = re.compile(
    rf"{DAY}|завтра|сегодня|через |недел|праздник|числ|(?<![а-я])(?:до|в|после) {MONTH}"
    rf"|(?<![а-я])(?:в|во|до|к) {WEEKDAY}(?! ?-)"
)
_SPEAKS = (
    r"звон|набира|связ|беспокои|тревож|дерга|писать|пишите|удобн|доступ|труб|отвеча|дозвон|обща|говор|разгов|свобод"
)
_OF_TIMES = (
    r"(?:после|до|с|со|к|около|в|раньше|позже|позднее|между|ранее) (?:\d|дв|тр|чет|пя|ше|се|во|де|од|по|об|ра)"
    r"|\d ?[-:.] ?\d|утр|вечер|обед|дн[яе]м|ноч|будн|выходн|рабоч|полов|по [а-я]+[ая]м|время|час"
    r"|ежедн|каждый|кругл|любо"
    r"|(?:^|[^а-я])(?:пн|вт|ср|чт|пт|сб|вс)(?:[^а-я]|$)"
)


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments speak of calling or of usual days, and of a time."""
    return said.str.contains(rf"{_SPEAKS}|будн|выходн|пн") & said.str.contains(_OF_TIMES)


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the phrases as they are written, in single spaces."""
    return searched(texts, _phrases)


def _phrases(text: str, said: str) -> Iterator[Span]:
    for found in _PHRASE.finditer(said):
        ends = PART_ENDS.search(said, found.end())
        if not _ONE_DAY.search(said, found.start(), ends.start() if ends else len(said)):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Span(" ".join(text[start : found.end()].split()), start, found.end())


recoverers.add(
    Recoverer(
        key="convenient_time",
        label=_("Convenient time"),
        may_hold=may_hold,
        find=find,
        own=("convenient_time",),
        stands=in_own_words("convenient_time"),
    )
)
