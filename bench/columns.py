"""How many columns are known by their values alone: `python -m bench.columns --seed 7 --tables 120`.

Tables of made-up clients with headers that say nothing («Столбец 9», «f7»), with none, or with slang and slips. Words
are in two halves: `tuning` ones may be looked at while the guessing is worked on, `held out` ones only count.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import django
from stdnum.ru import inn as inns
from stdnum.ru import ogrn as ogrns

from bench import words
from zhivo.intake.headers import guess

ROWS = 40
OWN = "own"
Maker = Callable[[random.Random, "World"], str]


@dataclass(frozen=True)
class World:
    """One half of the words."""

    posts: list[str]
    states: list[str]
    sources: list[str]
    tags: list[str]
    comments: list[str]
    streets: list[str]
    managers: list[str]
    products: list[str]
    surnames: list[str]
    cities: list[str]
    regions: list[str]


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


TUNING = World(
    posts=_list("директор;менеджер по продажам;бухгалтер;главный инженер;закупщик;Генеральный директор;специалист"),
    states=_list("новый;в работе;отказ;закрыт;думает;согласование договора"),
    sources=_list("сайт;Авито;рекомендация;выставка;холодный звонок;Яндекс.Директ"),
    tags=_list("VIP;опт;розница;дилер;должник"),
    comments=_list(
        "просил перезвонить после обеда в среду;жена решает, звонить вечером;хочет скидку на второй заказ и доставку;"
        "постоянный клиент, берёт раз в месяц на склад;не туда попали, но интересуется каталогом;ждёт счёт до пятницы"
    ),
    streets=_list("ул. Мира;пр-т Ленина;ул. Садовая;пер. Тихий;ул. Гагарина;наб. Волжская"),
    managers=_list("Белова Анна;Ветров Олег;Лунина Мария;Панов Илья"),
    products=_list("кресло офисное;стол письменный;шкаф-купе;лампа настольная"),
    surnames=words.SURNAMES[0:300:2],
    cities=words.CITIES[0::2],
    regions=_list("Самарская область;Республика Татарстан;Краснодарский край;Московская обл.;Тверская область"),
)
HELD_OUT = World(
    posts=_list(
        "коммерческий директор;руководитель отдела закупок;главбух;старший менеджер;экономист;логист;собственник"
        ";инженер"
    ),
    states=_list("первичный контакт;переговоры;успешно реализовано;потенциальный;действующий;архив"),
    sources=_list("Instagram;звонок с рекламы;знакомые;2ГИС;контекстная реклама;визитка;ВКонтакте"),
    tags=_list("постоянный;партнёр;горячий;новичок;регион;тендер"),
    comments=_list(
        "договорились встретиться на следующей неделе в офисе;попросил прислать прайс на почту сегодня;"
        "недоволен сроками, обещали компенсацию;у них свой поставщик, вернуться осенью;бюджет утвердят в конце года,"
        " набрать в декабре;переезжают в новый офис, нужна мебель;сын забирает заказ сам по субботам"
    ),
    streets=_list("ул. Лесная;бульвар Победы;ул. 8 Марта;Московское шоссе;проспект Кирова;улица Чехова"),
    managers=_list("Зимин Лев;Дёмина Ольга;Кац Юрий;Остапенко Римма;Шульга Пётр"),
    products=_list("плитка напольная;обои флизелиновые;краска белая;ламинат дуб;дверь входная"),
    surnames=words.SURNAMES[1:600:3],
    cities=words.CITIES[1::2],
    regions=_list("Свердловская область;Пермский край;Респ. Башкортостан;Ростовская обл;Омская область;Алтайский край"),
)


def _person(draw: random.Random, world: World) -> tuple[str, str, str]:
    at = draw.randrange(len(words.MALE))
    if draw.random() < 0.5:
        return draw.choice(world.surnames), words.MALE[at], draw.choice(words.PATRONYMICS)
    patronymic = words.feminine_patronymic(draw.choice(words.PATRONYMICS))
    return words.feminine(draw.choice(world.surnames)), draw.choice(words.FEMALE), patronymic


def _digits(draw: random.Random, length: int) -> str:
    return "".join(str(draw.randrange(10)) for _ in range(length))


def _full_name(style: int) -> Maker:
    def make(draw: random.Random, world: World) -> str:
        last, first, middle = _person(draw, world)
        ways = (f"{last} {first} {middle}", f"{first} {last}", f"{last} {first[0]}.{middle[0]}.", f"{last} {first}")
        return ways[style] if draw.random() < 0.8 else draw.choice(ways)

    return make


def _phone(style: int) -> Maker:
    def make(draw: random.Random, world: World) -> str:
        code, rest = draw.choice(words.PREFIXES), _digits(draw, 7)
        spaced = f"{rest[:3]}-{rest[3:5]}-{rest[5:]}"
        ways = (
            f"+7{code}{rest}",
            f"8 ({code}) {spaced}",
            f"8{code}{rest}",
            f"{code}{rest}",
            f"+7 {code} {rest[:3]} {rest[3:5]} {rest[5:]}, 8{draw.choice(words.PREFIXES)}{_digits(draw, 7)}",
            f"8-{code}-{spaced} {draw.choice(('Анна', 'офис', 'доб. 12', 'вечером'))}",
            f"(4{_digits(draw, 2)}) {spaced}",
        )
        return ways[style] if draw.random() < 0.7 else draw.choice(ways)

    return make


def _email(draw: random.Random, world: World) -> str:
    last, first, _ = _person(draw, world)
    name = draw.choice([f"{first[0]}.{last}", f"{last}{draw.randrange(99)}", last])
    return f"{words.latin(name).lower()}@{draw.choice(words.MAIL)}"


def _checked(length: int, is_valid: Callable[[str], bool], begins: str) -> Maker:
    def make(draw: random.Random, world: World) -> str:
        while True:
            number = draw.choice(begins) + _digits(draw, length - 1)
            if is_valid(number):
                return number

    return make


def _firm(style: int) -> Maker:
    def make(draw: random.Random, world: World) -> str:
        name = draw.choice(words.FIRM_BEGINS) + draw.choice(words.FIRM_ENDS).lower()
        form = draw.choice(words.FORMS)
        ways = (f"{form} «{name}»", f'{form} "{name}"', f"{name} {form}", f"{words.LONG_FORMS[form]} «{name}»")
        return ways[style] if draw.random() < 0.85 else draw.choice((*ways, name))

    return make


def _day(first: int, last: int, style: int, *, with_time: bool = False) -> Maker:
    def make(draw: random.Random, world: World) -> str:
        day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(first, last)
        text = (f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{day}.{month}.{year % 100:02}")[style]
        return f"{text} {draw.randint(8, 20)}:{draw.randint(0, 59):02}" if with_time else text

    return make


def _pick(of: str, *more: str) -> Maker:
    return lambda draw, world: draw.choice([*getattr(world, of), *more])


def _one_of(text: str) -> Maker:
    return lambda draw, world: draw.choice(_list(text))


def _address(draw: random.Random, world: World) -> str:
    street = f"{draw.choice(world.streets)}, {draw.choice(('', 'д. '))}{draw.randint(1, 150)}"
    flat = draw.choice(("", f", кв. {draw.randint(1, 200)}", f"-{draw.randint(1, 90)}"))
    return draw.choice((f"{draw.choice(world.cities)}, ", f"г. {draw.choice(world.cities)}, ", "")) + street + flat


def _tags(draw: random.Random, world: World) -> str:
    return ", ".join(draw.sample(world.tags, draw.randint(1, 3)))


def _comment(draw: random.Random, world: World) -> str:
    return f"{draw.choice(world.comments)}{draw.choice(('', '.', ' (' + str(draw.randint(1, 9)) + ')', ' — срочно'))}"


def _part(at: int) -> Maker:
    return lambda draw, world: _person(draw, world)[at]


def _link(before: str) -> Maker:
    return lambda draw, world: before + words.latin(_person(draw, world)[0]).lower() + _digits(draw, 2)


def _messenger(draw: random.Random, world: World) -> str:
    return f"https://wa.me/7{draw.choice(words.PREFIXES)}{_digits(draw, 7)}"


def _kpp(draw: random.Random, world: World) -> str:
    return f"{draw.randint(1, 92):02}{_digits(draw, 2)}01001"


# Kinds that can be known by their values: field -> makers, one of which makes a whole column.
KNOWN: dict[str, list[Maker]] = {
    "full_name": [_full_name(style) for style in range(4)],
    "last_name": [_part(0)],
    "first_name": [_part(1)],
    "patronymic": [_part(2)],
    "phone": [_phone(style) for style in range(7)],
    "email": [_email],
    "inn": [_checked(10, inns.is_valid, "123567"), _checked(12, inns.is_valid, "123567")],
    "ogrn": [_checked(13, ogrns.is_valid, "15"), _checked(15, ogrns.is_valid, "3")],
    "kpp": [_kpp],
    "company": [_firm(style) for style in range(4)],
    "city": [_pick("cities"), lambda draw, world: f"г. {draw.choice(world.cities)}"],
    "region": [_pick("regions")],
    "address": [_address],
    "birthday": [_day(1945, 2004, style) for style in range(2)],
    "sex": [_one_of("м;ж"), _one_of("мужской;женский"), _one_of("M;F"), _one_of("муж;жен")],
    "comment": [_comment],
    "position": [_pick("posts")],
    "tags": [_tags],
    "responsible": [_pick("managers")],
    "source": [_pick("sources")],
    "status": [_pick("states")],
    "telegram": [_link("@"), _link("https://t.me/"), _link("t.me/")],
    "vk": [_link("https://vk.com/"), _link("vk.com/")],
    "whatsapp": [_messenger],
    "time_zone": [_one_of("UTC+3;UTC+4;UTC+5"), _one_of("МСК;МСК+1;МСК+2"), _one_of("Europe/Moscow;Asia/Omsk")],
}
# Kinds that values cannot tell: what counts there is only that a wrong answer is not a sure one.
UNKNOWABLE: dict[str, list[Maker]] = {
    "created_on": [_day(2019, 2026, style, with_time=with_time) for style in range(3) for with_time in (False, True)],
    "age": [lambda draw, world: str(draw.randint(18, 75))],
    "source_id": [lambda draw, world: _digits(draw, 6), lambda draw, world: f"К-{_digits(draw, 5)}"],
    OWN: [
        lambda draw, world: str(draw.randint(1, 900) * 100),
        lambda draw, world: f"{draw.randint(1, 90)} {draw.randint(100, 999)},{draw.randint(0, 99):02}",
        _pick("products"),
        _one_of("да;нет"),
        lambda draw, world: f"Д-{draw.randint(1, 999)}/{draw.randint(19, 26)}",
        lambda draw, world: str(draw.randint(1, 5)),
        _link("https://shop.example/card/"),
        _day(2025, 2027, 0),
    ],
}
SLANG: dict[str, list[str]] = {
    "full_name": ["Контактик", "кто", "человек", "Имечко", "зовут", "ФИОшка", "Персона"],
    "last_name": ["Фам", "фамилиё", "Фамлия"],
    "first_name": ["Имечко", "звать", "Имяя"],
    "patronymic": ["Отч", "по батюшке", "Очество"],
    "phone": ["тел. моб", "Контактик", "труба", "телефн", "мобилочка", "звонить сюда", "номерок"],
    "email": ["мыло", "емайлик", "ящик для писем", "e-mial", "Почтаа"],
    "inn": ["ИННН", "налоговый", "нал. номер"],
    "ogrn": ["ОГРНН", "рег. номер"],
    "kpp": ["КППП", "код причины"],
    "company": ["Фирмочка", "Конторa", "Организацыя", "юрик", "где трудится"],
    "city": ["Горд", "городок", "откуда", "место"],
    "region": ["Регоин", "край света", "субъект федерации"],
    "address": ["Адресок", "куда везти", "Адресс", "прописка"],
    "birthday": ["ДР", "днюха", "Дата рожд-я", "родился(ась)"],
    "sex": ["М/Ж", "пол клиента", "гендер"],
    "comment": ["заметочка", "что сказал", "Коментарий", "примечанье", "о клиенте"],
    "position": ["Должнсть", "кем трудится", "роль"],
    "tags": ["Меточки", "тэг", "ярлычки"],
    "responsible": ["Кто ведет", "чей клиент", "Мендежер", "ведущий"],
    "source": ["откуда", "Источнк", "как нашёл", "каналец"],
    "status": ["Статс", "на каком этапе", "состояньице"],
    "telegram": ["телега", "тг", "ник"],
    "vk": ["вкашечка", "ВК", "соцсеть"],
    "whatsapp": ["вацап", "ватсапп", "мессенджер"],
    "time_zone": ["пояс", "таймзона", "время клиента"],
}
NAMELESS = ["Столбец {n}", "f{n}", "Поле", "", "Column{n}", "Поле {n}", "x{n}", "данные", "col_{n}", "Field {n}"]


@dataclass
class Score:
    """What came of it: counts by kind, and the wrong answers with how sure they were."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[float, str, str, str]] = field(default_factory=list)
    too_sure: int = 0
    columns: int = 0

    @property
    def share(self) -> float:
        """Right answers of the columns that can be known."""
        right, wrong = sum(self.right.values()), sum(self.wrong.values())
        return right / max(1, right + wrong)


def table(draw: random.Random, world: World, *, named: str) -> tuple[list[str], list[str], list[list[str]]]:
    """Make fields, headers and rows; `named` is "nothing", "nameless" or "slang"."""
    kinds = draw.sample(list(KNOWN), draw.randint(5, 12))
    if "full_name" in kinds:  # a table has the whole name or its parts
        kinds = [kind for kind in kinds if kind not in ("last_name", "first_name", "patronymic")]
    kinds += draw.sample(list(UNKNOWABLE), draw.randint(0, 2))
    draw.shuffle(kinds)
    columns = []
    for kind in kinds:
        make, filled = draw.choice((KNOWN | UNKNOWABLE)[kind]), draw.choice((1.0, 0.9, 0.5))
        columns.append(
            [make(draw, world) if draw.random() < filled else draw.choice(("", "", "-")) for _ in range(ROWS)]
        )
    headers = []
    for number, kind in enumerate(kinds, 1):
        slang = SLANG.get(kind, NAMELESS) if named == "slang" else NAMELESS
        headers.append("" if named == "nothing" else draw.choice(slang).format(n=number))
    return kinds, headers, [list(row) for row in zip(*columns, strict=True)]


def score(*, seed: int, tables: int, world: World) -> Score:
    """Guess so many tables and count."""
    found = Score()
    for number in range(tables):
        draw = random.Random(f"{seed}:{number}")
        named = ("nothing", "nameless", "slang")[number % 3]
        kinds, headers, rows = table(draw, world, named=named)
        for kind, header, one in zip(kinds, headers, guess(header=headers, sample=rows), strict=True):
            count(found, kind=kind, header=header, answer=one.field, confidence=one.confidence)
    return found


def count(found: Score, *, kind: str, header: str, answer: str, confidence: float) -> None:
    """Add one column to the score."""
    said = OWN if answer.startswith("attribute:") or answer == "-" else answer
    found.columns += 1
    if said != kind:
        found.too_sure += confidence >= 0.9
        found.faults.append((confidence, kind, header, said))
    if kind in KNOWN:
        (found.right if said == kind else found.wrong)[kind] += 1


def main(arguments: list[str] | None = None) -> int:
    """Print the scores of both halves."""
    parser = argparse.ArgumentParser(prog="python -m bench.columns", description="Columns known by their values.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tables", type=int, default=120)
    parser.add_argument("--faults", type=int, default=0, help="so many wrong answers of the tuning half")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhivo.settings")
    django.setup()
    for name, world in (("tuning", TUNING), ("held out", HELD_OUT)):
        found = score(seed=asked.seed, tables=asked.tables, world=world)
        sys.stdout.write(f"{name}: {found.share:.1%} right of {sum((found.right + found.wrong).values())} columns, ")
        sys.stdout.write(f"{found.too_sure} wrong ones at 0.9 and more of {found.columns}\n")
        for kind, wrong in found.wrong.most_common(10):
            sys.stdout.write(f"  {kind}: {wrong} wrong of {wrong + found.right[kind]}\n")
        if world is TUNING:
            for fault in sorted(found.faults, reverse=True)[: asked.faults]:
                sys.stdout.write(f"    {fault}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
