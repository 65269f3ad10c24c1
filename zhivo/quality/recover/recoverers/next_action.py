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
from zhivo.quality.recover.hours import CLOCK, PART, RANGE, SIDE
from zhivo.quality.recover.patterns import any_of
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.someday import SOMEDAY
from zhivo.quality.recover.spans import Span, searched

_HOUR = rf"(?:{RANGE}|{SIDE}|{PART}|до обеда|после обеда|в {CLOCK}|\d{{1,2}}:\d\d(?!\d))"
_SOON = "(?:(?:до|к) (?:вечера|вечеру|обеда|обеду))"
_OR = r"(?: или | и | ?- ?)"
_ON = rf"(?:с {DAY} )?(?:(?:на|до|к|с|после|не позднее|не позже|не раньше|ориентировочно) )?(?:\d{{1,2}}{_OR})?{DAY}"
_WHEN = rf"(?:{_ON}|{SOMEDAY})(?: (?:{_HOUR}|{SOMEDAY}))?"
# Of a call the hour alone is a promise too: «перезвонить после обеда».
_CALL = any_of(
    """
    перезвонить, позвонить, созвониться, набрать, связаться, перезвоните, позвоните, наберите, перезвонит
    позвонит, наберет, перезвоню, позвоню, созвонимся, свяжется, свяжемся, отзвониться, отзвонится, прозвонить
    перть, пер-ть, перезв, перезвон, перезв., перезвон., созвон, ждет звонка, ждут звонка, ждать звонка
    жду звонка, ожидает звонка
    """
)
# What is to be done, as an infinitive, an order or in the future; never in the past.
_DO = any_of(
    """
    написать, отписаться, напишет, напомнить, вернуться, вернется к, встретиться, встретимся, выслать, вышлет
    вышлют, отправить, прислать, пришлет, пришлют, скинуть, скинет, подготовить, выставить, оплатить, оплатит
    оплатят, подписать, подпишет, подпишут, уточнить, узнать, предложить, заехать, заедет, заедут, приехать
    приедет, приедут, подъехать, подъедет, забрать, заберет, заберут, согласовать, согласует, согласуют, обсудить
    обсудят, решить, решит, решат, ответить, ответит, ответят, дать ответ, даст ответ, дадут ответ, ответ даст
    ответ дадут, подтвердить, подтвердит, подтвердят, сообщить, сообщит, сообщат, определиться, определится
    определятся, подумает, подумают, внести, внесет, внесут, перевести, переведет, доплатить, доплатит, показать
    провести, сделать, закрыть, проверить, спросить, рассмотреть, рассмотрит, рассмотрят, зайти, зайдет, зайдут
    прийти, придет, придут, отвезти, завезти, завезет, привезти, привезет, подать, примут, примет, продлить
    закажет, закажут, купит, купят, возьмет, возьмут, подойдет, подойдут, подъедут, выйдет, выйдут, свяжутся
    отправит, отправят, сделает, сделают, подготовит, подготовят, передаст, передадут, уточнит, уточнят, позвонят
    перезвонят, наберут, вышлем, отправим, согласуем, обсудим, встречаемся, скинут, посмотрит, посмотрят, проверит
    привезут, завезут, контроль, перенос, встреча, встречу, замер, показ, презентация, презентацию, демо, оплата
    оплату, предоплата, предоплату, выезд, подписание, следующий контакт, следующий звонок, след контакт
    след. контакт, след звонок, след. звонок, касание
    """
)
# Other infinitives of what is done once.
_ANY_DO = (
    r"(?:пере|при|под|до|за|вы|от|об|со|на|по|про|раз|рас|из)[а-я]{2,12}(?<!ыв)(?<!ив)(?:ить|ать|ять|еть|уть|сти|зти|йти)"
    r"(?:ся)?"
)
_PROMISE = any_of(
    """
    обещал, обещала, обещали, пообещал, пообещала, обещает, обещают, договорились, договорился, договорилась
    перенес, перенесли, перенесла, отложил, отложили, отложила, отложен*, перенесен*, назначил, назначили
    назначила, назначен, назначена, назначено, записан, записана, записаны, записался, записалась, звонить
    набирать
    """
)
_AWAITS = rf"{any_of('ждет, ждут, ждем, жду, ждать')} [а-я]{{2,}}"
_ASKED = any_of(
    """
    просил, просила, просили, попросил, попросила, просит, просят, обещал, обещала, обещали, обещает, сказал
    сказала, договорились, надо, нужно, планирует
    """
)
_DONE = any_of(
    """
    был*, прош*, приш*, уже, состоял*, поступил*, сделал*, провел*, отправил*, получил*, подписал*, показал*
    отмен*, ежедневн*, кажд*, не
    """
)
# Between the act and the day: words, addresses, numbers of phones.
_ANY_WORD = r"[а-я\"«»@a-z-][а-я\"«»@.a-z0-9_-]{0,30}(?<![.,])|\d{1,3} ?%|(?:№ ?)?\d{1,6}|\+?\d[\d() -]{6,16}\d"
_FILL = rf"(?: (?!{_DONE}(?![а-я]))(?:{_ANY_WORD})){{0,4}}?"
_ASKED_TO = rf"(?:{_ASKED}(?: [а-я]{{1,10}}){{0,2}}? )?"
_ACT = rf"{_ASKED_TO}(?:{_CALL}|{_DO}|{_PROMISE}|{_AWAITS}|{_ANY_DO})(?![а-я])"
_TO = r"(?: - |: ?| ?\(|\.(?=\d)|!{1,3} ?| )"
_PHRASE = re.compile(
    rf"(?<![а-я-])(?:{_ACT}{_FILL}{_TO}{_WHEN}|{_ASKED_TO}{_CALL}{_FILL} {_HOUR}"
    rf"|{_ASKED_TO}(?:{_DO}|{_AWAITS}){_FILL} {_SOON}|{_HOUR} {_CALL}"
    # Behind a day: «12.03 просил…» tells of the 12th, and what he asked for may have a day of its own.
    rf"|(?:{_WHEN}(?: -|:| надо| нужно| должен| должны| тогда и)? (?:{_CALL}|{_DO})|{SOMEDAY} {_ACT})(?![а-я])"
    rf"(?!{_FILL}{_TO}{_WHEN}))(?![а-я])"
)
_WAS = any_of(
    """
    прош*, приш*, поступил*, был, была, были, было, состоял*, выполнен*, сделан*, сорвал*, отмен*, не состоял*
    не смог*, не усп*, не получил*
    """
)
_IS_DONE = re.compile(rf" ?{_WAS}")
_DENIED = re.compile(r"(?<![а-я])(?:не|нет смысла|уже|был[аио]?|отмен[а-я]+|хоч(?:ет|ут)|может|могут|люб(?:ит|ят)) $")
_DAY = re.compile(DAY)
_TWO_DAYS = re.compile(rf"\d{_OR}\Z")
_OLDEST_NOTE = 10  # years; an earlier day that opens a line is a birthday
# Beginnings of words that speak of something to do.
_ACTS = words(
    """
    звон позвон перезвон созвон отзвон прозвон набрать набер набир связаться свяж написать напиш отпис напомн
    верн встре выслать вышл отправит прислать пришл скин подготов выстав оплат доплат предопл узнать уточн
    предлож заех заед при под забр забер соглас обсуд реш ответ дать даст дад сообщ опред подум внес перев показ
    провес сделать закрыть контроль выйд посмотр провер спрос рассм зай отвез завез привез продл закаж куп возьм
    замер презент демо контакт след касани жде жда жду обеща пообещ договор перен отлож назнач запис набирать
    пер-ть перть выезд
    """
)
_INFINITIVE = r"(?:пере|до|за|вы|от|об|со|на|по|про|раз|рас|из)[а-я]+т[ьи](?:ся)?(?:[^а-я]|$)"
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
    is_act = said.str.contains(rf"(?:^|[^а-я])(?:{'|'.join(sorted(_ACTS))}|{_INFINITIVE})")
    return is_act & (said.str.contains_any(sorted(_TIMES)) | said.str.contains(_DATED))


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the promises as they are written, in single spaces, with their days."""
    return searched(texts, partial(_promises, today=today))


def _promises(text: str, said: str, *, today: date) -> Iterator[Span]:
    for found in _PHRASE.finditer(said):
        start, end = found.span()
        if not _IS_DONE.match(said, end) and not _DENIED.search(said, max(0, start - 12), start):
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


def stands() -> pl.Expr:
    """Say which promises the row's next action has in it."""
    return pl.col("next_action").str.to_lowercase().str.contains(pl.col("value").str.to_lowercase(), literal=True)


recoverers.add(
    Recoverer(
        key="next_action",
        label=_("Next action"),
        may_hold=may_hold,
        find=find,
        own=("next_action",),
        stands=stands,
    )
)
