"""What the values of a column look like, judged lightly on a sample."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from stdnum.ru import inn, ogrn

_ROWS = 200
_LENGTH = 120
_BLANKS = """
- -- — – . нет нету н/д н/у n/a na null none nan неизвестно
"""
_BLANK = frozenset([*_BLANKS.split(), "", "не указан", "не указано", "не задан", "не задано", "не известно"])
_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T,].{0,20})?")
_EIGHT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_PHONE_CHARS = re.compile(r"[+\d(][\d\s()\-–.]{5,24}")
_EMAIL = re.compile(r"[^\s@,;]{1,64}@[^\s@,;]{1,80}\.[^\s@,;.]{2,20}")
_HASH = re.compile(r"[0-9a-fA-F]{32,}")
_INITIALS = re.compile(r"[А-ЯЁA-Z][\w-]{1,40} [А-ЯЁA-Z]\.? ?(?:[А-ЯЁA-Z]\.?)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_FIRM = re.compile(
    r"(?:^|[\s\"«(,])(?:ооо|ип|ао|зао|пао|оао|нко|ано|чоу|нпо|тоо|фгуп|муп|гуп|гбу|мбоу|фл|llc|ltd|inc|gmbh|corp|ooo)"
    r"(?:[\s\"»«.,)]|$)|[«»]",
    re.IGNORECASE,
)
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична|инична|оглы|кызы)\.?$", re.IGNORECASE)
_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|енко|ко|ук|юк|ян|дзе|швили)$", re.IGNORECASE
)
_FIRST_NAMES_TEXT = """
александр алексей анатолий андрей антон артем борис вадим валентин валерий василий виктор виталий владимир владислав
вячеслав геннадий георгий григорий даниил денис дмитрий евгений егор иван игорь илья кирилл константин лев леонид
максим марат михаил никита николай олег павел петр роман руслан рустам сергей станислав степан тимур федор эдуард юрий
ярослав александра алина алла анастасия ангелина анна валентина валерия вера вероника виктория галина дарья диана
евгения екатерина елена елизавета жанна зинаида инна ирина карина кристина ксения лариса лидия любовь людмила
маргарита марина мария надежда наталья наталия нина оксана ольга полина раиса светлана софия софья тамара татьяна юлия
яна
"""
_CITIES_TEXT = """
москва санкт-петербург спб петербург новосибирск екатеринбург казань самара тольятти челябинск омск ростов-на-дону уфа
красноярск пермь воронеж волгоград краснодар саратов тюмень ижевск барнаул ульяновск иркутск хабаровск ярославль
владивосток махачкала томск оренбург кемерово новокузнецк рязань астрахань пенза липецк тула киров чебоксары
калининград курск ставрополь сочи тверь иваново брянск белгород сызрань минск алматы
"""
_KINDS_TEXT = """
физ физлицо физическое юр юрлицо юридическое ип компания организация контакт частник частное человек фл юл person
company contact individual organization organisation legal firm business предприниматель индивидуальный
"""
_SEXES_TEXT = """
м ж муж жен мужской женский мужчина женщина m f male female man woman не определен
"""
_FIRST_NAMES, _CITIES, _KINDS, _SEXES = (
    frozenset(text.split()) for text in (_FIRST_NAMES_TEXT, _CITIES_TEXT, _KINDS_TEXT, _SEXES_TEXT)
)


def digits_of(value: str) -> str:
    """Return the digits of a value; the «.0» that Excel leaves on numbers is cut first."""
    return "".join(char for char in value.removesuffix(".0") if char.isdigit())


def is_date(value: str) -> bool:
    """Say whether the value is written as a day."""
    if _EIGHT.fullmatch(value):
        return True
    found = _DATE.fullmatch(value)
    if not found:
        return False
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        return second <= 12 and third <= 31
    return len(found[1]) <= 2 and min(first, second) <= 12 and max(first, second) <= 31 and len(found[3]) in (2, 4)


def is_email(value: str) -> bool:
    """Say whether the value holds an e-mail address."""
    return "@" in value and _EMAIL.search(value) is not None


def has_phone(value: str) -> bool:
    """Say whether the value could hold a phone, however carelessly it is written."""
    return len(digits_of(value)) >= 5 and not is_date(value) and not _HASH.fullmatch(value)


def is_phone(value: str) -> bool:
    """Say whether the value can hardly be anything but a phone."""
    value = value.removesuffix(".0")
    digits = digits_of(value)
    if not _PHONE_CHARS.fullmatch(value) or is_date(value):
        return False
    if value.startswith("+"):
        return 11 <= len(digits) <= 15
    return (len(digits) == 11 and digits[0] in "78") or (len(digits) == 10 and digits[0] == "9")


def is_mobile(value: str) -> bool:
    """Say whether the value is a Russian mobile number without any signs, as lists for ad cabinets hold them."""
    return len(value) == 11 and value.isdigit() and value[:2] in ("79", "89")


def is_inn(value: str) -> bool:
    """Say whether the value is an INN by its check digits."""
    digits = digits_of(value)
    return len(digits) in (10, 12) and len(value.removesuffix(".0")) == len(digits) and bool(inn.is_valid(digits))


def is_ogrn(value: str) -> bool:
    """Say whether the value is an OGRN by its check digit."""
    return len(value) in (13, 15) and value.isdigit() and bool(ogrn.is_valid(value))


def is_person(value: str) -> bool:
    """Say whether the value is the name of a person in two words or more."""
    if _INITIALS.fullmatch(value):
        return True
    words = value.split()
    if not 2 <= len(words) <= 4 or not all(_WORD.fullmatch(word) for word in words) or is_firm(value):
        return False
    lowered = [word.lower().replace("ё", "е") for word in words]
    return any(word in _FIRST_NAMES or _PATRONYMIC.search(word) or _SURNAME.search(word) for word in lowered)


def is_firm(value: str) -> bool:
    """Say whether the value names a legal form or is quoted as firms are."""
    return _FIRM.search(value) is not None


def is_first_name(value: str) -> bool:
    """Say whether the value is one of the commonest Russian first names."""
    return value.lower().replace("ё", "е") in _FIRST_NAMES


def is_city(value: str) -> bool:
    """Say whether the value is one of the larger cities."""
    return value.lower().replace("ё", "е").removeprefix("г.").removeprefix("г ").strip() in _CITIES


def is_kind(value: str) -> bool:
    """Say whether the value tells persons from companies."""
    return any(word.strip(".,") in _KINDS for word in re.split(r"[\s/]+", value.lower()))


def is_sex(value: str) -> bool:
    """Say whether the value names a sex."""
    return all(word in _SEXES for word in value.lower().rstrip(".").split())


def is_text(value: str) -> bool:
    """Say whether the value is words and neither a contact, a day nor a bare number."""
    return any(char.isalpha() for char in value) and not is_email(value) and not _HASH.fullmatch(value)


def has_digit(value: str) -> bool:
    """Say whether there is any digit."""
    return any(char.isdigit() for char in value)


def has_words(value: str) -> bool:
    """Say whether there are two words or more."""
    return " " in value or value.count(".") > 1


class Look:
    """The filled values of one column of the sample; blanks and «нет» do not count."""

    def __init__(self, values: Sequence[str]) -> None:
        self.rows = len(values[:_ROWS])
        cells = [value.strip().replace("\u00a0", " ")[:_LENGTH] for value in values[:_ROWS]]
        self.values = [cell for cell in cells if cell.lower() not in _BLANK]

    @property
    def filled(self) -> int:
        """How many values there are."""
        return len(self.values)

    @cached_property
    def is_unique(self) -> bool:
        """True when every row of the sample has a value and none comes twice."""
        return self.filled == self.rows and len(set(self.values)) == self.rows

    @cached_property
    def is_counter(self) -> bool:
        """True when the values only number the rows: 1, 2, 3."""
        return self.values == [str(number) for number in range(1, self.filled + 1)]

    def share(self, test: Callable[[str], bool]) -> float:
        """Return the share of values that pass the test, 0 when there are none."""
        return sum(map(test, self.values)) / self.filled if self.filled else 0.0
