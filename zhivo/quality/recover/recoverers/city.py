"""The city the client is in: «живёт в Самаре», «г. Казань», «Самара, опт»; not where goods go or come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.recover import cities
from zhivo.quality.recover.patterns import any_of
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.spans import Span, searched
from zhivo.quality.recover.texts import before

_THEY = any_of(
    """
    клиент, клиентка, клиенты, покупатель, покупательница, заказчик, заказчица, сам, сама, сами, он, она, они
    мужчина, женщина, семья, ребята
    """
)
_LIVE = any_of(
    """
    живет, живут, живу, живем, прожива*, наход*, базир*, обита*, прописан, прописана, офис, работает, работают
    сидит, сидят, сам, сама, сами, они, мы, он, она, территориально, постоянно, теперь
    """
)
_MOVED = any_of("переехал, переехала, переехали, перебрал*, переезжа*, перевел*")
_STILL = any_of("сейчас, теперь, постоянно, сам, сама, живут, живет, жить, недавно, всей семьей")
_TOWN = r"(?:город[а-я]? |гор\. ?|г\. ?|г )?"
_SAID = r"(?:город(?: проживания)?:? |прожива[а-я]*: |адрес: |регион: |гор |гор\. ?|г\. ?|г (?=[а-я]))"
# Each way with the cases that it asks for.
_TRIGGER = re.compile(
    rf"(?<![а-я])(?:(?P<ga>(?:из|(?<=сам )с|(?<=сама )с) {_TOWN})|(?P<p>{_LIVE} (?:{_STILL} )?во? {_TOWN})"
    rf"|(?P<in>во? {_TOWN})"
    rf"|(?P<a>{_MOVED} (?:{_STILL} )?во? {_TOWN})|(?P<said>{_SAID}))"
    r"|(?P<alone>(?:^|[,;.\n(/]|(?<=\d)(?= [а-я]{4})) ?)"
)
_CASES = {"ga": "ga", "p": "p", "in": "p", "a": "a", "said": "np", "alone": "np"}
# Goods and journeys: the city is not the client's.
_ELSEWHERE = any_of(
    """
    доставк*, отгруз*, отправ*, груз*, поставщ*, поставк*, рейс*, маршрут*, филиал*, командировк*, едет, едут
    уехал*, выставк*, склад*, через, привез*, везти, возит, возят, тк, транспорт*, магазин*, раньше, ранее, бывш*
    тур, поезд*, билет*, отпуск*, довез*, самовывоз*, объект*, стройк*, монтаж*, производств*, завод*, товар*
    заказ*, привоз*, приезжал*, приехал*, прилет*, звонил*, письмо, посылк*
    """
)
_NOT_WHOSE = re.compile(rf"не |(?<![а-я]){_ELSEWHERE}(?![а-я])")
_LIVES_THERE = re.compile(r" (?:жив|прожив|наход)")
_ALONE_ENDS = re.compile(r" (?:опт|розница|самовывоз|наличка|безнал|доставка)(?![а-я])| ?(?:[,;.!)\n/]|$|- )")
_NEAR = 30


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments name a city."""
    return said.str.contains_any(cities.forms())


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the cities in which clients are, as the table of cities writes them."""
    return searched(texts, _cities)


def _cities(text: str, said: str) -> Iterator[Span]:
    alone = []
    at = 0
    while found := _TRIGGER.search(said, at):
        at = max(found.end(), at + 1)
        way = str(found.lastgroup)
        named = cities.named(said, found.end(), within="np" if found[0][-2:] in ("г.", ". ") else _CASES[way])
        if not named:
            continue
        city, end = named
        left = before(said, found.start(), most=_NEAR)
        if _NOT_WHOSE.search(left):
            continue
        if way == "alone":
            if _ALONE_ENDS.match(said, end) and cities.says_city_alone(said[found.end() : end]):
                alone.append(Span(city, found.end(), end))
        elif _is_theirs(way, said, left, end):
            yield Span(city, found.start(), end)
    # Several cities in a row are a route or a list.
    if len(alone) == 1:
        yield alone[0]


def _is_theirs(way: str, said: str, left: str, end: int) -> bool:
    if way == "in":
        return _LIVES_THERE.match(said, end) is not None
    if way != "ga" or re.search(rf"{_THEY} $", left):
        return True
    # «Из Перми» is a remark by itself; «из Перми не пришёл заказ» goes on with something else.
    return left.strip() == "" and re.match(r" ?(?:[,;.)\n/-]|$)", said[end : end + 2]) is not None


def stands() -> pl.Expr:
    """Say which cities are the row's."""
    return pl.col("city") == pl.col("value")


recoverers.add(Recoverer(key="city", label=_("City"), may_hold=may_hold, find=find, own=("city",), stands=stands))
