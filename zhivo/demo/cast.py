"""Who the demo clients really are: firms with their people, families, private persons; the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhivo.demo import words

MANAGERS = ("Анна Белова", "Олег Ветров", "Мария Лунина")
_FIRMS = 540
_PERSONS = 700
_FAMILIES = 110
_LATEST = date(2026, 11, 20)

# Clients that the screens and the guide speak of; the phones are invented.
_KNOWN_FIRMS = """
Пекарня|Хлебный дом|Самара|ИП|Мельник Светлана Игоревна|управляющая|9000003608|Анна Белова
Кофейня|Полярная|Самара|ООО|Саблин Игорь Валентинович|собственник|9000001240|Олег Ветров
|Ромашка|Самара|ООО|Карелина Ирина Олеговна|закупки|9000007013|Анна Белова
|Гаджиев|Самара|ИП|Гаджиев Рустам Магомедович|директор|9000002718|Анна Белова
Кондитерская|Мирабель|Тольятти|ООО|Левицкая Яна Борисовна|технолог|9000004519|Олег Ветров
Столовая|№ 7|Тольятти|МУП|Кулагина Раиса Фёдоровна|снабжение|9000005326|Мария Лунина
Сеть|Лапша и точка|Самара|ООО|Туманов Кирилл Андреевич|закупки|9000006173|Олег Ветров
Сеть|Лапша и точка|Уфа|ООО|Гайсин Тимур Русланович|директор|9000006174|Олег Ветров
Фермерская лавка|Изба|Сызрань|ИП|Пастухов Степан Ильич|собственник|9000008127|Олег Ветров
Пиццерия|Дровяная печь|Самара|ООО|Орехов Денис Павлович|шеф-повар|9000009152|Анна Белова
|Чайный двор|Казань|ООО|Закирова Гузель Тимуровна|товаровед|9000001873|Мария Лунина
Пиццерия|Тесто|Самара|ООО|Шубин Роман Игоревич|закупки|9000002946|Олег Ветров
Кулинария|Сытный двор|Самара|ООО|Беспалова Нина Юрьевна|директор|9000003517|Олег Ветров
|Ахметова|Казань|ИП|Ахметова Лидия Шамильевна|собственник|9000004682|Анна Белова
Кофейня|Зерно|Тольятти|ООО|Жилин Никита Олегович|администратор|9000005739|Олег Ветров
Гостиница|Волга|Самара|АО|Поспелова Вера Андреевна|снабжение|9000006824|Олег Ветров
Столовые|Ложка|Ульяновск|ООО|Лопатина Галина Сергеевна|директор|9000007935|Олег Ветров
Кондитерская|Вишня|Пенза|ООО|Кочетова Алла Дмитриевна|технолог|9000008246|Олег Ветров
Лавка|Хутор|Оренбург|ИП|Токарев Григорий Петрович|собственник|9000009357|Олег Ветров
Санаторий|Сосновый бор|Ульяновск|АО|Ширяева Тамара Викторовна|снабжение|9000001468|Мария Лунина
Салон|Уют|Самара|ООО|Забелина Ольга Юрьевна|администратор|9000002579|Мария Лунина
Салон|Уют|Пенза|ООО|Мохова Елена Ивановна|администратор|9000003681|Мария Лунина
"""
_KNOWN_PERSONS = """
Шестакова Ольга Викторовна|Самара|9000004792|olga-sh@bk.example|Анна Белова
Юдина Тамара Николаевна|Самара|9000005813||Мария Лунина
Юдин Пётр Ильич|Самара|9000005813||Мария Лунина
Кац Юрий Борисович|Самара|9000006924||Мария Лунина
Лунёв Денис Аркадьевич|Самара|9000007135|lunev.denis@mail.example|Анна Белова
Зимина Алла Фёдоровна|Тольятти|9000008251||Мария Лунина
Панов Сергей Ильич|Самара|9000009364||Мария Лунина
Ерёмина Галина Петровна|Самара|9000001579||Мария Лунина
Зайцева Надежда Петровна|Самара|9000002681|zayceva.np@list.example|Анна Белова
Зотова Марина Олеговна|Казань|9000003792||Мария Лунина
Изотова Марина Львовна|Казань|9000004813||Мария Лунина
"""

KNOWN = len(_KNOWN_FIRMS.split("\n")) + len(_KNOWN_PERSONS.split("\n")) - 4  # they stand first among the clients


@dataclass(frozen=True)
class Person:
    """A human being: names, ten digits of the mobile, an address perhaps, and the way he or she is connected."""

    last: str
    first: str
    patronymic: str
    phone: str
    email: str = ""
    birthday: date | None = None
    position: str = ""

    @property
    def whole(self) -> str:
        """Surname, first name and patronymic."""
        return f"{self.last} {self.first} {self.patronymic}"

    @property
    def is_woman(self) -> bool:
        """True for a woman, as the patronymic says."""
        return self.patronymic.endswith("на")


@dataclass(frozen=True)
class Client:
    """A firm with its people, or a private person alone (`name` is empty then)."""

    people: tuple[Person, ...]
    city: str
    manager: str
    since: date
    total: int
    name: str = ""
    kind: str = ""  # Пекарня, Кофейня
    form: str = ""
    inn: str = ""
    office: str = ""
    email: str = ""
    address: str = ""

    @property
    def person(self) -> Person:
        """The one to talk to first."""
        return self.people[0]


@dataclass
class Cast:
    """Makes the clients of the demo base one after another from one seed."""

    seed: int = 2026
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - a demo has no secrets
        known = [line.split("|")[6] for line in _KNOWN_FIRMS.strip().splitlines()]
        self._taken.update(known, (line.split("|")[2] for line in _KNOWN_PERSONS.strip().splitlines()))

    def clients(self) -> list[Client]:
        """Return all clients: those that are spoken of first, then firms, families and single persons."""
        return [*self._known(), *self._firms(), *self._families(), *(self._alone() for _number in range(_PERSONS))]

    def strangers(self, number: int) -> list[Client]:
        """Return persons who wrote once on the site and are in no other list."""
        return [self._alone() for _number in range(number)]

    def _known(self) -> Iterator[Client]:
        for line in _KNOWN_FIRMS.strip().splitlines():
            kind, name, city, form, whole, position, phone, manager = line.split("|")
            boss = self._named(whole, phone, position=position)
            yield self._firm(kind=kind, name=name, city=city, form=form, boss=boss, manager=manager)
        for line in _KNOWN_PERSONS.strip().splitlines():
            whole, city, phone, email, manager = line.split("|")
            person = self._named(whole, phone, email=email)
            yield Client((person,), city, manager, self._since(), self.dice.randrange(2_000, 300_000, 50))

    def _firms(self) -> Iterator[Client]:
        used: set[tuple[str, str]] = set()
        while len(used) < _FIRMS:
            city, name = self._city(), self.dice.choice(words.NAMES)
            if (name, city) in used:
                continue
            used.add((name, city))
            form = self.dice.choice(["ООО", "ООО", "ООО", "ИП", "ИП", "АО"])
            boss = self._person(position=self.dice.choice(words.POSITIONS))
            yield self._firm(kind=self.dice.choice(words.KINDS), name=name, city=city, form=form, boss=boss)

    def _firm(self, *, kind: str, name: str, city: str, form: str, boss: Person, manager: str = "") -> Client:
        code, region = words.CITIES[city]
        domain = f"{words.latin(name) or 'firma'}-{words.latin(city)}.example"
        if self.dice.random() < 0.5:
            boss = Person(**{**vars(boss), "email": f"{words.latin(boss.first)[0]}.{words.latin(boss.last)}@{domain}"})
        others = self.dice.choices([0, 1, 2], [55, 35, 10])[0]
        staff = [self._person(position=self.dice.choice(words.POSITIONS)) for _number in range(others)]
        house = self.dice.randrange(1, 140)
        return Client(
            people=(boss, *staff),
            city=city,
            manager=manager or self.dice.choice(MANAGERS),
            since=self._since(),
            total=self.dice.randrange(5_000, 900_000, 10),
            name=name,
            kind=kind,
            form=form,
            inn=self._inn(region, digits=12 if form == "ИП" else 10),
            office=self._number(prefix=code.ljust(6, "0")),
            email=f"{self.dice.choice(['info', 'zakaz', 'buh'])}@{domain}",
            address=f"{city}, ул. {self.dice.choice(words.STREETS)}, {house}",
        )

    def _families(self) -> Iterator[Client]:
        """Husband and wife, sometimes a child: one phone, one city, one surname."""
        for _number in range(_FAMILIES):
            phone, city, surname, manager = self._number(), self._city(), self._surname(), self.dice.choice(MANAGERS)
            for is_woman in [True, False, self.dice.random() < 0.5][: self.dice.choice([2, 2, 3])]:
                person = self._person(phone=phone, surname=surname, is_woman=is_woman)
                yield Client((person,), city, manager, self._since(), self.dice.randrange(500, 60_000, 10))

    def _alone(self) -> Client:
        person, manager = self._person(), self.dice.choice(MANAGERS)
        return Client((person,), self._city(), manager, self._since(), self.dice.randrange(500, 120_000, 10))

    def _person(
        self, *, position: str = "", phone: str = "", surname: str = "", is_woman: bool | None = None
    ) -> Person:
        dice = self.dice
        is_woman = dice.random() < 0.56 if is_woman is None else is_woman
        surname = surname or self._surname()
        father = dice.choice(list(words.MEN.values()))
        last = words.feminine(surname) if is_woman else surname
        first = dice.choice(words.WOMEN) if is_woman else dice.choice(list(words.MEN))
        patronymic = words.feminine_patronymic(father) if is_woman else father
        birthday = date(1955, 1, 1) + timedelta(days=dice.randrange(48 * 365)) if dice.random() < 0.5 else None
        box = f"{words.latin(last)}.{words.latin(first)[: dice.choice([1, 9])]}{dice.randrange(60, 99)}"
        email = f"{box}@{dice.choice(words.BOXES)}" if dice.random() < 0.45 else ""
        return Person(
            *(last, first, patronymic, phone or self._number()),
            email=email,
            birthday=birthday,
            position=position,
        )

    def _named(self, whole: str, phone: str, *, email: str = "", position: str = "") -> Person:
        last, first, patronymic = whole.split()
        return Person(last, first, patronymic, phone, email=email, position=position)

    def _surname(self) -> str:
        return self.dice.choice(words.SURNAMES)

    def _city(self) -> str:
        return self.dice.choices(list(words.CITIES), words.CITY_WEIGHTS)[0]

    def _since(self) -> date:
        return _LATEST - timedelta(days=int(self.dice.random() ** 1.5 * 7.5 * 365))

    def _number(self, *, prefix: str = "900000") -> str:
        """Ten digits nobody in the base has yet: +7 900 000-xx-xx, or a city code followed by zeros."""
        while True:
            tail = f"{self.dice.randrange(1000, 10_000)}"
            if len(set(tail)) >= 3 and prefix + tail not in self._taken:
                self._taken.add(prefix + tail)
                return prefix + tail

    def _inn(self, region: str, *, digits: int) -> str:
        """An INN with right check digits of a tax office that does not exist (its number is 00)."""
        free = digits - (5 if digits == 10 else 6)
        number = f"{region}00{self.dice.randrange(10 ** (free - 1), 10**free)}"
        if digits == 10:
            return number + _check(number, (2, 4, 10, 3, 5, 9, 4, 6, 8))
        number += _check(number, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
        return number + _check(number, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def _check(number: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) % 11 % 10)
