"""What a single value looks like, judged lightly."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum.ru import inn, ogrn

from zhivo.intake.header_value_words import (
    ABROAD_NAMES,
    HEATS,
    POSTS,
    SOURCES,
    STATES,
    STREETS,
    SURE_STREETS,
)
from zhivo.quality.names.dictionary import spelled
from zhivo.quality.places import cities, regions

_LONGEST_POST = 60
_DATE = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T,].{0,20})?")
_EIGHT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_PHONE_CHARS = re.compile(r"[+\d(][\d\s()\-–.]{5,24}")
_EMAIL = re.compile(r"[^\s@,;]{1,64}@[^\s@,;]{1,80}\.[^\s@,;.]{2,20}")
_HASH = re.compile(r"[0-9a-fA-F]{32,}")
_INITIALS = re.compile(r"[А-ЯЁA-Z][\w-]{1,40} [А-ЯЁA-Z]\.? ?(?:[А-ЯЁA-Z]\.?)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_FIRM = re.compile(
    r"(?:^|[\s\"«(,])(?:общество с|предприниматель|акционерное общество|"
    r"ооо|ип|ао|зао|пао|оао|нко|ано|чоу|нпо|тоо|фгуп|муп|гуп|гбу|мбоу|фл|llc|ltd|inc|gmbh|corp|ooo)"
    r"(?:[\s\"»«.,)]|$)|[«»]",
    re.IGNORECASE,
)
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овна|евна|ична|инична|оглы|кызы)\.?$", re.IGNORECASE)
_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|енко|ко|ук|юк|ян|дзе|швили"
    r"|ov|ova|ev|eva|in|ina|skiy|sky|skaya|enko|chuk|yan|son)$",
    re.IGNORECASE,
)
_KINDS_TEXT = """
физ физлицо физическое юр юрлицо юридическое ип компания организация контакт частник частное человек фл юл person
company contact individual organization organisation legal firm business предприниматель индивидуальный
"""
_SEXES_TEXT = """
м ж муж жен мужской женский мужчина женщина m f male female man woman не определен
"""
_KINDS, _SEXES = (frozenset(text.split()) for text in (_KINDS_TEXT, _SEXES_TEXT))
_SMALL_WORDS = frozenset(["в", "на", "не", "и", "с", "из", "по", "от", "за", "для", "к", "у", "о"])
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LABEL = re.compile(r"^(?:т|тел|моб|телефон|сот|раб|дом|phone|tel|mob|mobile|cell)\.?\s*:?\s*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LOCAL = re.compile(r"\d{2,3}-\d\d-\d\d")
_HOUSE = re.compile(
    r"[А-ЯЁ][а-яё-]{3,30}(?: [А-ЯЁа-яё]{3,30})?,? ?\d{1,3}[а-я]?(?:[/-]\d{1,3})?(?:,? ?кв\.? ?\d{1,4})?"
)
_NO_DIGIT = re.compile(r"\D+")
_RUN = re.compile(r"\+?\(?\d[\d\s()\-–.]{5,24}\d")
_TELEGRAM = re.compile(r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|tg\.me)/\+?\w{3,40}/?|@\w{3,32}", re.IGNORECASE)
_VK = re.compile(r"(?:https?://)?(?:m\.|www\.)?(?:vk\.com|vk\.ru|vkontakte\.ru)/[\w.]{2,60}/?", re.IGNORECASE)
_WHATSAPP = re.compile(
    r"(?:https?://)?(?:wa\.me|api\.whatsapp\.com|whatsapp\.com|chat\.whatsapp\.com)/\S+", re.IGNORECASE
)
_ZONE = re.compile(
    r"(?:utc|gmt|мск|msk)\s*(?:[+−-]\s*\d{1,2}(?::?\d\d)?)?|[+-]\d{1,2}:\d\d|\+\d{1,2}"
    r"|(?:europe|asia|america|africa|australia)/\w{3,30}",
    re.IGNORECASE,
)
_KPP = re.compile(r"(?:0[1-9]|[1-9]\d)\d\d(?:01|02|03|05|43|44|45|50|51)\d{3}")
_CLOCK = re.compile(r"\d[ T,]+\d{1,2}:\d\d")
_SHORT_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](\d\d)")
_SPOKEN_DATE = re.compile(
    r"\d{1,2}\s+(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-zа-я]{0,8}\.?,?\s+\d{4}(?:\s*(?:г\.?|года))?",
    re.IGNORECASE,
)
_OLD = 30  # of a year of two digits: «80» is 1980, «24» may be a day of this year
_CODE = re.compile(r"[A-Za-zА-Яа-я]{1,5}[-_#]?\d{2,12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4,15}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def digits_of(value: str) -> str:
    """Return the digits of a value; the «.0» that Excel leaves on numbers is cut first."""
    return _NO_DIGIT.sub("", value.removesuffix(".0"))


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
    if not _PHONE_CHARS.fullmatch(value) or is_date(value):
        return False
    digits = digits_of(value)
    if value.startswith("+"):
        return 11 <= len(digits) <= 15
    return (len(digits) == 11 and digits[0] in "78") or (len(digits) == 10 and digits[0] == "9")


def is_mobile(value: str) -> bool:
    """Say whether the value is a Russian mobile number without any signs, as lists for ad cabinets hold them."""
    return len(value) == 11 and value.isdigit() and value[:2] in ("79", "89")


def is_inn(value: str) -> bool:
    """Say whether the value is an INN by its check digits."""
    digits = value.removesuffix(".0")
    return len(digits) in (10, 12) and digits.isdecimal() and bool(inn.is_valid(digits))


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
    return any(is_first_name(word) or _PATRONYMIC.search(word) for word in words)


def is_firm(value: str) -> bool:
    """Say whether the value names a legal form or is quoted as firms are."""
    return _FIRM.search(value) is not None


def is_first_name(value: str) -> bool:
    """Say whether the value is a first name that is known, short and Latin forms too."""
    name = value.lower().replace("ё", "е")
    return name in spelled() or name in ABROAD_NAMES


def is_patronymic(value: str) -> bool:
    """Say whether the value is a patronymic and nothing else."""
    return " " not in value and _PATRONYMIC.search(value) is not None


def is_surname(value: str) -> bool:
    """Say whether the value is one word with the ending of a surname, and no first name."""
    return _WORD.fullmatch(value) is not None and _SURNAME.search(value) is not None and not is_first_name(value)


@lru_cache(maxsize=20_000)
def is_city(value: str) -> bool:
    """Say whether the value is a city that is known."""
    return cities.is_known(value)


@lru_cache(maxsize=20_000)
def is_region(value: str) -> bool:
    """Say whether the value is a region, unless a city is called so too."""
    return regions.find(value) is not None and not cities.is_known(value)


def is_address(value: str) -> bool:
    """Say whether the value has a street, or a house with its number."""
    words = {word.lower() for word in _WORDS.findall(value)}
    if words.isdisjoint(STREETS) or not any(len(word) > 3 for word in words):
        return False
    return has_digit(value) or (len(words) == 2 and not words.isdisjoint(SURE_STREETS))


def is_house(value: str) -> bool:
    """Say whether the value is rather a street with the number of a house, though none of both is said: «Мира 12»."""
    return _HOUSE.fullmatch(value) is not None


def is_local_phone(value: str) -> bool:
    """Say whether the value may be a phone without the code of its city."""
    return _LOCAL.fullmatch(value) is not None or holds_phone(value)


def is_telegram(value: str) -> bool:
    """Say whether the value is a name or a link of Telegram."""
    return ("@" in value or "/" in value) and _TELEGRAM.fullmatch(value) is not None


def is_vk(value: str) -> bool:
    """Say whether the value is a link to VK."""
    return "/" in value and _VK.fullmatch(value) is not None


def is_whatsapp(value: str) -> bool:
    """Say whether the value is a link to WhatsApp."""
    return "/" in value and _WHATSAPP.fullmatch(value) is not None


def is_time_zone(value: str) -> bool:
    """Say whether the value names a time zone or a difference to one."""
    return _ZONE.fullmatch(value) is not None


def is_kpp(value: str) -> bool:
    """Say whether the value is built like a KPP."""
    return _KPP.fullmatch(value.removesuffix(".0")) is not None


def holds_phone(value: str) -> bool:
    """Say whether a phone stands in the value, beside words or other phones too."""
    bare = _LABEL.sub("", value.removesuffix(".0"))
    if is_phone(bare):
        return True
    return any(is_phone(run) or _is_city_phone(run) for run in _RUN.findall(bare))


def _is_city_phone(run: str) -> bool:
    return run.startswith("(") and len(digits_of(run)) == 10 and digits_of(run)[0] in "3489"


def is_old_day(value: str) -> bool:
    """Say whether the value is a day on which a client of today may have been born."""
    if (short := _SHORT_DATE.fullmatch(value)) is not None:
        return is_date(value) and int(short[1]) >= _OLD
    years = [value[:4]] if _EIGHT.fullmatch(value) else _YEAR.findall(value)
    return (is_date(value) or _SPOKEN_DATE.fullmatch(value) is not None) and any(1900 < int(at) < 2010 for at in years)


def is_moment(value: str) -> bool:
    """Say whether the value is a day of late with a time: programs write such when they make something."""
    return _CLOCK.search(value) is not None and any(2005 < int(year) < 2100 for year in _YEAR.findall(value))


def is_post(value: str) -> bool:
    """Say whether the value is a post: one of its first words is known from posts."""
    words = [word.lower() for word in _WORDS.findall(value)[:2]]
    return len(value) <= _LONGEST_POST and any(word.startswith(POSTS) for word in words)


def is_state(value: str) -> bool:
    """Say whether the value is a state of work with a client."""
    words = [word.lower() for word in _WORDS.findall(value)]
    said = [word for word in words if word not in _SMALL_WORDS]
    return 0 < len(said) <= 4 and sum(word in STATES for word in said) * 2 >= len(said)


def is_heat(value: str) -> bool:
    """Say whether the value says how near a client is to buying."""
    return value.lower().partition(" ")[0] in HEATS


def is_age(value: str) -> bool:
    """Say whether the value is an age that a client may have."""
    return value.isdecimal() and len(value) == 2 and value >= "14"


def is_code(value: str) -> bool:
    """Say whether the value is built like a number that a program gives to its records."""
    return _CODE.fullmatch(value) is not None


def is_source(value: str) -> bool:
    """Say whether the value is a way in which clients come."""
    words = [word.lower() for word in _WORDS.findall(value)]
    return 0 < len(words) <= 4 and (value.lower() in SOURCES or any(word in SOURCES for word in words))


def is_remark(value: str) -> bool:
    """Say whether the value is three words or more, or asks or shouts."""
    return (" " in value and len(_WORDS.findall(value)) >= 3) or value.endswith(("?", "!"))


def is_long(value: str) -> bool:
    """Say whether the value is a sentence rather than a name."""
    return value.count(" ") >= 3


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
    return _DIGIT.search(value) is not None


def has_words(value: str) -> bool:
    """Say whether there are two words or more."""
    return " " in value or value.count(".") > 1
