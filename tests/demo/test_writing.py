"""How demo people write the same thing down."""

from datetime import date
from random import Random

from zhivo.demo import writing
from zhivo.demo.cast import Cast, Client, Person


def test_a_phone_keeps_its_digits_however_it_is_written() -> None:
    dice = Random(1)

    written = {writing.phone(dice, "9000001234") for _try in range(300)}

    assert len(written) > 8
    assert all("".join(char for char in one if char.isdigit()).endswith("9000001234") for one in written)


def test_a_slip_changes_a_word_but_not_much() -> None:
    dice = Random(1)

    slips = {writing.mistyped(dice, "Карелина") for _try in range(100)} - {"Карелина"}

    assert len(slips) > 10
    assert all(abs(len(slip) - len("Карелина")) <= 1 and slip[0] == "К" for slip in slips)


def test_a_sole_trader_is_mostly_called_by_name() -> None:
    owner = Person("Пастухов", "Степан", "Ильич", "9000008127")
    firm = Client((owner,), "Сызрань", "Олег Ветров", date(2024, 1, 1), 1000, name="Изба", kind="Лавка", form="ИП")
    dice = Random(1)

    written = [writing.firm(dice, firm) for _try in range(300)]

    assert sum(one.startswith("ИП Пастухов") for one in written) > 60
    assert not any("ИП «" in one for one in written)


def test_remarks_hide_things_that_belong_into_fields() -> None:
    dice, clients = Random(1), Cast().clients()[:100]

    remarks = [writing.remark(dice, client) for client in clients]

    assert any(one.startswith("звонить") and "8 900" in one for one in remarks)
    assert any(one.startswith("инн ") for one in remarks)
