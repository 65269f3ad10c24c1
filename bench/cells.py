"""The cells of a made-up list, a column at a time: the right value, then the way this row happens to write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench import words
from bench.draws import Draws, Indexes

Flags = NDArray[np.bool_]

# Names are taken from tables made once: the male forms first, the female ones behind them.
_LAST = words.SURNAMES + [words.feminine(surname) for surname in words.SURNAMES]
_LAST_LATIN = [words.latin(name) for name in _LAST]
_LAST_TYPOS = [typo for name in _LAST for typo in words.typos(name)]
_LAST_ENDS = np.cumsum([1 / (place + 12) for place in range(len(words.SURNAMES))])
_FIRST = words.MALE + words.FEMALE
_FIRST_LATIN = [words.latin(name) for name in _FIRST]
_FIRST_SHORT = [words.short(name) for name in _FIRST]
_MIDDLE = words.PATRONYMICS + [words.feminine_patronymic(name) for name in words.PATRONYMICS]
_FIRST_WEIGHTS = [1 / (place + 5) for place in range(len(words.MALE))]
_LONG_FORMS = [words.LONG_FORMS[form] for form in words.FORMS]
_SOLE = [place for place, form in enumerate(words.FORMS) if form == "ИП"]
_CITY_WRITINGS = [
    written
    for city in words.CITIES
    for written in (city, city, city, f"г. {city}", f"г.{city}", city.upper(), city.lower())
]
_MANAGER_WRITINGS = [
    written
    for last, first in (name.split() for name in words.MANAGERS)
    for written in (f"{last} {first}", f"{last} {first}", last, f"{last} {first[0]}.", first.lower())
]


@dataclass(frozen=True)
class Person:
    """A name as the row writes it, and its parts in small Latin letters for an e-mail."""

    name: pl.Series
    last: pl.Series
    first: pl.Series


@dataclass(frozen=True)
class Company:
    """A firm as the row writes it, its domain, and whether it is a sole trader."""

    name: pl.Series
    domain: pl.Series
    is_sole: Flags


def take(table: Sequence[str], indexes: Indexes) -> pl.Series:
    """Return the entries of a table by their indexes."""
    return pl.Series(table, dtype=pl.String).gather(pl.Series(indexes))


def person(row: Draws, entity: Draws, home: Draws, kind: Indexes) -> Person:
    """Names in thirteen writings; a household shares its surname, a firm has no name of a person."""
    female = entity.chance("sex", 0.53).astype(np.int64)
    share = np.where(kind == 1, home.share("surname"), entity.share("surname"))
    common = np.minimum(np.searchsorted(_LAST_ENDS, share * _LAST_ENDS[-1], side="right"), len(words.SURNAMES) - 1)
    surname = common + female * len(words.SURNAMES)
    given = entity.pick("name", _FIRST_WEIGHTS) + female * len(words.MALE)
    patronymic = entity.pick("patronymic", _FIRST_WEIGHTS) + female * len(words.PATRONYMICS)
    last, first, middle = take(_LAST, surname), take(_FIRST, given), take(_MIDDLE, patronymic)
    latin_last, latin_first = take(_LAST_LATIN, surname), take(_FIRST_LATIN, given)
    whole = _join(last, " ", first, " ", middle)
    ways = [
        (42.0, whole),
        (14.0, _join(first, " ", last)),
        (12.0, _join(last, " ", first)),
        (8.0, _join(last, " ", first.str.head(1), ".", middle.str.head(1), ".")),
        (5.0, _join(first, " ", middle, " ", last)),
        (4.0, _join(take(_LAST_TYPOS, surname * 4 + row.below("typo", 4)), " ", first, " ", middle)),
        (4.0, whole.str.to_uppercase()),
        (3.0, whole.str.to_lowercase()),
        (2.5, _join(latin_first, " ", latin_last)),
        (2.5, _join(take(_FIRST_SHORT, given), " ", last)),
        (1.5, _join(" ", last, "  ", first, " ")),
        (0.5, first),
        (1.0, take(words.JUNK_NAMES, row.below("junk name", len(words.JUNK_NAMES)))),
    ]
    written = _kept(_one_of(row, "name", ways), kind != 3)
    return Person(name=written, last=latin_last.str.to_lowercase(), first=latin_first.str.to_lowercase())


def company(row: Draws, firms: Draws, kind: Indexes) -> Company:
    """Firms in seven writings; private people have none, contacts mostly name theirs."""
    begin, end = firms.below("begin", len(words.FIRM_BEGINS)), firms.below("end", len(words.FIRM_ENDS))
    number = pl.Series(firms.below("number", 99) + 1).cast(pl.String)
    form = firms.below("form", len(words.FORMS))
    tail = _kept(_join("-", number), firms.chance("numbered", 0.5))
    glue = take(["", " ", "-"], firms.below("glue", 3))
    name = _join(take(words.FIRM_BEGINS, begin), glue, take(words.FIRM_ENDS, end), tail)
    short = take(words.FORMS, form)
    ways = [
        (40.0, _join(short, " «", name, "»")),
        (20.0, _join(short, ' "', name, '"')),
        (12.0, _join(name, " ", short)),
        (12.0, name),
        (6.0, _join(take(_LONG_FORMS, form), ' "', name, '"')),
        (6.0, _join(short, " ", name.str.to_uppercase())),
        (4.0, name.str.to_lowercase()),
    ]
    latin = [take([words.latin(word).lower() for word in words.FIRM_BEGINS], begin)]
    latin.append(take([words.latin(word).lower() for word in words.FIRM_ENDS], end))
    given = (kind == 3) | ((kind == 2) & row.chance("firm given", 0.75))
    written = _kept(_one_of(row, "firm", ways), given)
    return Company(name=written, domain=_join(*latin, number, ".example"), is_sole=np.isin(form, _SOLE))


def phone(row: Draws, entity: Draws, home: Draws, kind: Indexes, city: Indexes) -> pl.Series:
    """Phones in sixteen writings; households and offices share theirs, some people have a second one."""
    shared = (kind == 1) & entity.chance("family phone", 0.7)
    office = (kind == 3) | ((kind == 2) & row.chance("office phone", 0.45))
    own = np.where(row.chance("another phone", 0.06), entity.below("number 2", 10**7), entity.below("number", 10**7))
    number = np.where(shared, home.below("number", 10**7), own)
    prefix = np.where(shared, home.below("prefix", len(words.PREFIXES)), entity.below("prefix", len(words.PREFIXES)))
    mobile = _join(take(words.PREFIXES, prefix), _digits(number, 7))
    landline = _join(take(words.CITY_CODES, city), _digits(home.below("office", 10**7), 7)).str.head(10)
    ten = _choose(office.astype(np.int64), [mobile, landline])
    a, b, c, d = (ten.str.slice(start, size) for start, size in ((0, 3), (3, 3), (6, 2), (8, 2)))
    ways = [
        (25.0, _join("+7", ten)),
        (18.0, _join("8", ten)),
        (15.0, _join("+7 (", a, ") ", b, "-", c, "-", d)),
        (10.0, _join("8 (", a, ") ", b, "-", c, "-", d)),
        (6.0, _join("8-", a, "-", b, "-", c, "-", d)),
        (5.0, ten),
        (4.0, _join("7", ten)),
        (4.0, _join("7", ten, ".0")),
        (3.0, _join("+7 ", a, " ", b, " ", c, " ", d)),
        (2.0, _join("8(", a, ")", b, c, d)),
        (2.0, _join("+7-", a, "-", b, "-", c, "-", d)),
        (1.0, _join("тел. 8 ", a, " ", b, c, d)),
        (1.5, _join("+7", ten, " доб. ", _digits(row.below("extension", 900) + 100, 3))),
        (1.0, _join("8", mobile, ", +7", landline)),
        (1.0, _join("+7", mobile, " / 8", landline)),
        (1.5, take(words.JUNK_PHONES, row.below("junk phone", len(words.JUNK_PHONES)))),
    ]
    return _kept(_one_of(row, "phone", ways), row.chance("phone given", 0.86))


def email(row: Draws, entity: Draws, kind: Indexes, person: Person, company: Company) -> pl.Series:
    """A box of one's own, one at the firm, or the box that the whole firm shares; only at names kept for examples."""
    number = pl.Series(entity.below("box", 9000) + 10).cast(pl.String)
    free = take(words.MAIL, entity.below("mail", len(words.MAIL)))
    styles = [
        _join(person.last, ".", person.first, number, "@", free),
        _join(person.first, number, "@", free),
        _join(person.last, "_", number, "@", free),
    ]
    own = _choose(entity.below("box style", 3), styles)
    at_firm = _join(person.first.str.head(1), ".", person.last, "@", company.domain)
    common = _join(take(["info", "zakaz", "mail", "office"], entity.below("common", 4)), "@", company.domain)
    which = np.where(kind < 2, 0, np.where((kind == 3) | entity.chance("common box", 0.5), 2, 1))
    address = _choose(which, [own, at_firm, common])
    ways = [
        (89.0, address),
        (3.0, address.str.to_uppercase()),
        (2.0, _join(" ", address, " ")),
        (1.5, _join(address, ", ", own)),
        (1.5, address.str.replace("@", "", literal=True)),
        (3.0, take(words.JUNK_MAILS, row.below("junk mail", len(words.JUNK_MAILS)))),
    ]
    return _kept(_one_of(row, "mail", ways), row.share("mail given") < np.where(kind < 2, 0.4, 0.62))


def birthday(row: Draws, entity: Draws, kind: Indexes) -> pl.Series:
    """Days from 1942 to 1997 in six writings, Excel's serial number too, and a few that are no days."""
    day = pl.Series(entity.below("born", 20_000) - 10_000).cast(pl.Int32)
    iso = day.cast(pl.Date).cast(pl.String)
    y, m, d = iso.str.slice(0, 4), iso.str.slice(5, 2), iso.str.slice(8, 2)
    ways = [
        (60.0, _join(d, ".", m, ".", y)),
        (18.0, iso),
        (6.0, _join(d, "/", m, "/", y)),
        (6.0, _join(d, ".", m, ".", y.str.slice(2, 2))),
        (5.0, (day + 25_569).cast(pl.String)),
        (3.0, _join(y, m, d)),
        (2.0, take(words.JUNK_DATES, row.below("junk day", len(words.JUNK_DATES)))),
    ]
    return _kept(_one_of(row, "day", ways), (kind < 3) & row.chance("day given", 0.4))


def inn(row: Draws, firms: Draws, kind: Indexes, company: Company) -> pl.Series:
    """INN with valid check digits, now and then as Excel or a hurried hand leaves it."""
    region = firms.below("region", 89) + 1
    ten = _checked(region * 10**7 + firms.below("inn", 10**7), [2, 4, 10, 3, 5, 9, 4, 6, 8])
    twelve = _checked(region * 10**8 + firms.below("inn", 10**8), [7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
    twelve = _checked(twelve, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
    right = _choose(company.is_sole.astype(np.int64), [_digits(ten, 10), _digits(twelve, 12)])
    cut = right.str.strip_chars_start("0")  # what Excel makes of a leading zero
    ways = [(80.0, right), (12.0, cut), (5.0, _join(cut, ".0")), (2.0, _join("ИНН ", right)), (1.0, right.str.head(9))]
    return _kept(_one_of(row, "inn", ways), (kind >= 2) & row.chance("inn given", 0.55))


def city(row: Draws, city: Indexes) -> pl.Series:
    """Cities in five writings."""
    written = take(_CITY_WRITINGS, city * 7 + row.below("city writing", 7))
    return _kept(written, row.chance("city given", 0.7))


def comment(row: Draws) -> pl.Series:
    """What managers note; one in fifteen hides a phone or an e-mail."""
    digits = _digits(row.below("said", 10**9), 9)
    ways = [
        (94.0, take(words.COMMENTS, row.below("comment", len(words.COMMENTS)))),
        (3.0, _join("звонить жене 8 9", digits.str.head(2), " ", digits.str.slice(2))),
        (3.0, _join("счета на buh", digits.str.head(4), "@bk.example")),
    ]
    return _kept(_one_of(row, "what", ways), row.chance("comment given", 0.55))


def manager(row: Draws) -> pl.Series:
    """Managers in four writings."""
    each = len(_MANAGER_WRITINGS) // len(words.MANAGERS)
    written = row.below("manager", len(words.MANAGERS)) * each + row.below("manager writing", each)
    return _kept(take(_MANAGER_WRITINGS, written), row.chance("manager given", 0.9))


def source(row: Draws) -> pl.Series:
    """Where the row came from."""
    return take(words.SOURCES, row.below("source", len(words.SOURCES)))


def created(row: Draws) -> pl.Series:
    """A minute of the ten years from 2016."""
    minute = pl.Series(row.below("created", 10 * 365 * 24 * 60)) * 60_000_000 + 1_451_606_400_000_000
    return minute.cast(pl.Datetime("us")).cast(pl.String).str.head(16)


def _kept(values: pl.Series, kept: Flags) -> pl.Series:
    return values.set(pl.Series(~kept), "")


def _digits(numbers: Indexes, length: int) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.zfill(length)


def _checked(numbers: Indexes, weights: list[int]) -> Indexes:
    """Numbers of as many digits as there are weights, with their check digit."""
    total = np.zeros_like(numbers)
    for place, weight in enumerate(reversed(weights)):
        total += numbers // 10**place % 10 * weight
    return numbers * 10 + total % 11 % 10


def _one_of(row: Draws, name: str, ways: list[tuple[float, pl.Series]]) -> pl.Series:
    """Row by row one of several writings, each as often as it weighs."""
    return _choose(row.pick(name, [weight for weight, _way in ways]), [way for _weight, way in ways])


def _choose(index: Indexes, ways: list[pl.Series]) -> pl.Series:
    frame = pl.DataFrame({f"w{number}": way for number, way in enumerate(ways)}).with_columns(i=pl.Series(index))
    chosen = pl.col(f"w{len(ways) - 1}")
    for number in range(len(ways) - 1):
        chosen = pl.when(pl.col("i") == number).then(pl.col(f"w{number}")).otherwise(chosen)
    return frame.select(chosen.alias("chosen")).to_series()


def _join(*parts: pl.Series | str) -> pl.Series:
    frame = pl.DataFrame({f"p{number}": part for number, part in enumerate(parts) if isinstance(part, pl.Series)})
    texts = [pl.lit(part) if isinstance(part, str) else pl.col(f"p{number}") for number, part in enumerate(parts)]
    return frame.select(pl.concat_str(texts).alias("joined")).to_series()
