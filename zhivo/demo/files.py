"""Writes the three client lists of the demo company, each in the shape and the disorder of its kind."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from zhivo.demo import words, writing
from zhivo.demo.cast import KNOWN, Cast, Client, Person

SHEET = "Клиенты_2019-2026.xlsx"
LEDGER = "выгрузка_1С_контрагенты.csv"
REQUESTS = "заявки_с_сайта.csv"

Cell = str | int | date
_LETTER = "%d.%m.%Y"


def write(folder: Path) -> list[Path]:
    """Write the files into the folder and return their paths; they hold the same bytes in every run."""
    cast = Cast()
    clients = cast.clients()
    strangers = cast.strangers(170)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / SHEET, folder / LEDGER, folder / REQUESTS]
    _write_sheet(paths[0], _sheet(_dice(1), clients))
    _write_csv(paths[1], _ledger(_dice(2), clients), encoding="cp1251", delimiter=";")
    _write_csv(paths[2], _requests(_dice(3), clients, strangers), encoding="utf-8", delimiter=",")
    return paths


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a demo has no secrets


def _some(dice: Random, clients: Sequence[Client], share: float) -> list[Client]:
    """A share of the clients in their order; those that the screens speak of stand first and always belong."""
    return [client for place, client in enumerate(clients) if place < KNOWN or dice.random() < share]


# The list that the managers have kept by hand since 2019.

_SHEET_HEADER = [
    *("№", "Контакт", "Точка", "Тел/факс", "mail", "Адрес", "Дата", "Кто ведёт", "Статус", "Сумма", "Коммент."),
    *("", "ДР", "Следующий шаг", "Дата след. шага"),
]
_EMPTY_NAMES = ("Клиент", "Тест", "тест тест", "Покупатель", "ййй", "без имени", "Новый клиент", "asd")
_EMPTY_PHONES = ("нет", "11111", "7111111", "80000000000", "-", "уточнить", "")
_EMPTY_MAILS = ("1@example.com", "нет", "да", "test@example.com", "")


def _sheet(dice: Random, clients: Sequence[Client]) -> list[list[Cell]]:
    rows = [
        _sheet_row(dice, client, person)
        for client in _some(dice, clients, 0.82)
        for person in client.people[: 1 if dice.random() < 0.6 else None]
    ]
    again = [client for client in _some(dice, clients, 0.1) if dice.random() < 0.9]
    rows += [_sheet_row(dice, client, client.person) for client in again]
    rows += [_placeholder(dice) for _number in range(45)]
    first, rest = rows[:20], rows[20:]
    dice.shuffle(rest)
    return [list(_SHEET_HEADER), *([number, *row] for number, row in enumerate(first + rest, start=1))]


def _sheet_row(dice: Random, client: Client, person: Person) -> list[Cell]:
    step = dice.random() < 0.12
    return [
        writing.name(dice, person) if dice.random() < 0.96 else "",
        writing.firm(dice, client) if client.name and dice.random() < 0.85 else "",
        _sheet_phone(dice, client, person),
        _mail(dice, client, person),
        _place(dice, client),
        _first_day(dice, client.since),
        writing.manager(dice, client.manager),
        dice.choice(words.STATUSES) if dice.random() < 0.7 else "",
        writing.money(dice, client.total) if dice.random() < 0.6 else "",
        writing.remark(dice, client) if dice.random() < 0.55 else "",
        _inn(dice, client),
        _birthday(dice, person),
        dice.choice(words.STEPS) if step else "",
        client.since + timedelta(days=dice.randrange(20, 90)) if step and dice.random() < 0.9 else "",
    ]


def _sheet_phone(dice: Random, client: Client, person: Person) -> Cell:
    if dice.random() < 0.08:
        return dice.choice(["", "нет", "", "см. 1С"])
    ten = client.office if client.office and dice.random() < 0.25 else person.phone
    written = writing.phone(dice, ten)
    chance = dice.random()
    if chance < 0.06:
        return int(ten)  # Excel took it for a number
    if chance < 0.1:
        return f"{written}; {writing.phone(dice, client.office or person.phone)}"
    return written + writing.aside(dice, person) if chance < 0.14 else written


def _mail(dice: Random, client: Client, person: Person) -> str:
    address = person.email or (client.email if dice.random() < 0.5 else "")
    if not address:
        return dice.choice(_EMPTY_MAILS) if dice.random() < 0.08 else ""
    ways = [
        address,
        address.upper(),
        f" {address}",
        address.replace("@", " собака "),
        address.replace(".example", ",example"),
    ]
    return dice.choices(ways, [90, 4, 3, 1.5, 1.5])[0]


def _place(dice: Random, client: Client) -> str:
    if dice.random() < 0.25:
        return ""
    return client.address if client.address and dice.random() < 0.4 else writing.city(dice, client.city)


def _first_day(dice: Random, since: date) -> Cell:
    chance = dice.random()
    if chance < 0.5:
        return since
    return writing.day(dice, since) if chance < 0.9 else dice.choice(["", "0", "31.02.2022", "весна 2021"])


def _birthday(dice: Random, person: Person) -> Cell:
    if not person.birthday or dice.random() < 0.5:
        return ""
    ways: list[Cell] = [person.birthday, writing.day(dice, person.birthday), f"{person.birthday:%d.%m}", "30.02.1980"]
    return dice.choices(ways, [5, 4, 1, 0.2])[0]


def _inn(dice: Random, client: Client) -> Cell:
    if not client.inn or dice.random() < 0.4:
        return ""
    ways: list[Cell] = [int(client.inn), client.inn, client.inn[:-1], "нет"]
    return dice.choices(ways, [55, 35, 4, 6])[0]


def _placeholder(dice: Random) -> list[Cell]:
    known = [dice.choice(_EMPTY_NAMES), "", dice.choice(_EMPTY_PHONES), dice.choice(_EMPTY_MAILS)]
    return [*known, *[""] * (len(_SHEET_HEADER) - 1 - len(known))]


def _write_sheet(path: Path, rows: list[list[Cell]]) -> None:
    """The header stands in the third row, under a title, as in lists that are also printed."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 11, 20, 9, 0)})
        sheet, points = book.add_worksheet("База"), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_string(0, 0, "База клиентов «Тара и Ко»")
        for number, row in enumerate(rows, start=2):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime.combine(cell, time()), points)
                elif isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell:
                    sheet.write_string(number, place, cell)


# What 1C gives out: clean columns, old clients, the firm and its twin.

_LEDGER_HEADER = [
    *(
        "Код",
        "Наименование",
        "Полное наименование",
        "Вид контрагента",
        "ИНН",
        "КПП",
        "Телефон",
        "Адрес электронной почты",
    ),
    *("Юридический адрес", "Основной менеджер", "Дата создания", "Комментарий"),
]
_FULL_FORMS = {
    "ООО": "Общество с ограниченной ответственностью",
    "АО": "Акционерное общество",
    "МУП": "Муниципальное унитарное предприятие",
    "ИП": "Индивидуальный предприниматель",
}


def _ledger(dice: Random, clients: Sequence[Client]) -> list[list[str]]:
    chosen = [client for client in _some(dice, clients, 0.74) if client.name or dice.random() < 0.62]
    twins = [client for client in chosen if client.name and dice.random() < 0.07]
    rows = [_ledger_row(dice, client) for client in chosen] + [_ledger_row(dice, twin, is_twin=True) for twin in twins]
    dice.shuffle(rows)
    return [_LEDGER_HEADER, *([f"00-{number:08d}", *row] for number, row in enumerate(rows, start=1))]


def _ledger_row(dice: Random, client: Client, *, is_twin: bool = False) -> list[str]:
    person, is_sole = client.person, client.form == "ИП"
    name = f"{client.name} {client.form}" if client.name else person.whole
    whole = f'{_FULL_FORMS.get(client.form, "")} "{client.name}"' if client.name else person.whole
    if is_sole:
        name, whole = f"{person.last} {person.first} {person.patronymic} ИП", f"{_FULL_FORMS['ИП']} {person.whole}"
    kind = "Физическое лицо" if not client.name else "Индивидуальный предприниматель" if is_sole else "Юридическое лицо"
    ten = client.office if client.office and dice.random() < 0.7 else person.phone
    return [
        name + dice.choice([" (не использовать)", " (старый)", " (дубль)"]) if is_twin else name,
        whole,
        kind,
        client.inn if dice.random() < 0.92 else "",
        f"{client.inn[:4]}01001" if client.inn and not is_sole else "",
        writing.phone(dice, ten) if dice.random() < 0.8 else "",
        client.email or person.email if dice.random() < 0.6 else "",
        client.address,
        client.manager if dice.random() < 0.85 else "<не указан>",
        f"{client.since:{_LETTER}} {dice.randrange(8, 19)}:{dice.randrange(10, 60)}:00",
        writing.remark(dice, client) if dice.random() < 0.2 else "",
    ]


# What people typed into the form on the site.

_REQUESTS_HEADER = [
    *("id", "created_at", "name", "phone", "email", "city", "message", "utm_source", "utm_medium", "utm_campaign"),
    "consent",
]


def _requests(dice: Random, clients: Sequence[Client], strangers: Sequence[Client]) -> list[list[str]]:
    known = [client for client in clients if dice.random() < 0.21] + list(clients[:KNOWN:3])
    asking = [*known, *strangers, *dice.sample(known, 40), *dice.sample(list(strangers), 15)]
    dice.shuffle(asking)
    moments = sorted(datetime(2024, 1, 9, 8, 0) + timedelta(minutes=dice.randrange(1_500_000)) for _one in asking)
    rows = [_request(dice, client, moment) for client, moment in zip(asking, moments, strict=True)]
    return [_REQUESTS_HEADER, *([str(4100 + number), *row] for number, row in enumerate(rows))]


def _request(dice: Random, client: Client, moment: datetime) -> list[str]:
    person = dice.choice(client.people)
    is_joke = dice.random() < 0.04
    short = words.SHORT.get(person.first, person.first)
    names = [
        person.first,
        short,
        f"{person.first} {person.last}",
        person.whole,
        short.lower(),
        f"{short} {client.name}".strip(),
    ]
    wish = dice.choice(words.WISHES).format(goods=dice.choice(words.GOODS))
    return [
        f"{moment:%Y-%m-%d %H:%M:%S}",
        dice.choice(_EMPTY_NAMES) if is_joke else dice.choices(names, [30, 15, 28, 12, 8, 7])[0],
        dice.choice(_EMPTY_PHONES) if is_joke else writing.phone(dice, person.phone) if dice.random() < 0.93 else "",
        dice.choice(_EMPTY_MAILS) if is_joke else person.email if dice.random() < 0.8 else "",
        client.city if dice.random() < 0.5 else "",
        wish[:1].upper() + wish[1:],
        *dice.choice(words.CAMPAIGNS),
        "1" if dice.random() < 0.7 else "",
    ]


def _write_csv(path: Path, rows: list[list[str]], *, encoding: str, delimiter: str) -> None:
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
