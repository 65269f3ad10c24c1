"""The made-up company of the demo base and the people who work there."""

from __future__ import annotations

from dataclasses import dataclass

FIRM = "Тара и Ко"
SALES = "Отдел продаж"


@dataclass(frozen=True)
class Colleague:
    """A user of the demo base: name, log-in, keys of roles, and the team if any."""

    name: str
    email: str
    roles: tuple[str, ...]
    team: str | None = None


PEOPLE = (
    Colleague("Вера Лапина", "vera@tara.example", ("owner", "administrator")),
    Colleague("Борис Тихонов", "boris@tara.example", ("head",), SALES),
    Colleague("Анна Белова", "anna@tara.example", ("manager",), SALES),
    Colleague("Олег Ветров", "oleg@tara.example", ("manager",), SALES),
    Colleague("Мария Лунина", "maria@tara.example", ("manager",), SALES),
    Colleague("Инна Сомова", "inna@tara.example", ("marketer",)),
)
HEADS = {SALES: "boris@tara.example"}  # who leads a team
