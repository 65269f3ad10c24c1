"""Phones in comments, told from the numbers of orders, accounts, cards and goods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.cleaners.tax_ids import is_inn
from zhivo.quality.phones import judge
from zhivo.quality.recover import roles
from zhivo.quality.recover.denials import is_denied
from zhivo.quality.recover.patterns import any_of, word_of
from zhivo.quality.recover.persons import is_first_name
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.spans import Span, searched
from zhivo.quality.recover.texts import REMARK_ENDS, before

_SIGN = r"(?:[ .()-]{0,3}|/)"
_NUMBER = re.compile(
    rf"\+\(?[1-69](?:{_SIGN}\d){{9,13}}|\+\d(?:{_SIGN}\d){{10}}"
    rf"|(?<!\d)(?:[78]{_SIGN})?\(?[3489](?:{_SIGN}\d){{9}}"
)
_EXTENSION = re.compile(rf"\)?[ ,;(]{{0,3}}{any_of('доб*, вн, внутр*, ext')}[ .:№]{{0,3}}(\d{{1,6}})(?!\d)")
# What makes a number a part of something longer, or a quantity.
_GOES_BEFORE = re.compile(r"(?:[\d№#][ ./-]?|[a-z_]-?|[а-я]-)\Z|(?<![а-я])(?!т)[а-я]{1,2}\Z")
_UNITS = any_of("руб*, коп, тыс, шт, кг, мм, см, м2, литр, бонус, балл")
_GOES_ON = re.compile(rf"[.-]?\d|/\d(?!\d{{9}})|[a-z_%₽$€@]|[xх×*]\d| ?(?:р(?![а-я])|₽|{_UNITS})")
_SHORT_BEFORE = re.compile(r"(?<!\d)\d{1,3} \Z")  # a flat, an hour
_LEFT = 5
_GROUP_AFTER = re.compile(r"[ ./-]\d")
# Digits as people group them: the code and the rest.
_GROUPED = re.compile(
    r"\d{10}|\d{3}\D+(?:\d{7}|\d{3}\D+\d{4}|\d{3}\D+\d\d\D+\d\d|\d\d\D+\d\d\D+\d{3}|\d\d\D+\d{3}\D+\d\d)"
    r"|\d{4}\D+(?:\d{6}|\d\d\D+\d\d\D+\d\d|\d{3}\D+\d{3})|\d{5}\D+(?:\d{5}|\d\D+\d\d\D+\d\d|\d{3}\D+\d\d)"
)
_ODD_GROUPS = re.compile(r"\d{4,5}\D")  # «9084-44/10-23» without 8 in front
_PHONES = word_of(
    """
        т, тел*, моб*, сот*, раб*, дом, домашн*, факс*, контакт*, вацап*, ватсап*, вотсап*, ватс*, вац*, whatsapp
        whats app, wa, вайбер*, viber, телег*, тг, tg, звон*, позвон*, перезвон*, созвон*, дозвон*, набрать
        набир*, связ*, смс, sms, городск*, max, макс
        """
)
_CALLED = re.compile(_PHONES)
_NUMBERED = re.compile(word_of("номер*, ном, теперь, новый, второй, запасной, личный"))  # unless it is said of what
_OTHER_WORDS = any_of(
    """
        заказ*, зак, реквизит*, шифр*, ссылк*, контейнер*, участок, участка, вагон*, инв, рег, сф, с/ф, извещени*
        постановлени*, дело, дела, приказ*, жетон*, ячейк*, терминал*, объявлени*, лид, лида, сделк*, задач*
        инвойс*, доверенн*, спецификац*, протокол*, расписк*, страхов*, учет*, дисконт*, пропуск*, счет*, сч, счф
        арт, артикул*, договор*, дог, инн, кпп, огрн*, р/с, к/с, л/с, рс, бик, окпо, снилс*, паспорт*, карт*
        накл*, трек*, отпр*, код*, id, ид, айди, штрих*, полис*, vin, вин, серийн*, серия, s/n, sn, imei, имей
        лицев*, заявк*, обращени*, тикет*, квитанц*, чек*, акт, акта, акты, декларац*, модел*, парти*, сумм*, цен*
        кадастр*, упд, фактур*, ттн, гтд, расч*, посылк*, ваучер*, сертификат*, реестр*, лот*, тендер*, закупка
        закупки, закупку, рейс*, билет*, бронь, брони, удостоверени*, лиценз*, птс, стс, абонемент*, купон*
        промокод*, документ*, версия, ключ, пароль, пин, логин, оплат*, платеж*, плат, пп, п/п, sku, скю, товар*
        позици*, идентификатор*, регистрац*, серт*, талон*, гарант*
        """
)
_OTHER = rf"(?<![а-яa-z]){_OTHER_WORDS}(?![а-яa-z])"
_OTHERWISE = re.compile(_OTHER)
_IS_OTHER = re.compile(rf"{_OTHER}(?:(?<![а-я]{{8}})\.)?[ :№#-]{{0,3}}\Z")
_SAID_AFTER = re.compile(rf"[ (-]{{1,3}}{_PHONES}")
_MEANS_NO_MORE = 2  # words behind «заказ» after which a number is not the number of the order
_NEAR = 40
_LIST = re.compile(r"(?:[ ,/]|или|и){1,5}")
_TEN = 10


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments have ten to fourteen digits with hardly anything between them that begin like a phone."""
    return said.str.contains(r"\+|(?:^|[^0-9])(?:[78][ .()/-]{0,3})?\(?[3489](?:[ .()/-]{0,3}[0-9]){9}(?:[^0-9]|$)")


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the phones of comments in E.164 form; a dummy or a number no operator has is none."""
    # Many comments hold nothing but numbers of orders and accounts; they are told at a glance.
    others = pl.col("said").str.replace_all(rf"(?:^|[^а-яa-z]){_OTHER_WORDS}[ :№#-]{{0,3}}\d+", " ")
    found = searched(texts.filter(may_hold(others)), _numbers)
    parts = found.select(
        plus=pl.col("value").str.starts_with("+"),
        digits=pl.col("value").str.extract(r"(\d+)"),
        extension=pl.col("value").str.extract(r"§(\d+)"),
        is_unsaid=pl.col("value").str.ends_with("?"),
    )
    judged = judge.judge(parts.select("digits", "plus", "extension"))
    # Ten digits that nothing calls a phone may be an INN as well.
    is_other = parts.select(pl.col("is_unsaid") & is_inn(pl.col("digits"))).to_series()
    return found.with_columns(judged["value"]).filter((judged["state"] == judge.VALID) & ~is_other)


def _numbers(text: str, said: str) -> Iterator[Span]:
    """The numbers of a comment as «+79161234567§12?»: § before the extension, ? where bare digits are all."""
    last: tuple[re.Match[str], bool] | None = None
    at = 0
    while found := _NUMBER.search(said, at):
        start, end = found.span()
        # «кв. 31-13 8 906…»: what goes on behind may begin in the middle.
        goes_on = _GOES_ON.match(said, end)
        at = start + 1 if goes_on else end
        if goes_on:
            continue
        calls = _called(said, start, end)
        if calls is None and last and _LIST.fullmatch(said, last[0].end(), start):
            calls = _as_before(last[0], found, was_phone=last[1])
        is_phone = calls is not False and _is_phone(
            said, found, is_called=bool(calls), after=last[0].end() if last else 0
        )
        last = found, is_phone
        if is_phone and not is_denied(said, start, end):
            extension = _EXTENSION.match(said, end)
            value = re.sub(r"[^+\d]", "", found[0]) + (f"§{extension[1]}" if extension else "")
            yield Span(value + "?" * (not calls and found[0].isdigit()), start, extension.end() if extension else end)


def _as_before(last: re.Match[str], found: re.Match[str], *, was_phone: bool) -> bool | None:
    """In a list the first number says what the others are, if they look the same."""
    if was_phone:
        return True
    return False if last[0].isdigit() and found[0].isdigit() else None


def _called(said: str, start: int, end: int) -> bool | None:
    """What the words before a number call it: a phone, something else (False), or nothing that tells."""
    near = before(said, start, most=_NEAR)
    called = max((one.start() for one in _CALLED.finditer(near)), default=-1)
    otherwise = max((one.end() for one in _OTHERWISE.finditer(near)), default=-1)
    if _IS_OTHER.search(said, max(0, start - _NEAR), start) or (near.rstrip().endswith(("№", "#")) and called < 0):
        return False
    if otherwise > called:
        # «Заказ 4512 забирает сын Олег 8 916…» is no number of an order.
        between = _NUMBERED.sub("", near[otherwise:])
        is_far = re.search(r"\d", between) or len(re.findall(r"[а-яa-z]{3,}", between)) > _MEANS_NO_MORE
        return None if is_far else False
    if called >= 0 or _NUMBERED.search(near):
        return True
    is_said = _CALLED.search(before(said, start, most=_NEAR, ends=REMARK_ENDS)) or _SAID_AFTER.match(said, end)
    return True if is_said else None


def _is_phone(said: str, found: re.Match[str], *, is_called: bool, after: int) -> bool:
    start, end = found.span()
    number = found[0]
    is_whole = number.isdigit() or re.search(r"[+()-]", number) is not None
    if _GROUP_AFTER.match(said, end) and not (is_whole or is_called):
        return False
    digits = re.sub(r"\D", "", number)
    national = re.sub(r"^[78]\D*(?=(?:\d\D*){10}$)", "", number).strip("() .-/")
    left = said[max(after, start - _LEFT) : start]
    if _GOES_BEFORE.search(left):
        is_bare = number.isdigit() and len(digits) == _TEN
        is_short = _SHORT_BEFORE.search(left) and _GROUPED.fullmatch(national)
        if is_bare or left[-1:] != " " or not (is_whole or is_short):
            return False
    if number[0] == "+" or is_called:
        return True
    if number.isdigit() and len(digits) == _TEN and not _may_stand_behind(before(said, start, most=_NEAR)):
        return False
    if len(digits) == _TEN and _ODD_GROUPS.match(number):
        return False
    # Of fixed lines the plain digits look like anything.
    looks_so = digits[-_TEN] == "9" or (not national.isdigit() and re.search(r"[()-]", number) is not None)
    return looks_so and _GROUPED.fullmatch(national) is not None


def _may_stand_behind(left: str) -> bool:
    """Ten bare digits are a phone where a remark begins and behind somebody's name."""
    word = re.search(r"([а-я]+)\W{1,3}$", left)
    return not left.strip(" (-") or (word is not None and (is_first_name(word[1]) or word[1] in roles.forms()))


def stands() -> pl.Expr:
    """Say which phones the row has, whatever their extensions."""
    bare = pl.col("phones").list.eval(pl.element().str.replace(";.*", ""))
    return bare.list.contains(pl.col("value").str.replace(";.*", ""))


recoverers.add(Recoverer(key="phone", label=_("Phone"), may_hold=may_hold, find=find, own=("phones",), stands=stands))
