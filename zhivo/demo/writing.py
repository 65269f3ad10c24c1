"""How people write the same thing down: names, phones, sums, managers."""

from __future__ import annotations

from datetime import date
from random import Random

from zhivo.demo import words
from zhivo.demo.cast import Client, Person


def name(dice: Random, person: Person) -> str:
    """Write a name whole, with initials, the other way round, shortened, mistyped or in capitals."""
    last, first, patronymic = person.last, person.first, person.patronymic
    ways = {
        person.whole: 36,
        f"{last} {first}": 15,
        f"{first} {last}": 11,
        f"{last} {first[0]}.{patronymic[0]}.": 10,
        f"{last} {first[0]} {patronymic[0]}": 4,
        f"{last} {first[0]}": 2,
        f"{first} {patronymic}": 4,
        mistyped(dice, last) + f" {first} {patronymic}": 5,
        person.whole.upper(): 3,
        person.whole.lower(): 3,
        f"{words.SHORT.get(first, first)} {last}": 3,
        f"{words.latin(first).title()} {words.latin(last).title()}": 2,
        f" {last}  {first} ": 2,
    }
    return dice.choices(list(ways), list(ways.values()))[0]


def mistyped(dice: Random, word: str) -> str:
    """Write a word with one slip: letters swapped, one lost, one twice, о for а."""
    at = dice.randrange(1, len(word) - 1)
    return dice.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + {"о": "а", "а": "о", "е": "и", "и": "е"}.get(word[at], word[at] * 2) + word[at + 1 :],
        ]
    )


def phone(dice: Random, ten: str) -> str:
    """Write ten digits in one of a dozen ways."""
    a, b, c, d = ten[:3], ten[3:6], ten[6:8], ten[8:]
    ways = {
        f"+7 {a} {b}-{c}-{d}": 20,
        f"+7{ten}": 16,
        f"8{ten}": 14,
        f"8 ({a}) {b}-{c}-{d}": 12,
        f"+7 ({a}) {b}-{c}-{d}": 10,
        f"8({a}){b}{c}{d}": 7,
        f"8-{a}-{b}-{c}-{d}": 6,
        ten: 5,
        f"7{ten}": 4,
        f"8 {a} {b} {c} {d}": 4,
        f"т.8{ten}": 1,
    }
    return dice.choices(list(ways), list(ways.values()))[0]


def aside(dice: Random, person: Person) -> str:
    """Return a note that now and then follows a phone in the same cell."""
    return dice.choice([f", {words.SHORT.get(person.first, person.first).lower()}", " раб", " доб. 12", " (вечером)"])


def firm(dice: Random, client: Client) -> str:
    """Write a firm with its form, without it, in quotes or in capitals."""
    owner = f"{client.person.last} {client.person.first[0]}.{client.person.patronymic[0]}."
    bare = client.name
    ways = {
        f"{client.kind} «{bare}»".strip(): 24,
        f"{client.form} «{bare}»": 20,
        f'{client.form} "{bare}"': 16,
        f"{bare} {client.form}": 10,
        bare: 14,
        f"{client.kind} {bare}".strip(): 8,
        bare.upper(): 3,
        f"{bare}, {client.city}": 3,
    }
    if client.form == "ИП":
        ways |= {f"ИП {owner}": 40, f"ИП {client.person.whole}": 15, f"ИП «{bare}»": 0, f'ИП "{bare}"': 0}
    return dice.choices(list(ways), list(ways.values()))[0]


def manager(dice: Random, whole: str) -> str:
    """Write a manager as colleagues do; some clients still stand under somebody who left."""
    first, last = whole.split()
    if dice.random() < 0.05:
        return dice.choice(["Смирнова (ув.)", "офис", ""])
    return dice.choices([last, f"{last} {first[0]}.", first, first.lower(), whole], [40, 20, 18, 8, 14])[0]


def day(dice: Random, value: date) -> str:
    """Write a day with points, with a short year, as a database does."""
    ways = {f"{value:%d.%m.%Y}": 60, f"{value:%d.%m.%y}": 20, f"{value:%Y-%m-%d}": 12, f"{value:%d/%m/%Y}": 8}
    return dice.choices(list(ways), list(ways.values()))[0]


def money(dice: Random, value: int) -> str | int:
    """Write a sum as a number or as somebody in a hurry does."""
    spaced = f"{value:,}".replace(",", "\u00a0")
    ways: list[str | int] = [value, f"{spaced},00", f"{value}р", f"{spaced} ₽", f"{round(value / 1000)} т.р."]
    return dice.choices(ways, [60, 18, 9, 8, 5])[0]


def city(dice: Random, value: str) -> str:
    """Write a city with «г.», in small letters or capitals."""
    return dice.choices([value, f"г. {value}", f"г.{value}", value.lower(), value.upper()], [60, 18, 8, 9, 5])[0]


def remark(dice: Random, client: Client) -> str:
    """Write what a manager notes; much of it belongs into a field of its own."""
    person = client.person
    relative = dice.choice(["жене", "мужу", "бухгалтеру", "сменщице"])
    hidden = [
        f"звонить {relative} 8 900 000 {dice.randrange(10, 99)} {dice.randrange(10, 99)}",
        f"счета на {client.email or 'buh' + str(dice.randrange(10, 99)) + '@bk.example'}",
        f"ДР {person.birthday:%d.%m}" if person.birthday else "ДР в мае",
        f"решает {dice.choice(list(words.MEN))}, снабжение",
        f"инн {client.inn}" if client.inn else "инн потом",
        f"интересуют {dice.choice(words.GOODS)}",
    ]
    return dice.choice(hidden) if dice.random() < 0.25 else dice.choice(words.REMARKS)
