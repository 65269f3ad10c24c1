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
_TOWN = r"(?:г(?:\.|ор(?:\.|од[а-я]?)?)? ?)?"
# Each way with the cases that it asks for.
_TRIGGER = re.compile(
    rf"(?<![а-я])(?:(?P<ga>(?:из|(?<=сам )с|(?<=сама )с) {_TOWN})|(?P<p>{_LIVE} (?:{_STILL} )?во? {_TOWN})"
    rf"|(?P<a>{_MOVED} (?:{_STILL} )?во? {_TOWN})|(?P<said>город:? |адрес: |регион: |гор\. ?|г\. ?|г (?=[а-я])))"
    r"|(?P<alone>(?:^|[,;.\n(/]) ?)"
)
_CASES = {"ga": "ga", "p": "p", "a": "a", "said": "np", "alone": "np"}
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
_ALONE_ENDS = re.compile(r" (?:опт|розница|самовывоз|наличка|безнал|доставка)(?![а-я])| ?(?:[,;.)\n/]|$|- )")
_FROM_WHOM = re.compile(rf"(?:^ ?|[,;.\n(/-] ?|{_THEY} )$")
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
        within = "np" if found[0][-2:] in ("г.", ". ") else _CASES[way]
        named = cities.named(said, found.end(), within=within)
        if not named:
            continue
        city, end = named
        span = Span(city, found.end() if way == "alone" else found.start(), end)
        left = before(said, found.start(), most=_NEAR)
        if way == "alone":
            is_city = _ALONE_ENDS.match(said, end) and cities.says_city_alone(said[found.end() : end])
            if is_city and not _NOT_WHOSE.search(left):
                alone.append(span)
        elif way == "ga" and not (_FROM_WHOM.search(left) and _is_whose(said, found.start(), end)):
            continue
        elif not _NOT_WHOSE.search(left):
            yield span
    if len(alone) == 1:
        yield alone[0]


def _is_whose(said: str, start: int, end: int) -> bool:
    """«Из Перми» alone, or of the client; «из Перми не пришёл заказ» goes on with something else."""
    return bool(re.match(r" ?(?:[,;.)\n/-]|$)", said[end : end + 2])) or bool(re.search(rf"{_THEY} $", said[:start]))


def stands() -> pl.Expr:
    """Say which cities are the row's."""
    return pl.col("city") == pl.col("value")


recoverers.add(Recoverer(key="city", label=_("City"), may_hold=may_hold, find=find, own=("city",), stands=stands))
