"""Purchases on the pages: the draft's switch, what an import did, its rows, the client's card."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.purchase_rows import buy, order
from tests.web.cast import World
from tests.web.imports.files import draft
from zhivo.clients.models import Client
from zhivo.intake import batches, drops, preflight
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
ORDERS = "Номер заказа;Дата;Контрагент;Сумма\n1;01.02.2024;Иванов Иван;100\n2;02.02.2024;Юдина Ольга;-50\n"
NBSP = "\u00a0"


def chosen(text: str) -> list[str]:
    return re.findall(r'<option value="([^"]*)" selected>', text.split("</table>")[0])


def test_a_file_that_looks_like_purchases_is_offered_as_such_and_turned_by_one_press(
    owner: Browser, world: World
) -> None:
    batch = draft(world.people["owner"], "заказы.csv", ORDERS)

    before = owner.get(f"/imports/{batch.pk}/").content.decode()
    owner.post(f"/imports/{batch.pk}/", {"what": ["purchases", "clients"], "field": batch.mapping, "source": "заказы"})
    after = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert "Похоже на список покупок" in before
    assert "Похоже на список покупок" not in after
    assert chosen(after) == ["number", "at", "full_name", "amount"]
    assert 'value="purchases" checked' in after


def test_a_list_of_clients_is_not_taken_for_purchases(owner: Browser, world: World) -> None:
    batch = draft(world.people["owner"])

    assert "Похоже на список" not in owner.get(f"/imports/{batch.pk}/").content.decode()


def test_purchases_without_a_date_do_not_begin(owner: Browser, world: World) -> None:
    batch = draft(world.people["owner"], "заказы.csv", ORDERS)
    owner.post(f"/imports/{batch.pk}/", {"what": "purchases", "source": "заказы"})

    answer = owner.post(
        f"/imports/{batch.pk}/run/",
        {"what": "purchases", "field": ["number", "-", "full_name", "amount"], "source": "заказы"},
    )

    assert answer.status_code == 422
    assert "Ни один столбец не назван датой покупки" in answer.content.decode()
    assert Batch.objects.get(pk=batch.pk).state == "draft"


def test_the_numbers_of_an_import_lead_to_its_rows(owner: Browser, world: World) -> None:
    buy(order("1"), order("2"))
    batch = buy(order("1"), order("2", "70"), order("3"), order("4", "abc"))

    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    sums = [int(number) for number in re.findall(r'class="t-num-2[^"]*">([^<]*)<', text)]
    assert sums == [1, 1, 1, 1, 0, 0, 1, 1, 4]
    for outcome, what in (("bought", "новая покупка"), ("changed", "изменила известную"), ("refused", "это не число")):
        rows = owner.get(f"/imports/{batch.pk}/rows/?outcome={outcome}").content.decode()
        assert what in rows
        assert rows.count('class="r i3 tn"') == 1


def test_the_card_tells_the_purchases(owner: Browser, world: World) -> None:
    buy(
        order("2041", "46900", product="Стакан 350 мл", quantity="12", price="", paid="да"),
        order("C7", "-150,50", product="", quantity="", price="", paid=""),
        order("9", "10", product="", quantity="", price="", paid="", currency="USD"),
    )
    client = Client.objects.order_by("pk").last()

    text = owner.get(f"/clients/{client.pk}/").content.decode()

    assert f"Заказ № 2041, 46{NBSP}900{NBSP}₽" in text
    assert "Стакан 350 мл × 12" in text
    assert f"Возврат № C7, −150,50{NBSP}₽" in text
    assert f"46{NBSP}749,50{NBSP}₽" in text
    assert f"10{NBSP}$" in text
    assert ">00:00<" not in text
    narrowed = owner.get(f"/clients/{client.pk}/?feed=purchase").content.decode()
    assert "Заказ № 2041" in narrowed
    assert "Пришёл из файла" not in narrowed


def test_what_purchases_will_do_is_told_with_its_rows(owner: Browser, world: World) -> None:
    batch = draft(world.people["owner"], "заказы.csv", ORDERS.replace("-50", "abc"))
    batch = batches.choose(batch=batch, what="purchases")
    drop = drops.of(batch)
    preflight.begin(drop)

    preflight.run(drop.pk)

    page = f"/imports/drops/{drop.pk}/consequences/"
    text = owner.get(page).content.decode()
    assert "строка новых покупок" in text
    rows = owner.get(f"{page}rows/?of=bought").content.decode()
    assert "новая покупка" in rows
    assert "это не число" in owner.get(f"{page}rows/?of=refused").content.decode()
    for url, number in re.findall(r'<a href="([^"#]*/rows/[^"]*)"><div class="t-num-2[^"]*">(\d+)<', text):
        assert owner.get(url).content.decode().count('<td class="r i3 tn">') == int(number), url


def test_what_is_doubtful_in_a_client_whom_purchases_name_opens_its_row(owner: Browser, world: World) -> None:
    text = "Номер;Дата;Клиент;Телефон;Сумма\n1;01.02.2024;Крюков Лев;12;5\n2;02.02.2024;Крюков Лев;12;8\n"
    batch = draft(world.people["owner"], "заказы.csv", text)
    batch = batches.choose(batch=batch, what="purchases")
    batch = batches.choose(batch=batch, mapping=["number", "at", "full_name", "phone", "amount"])
    drop = drops.of(batch)
    preflight.begin(drop)

    found = preflight.run(drop.pk)
    done = buy(*({"number": str(n), "at": "01.02.2024", "full_name": "Крюков Лев", "phone": "12"} for n in (1, 2)))

    assert found is not None
    (reason,) = found.counts[str(batch.pk)]["reasons"]
    assert done.reasons == {reason: 1}
    for page in (
        f"/imports/drops/{drop.pk}/consequences/rows/?of={reason}",
        f"/imports/{done.pk}/rows/?reason={reason}",
    ):
        assert owner.get(page).content.decode().count('<td class="r i3 tn">') == 1, page


def test_rows_of_purchases_of_somebody_elses_client_are_kept_back_written_or_not(world: World, log_in: LogIn) -> None:
    strange = {"client": "", "phone": "+79990001122"}
    done = buy(order("1", "100", **strange), order("2", "abc", **strange))
    batch = draft(world.people["owner"], "заказы.csv", "Номер;Дата;Телефон;Сумма\n1;01.02.2024;+79990001122;5\n2;;;8\n")
    batch = batches.choose(batch=batch, what="purchases", mapping=["number", "at", "phone", "amount"])
    drop = drops.of(batch)
    preflight.begin(drop)
    preflight.run(drop.pk)
    pages = (f"/imports/{done.pk}/rows/", f"/imports/drops/{drop.pk}/consequences/rows/")

    head, owner = (log_in(world.people[who]) for who in ("head", "owner"))

    for page in pages:
        assert "01.02.2024" in owner.get(page).content.decode()
        assert "01.02.2024" not in head.get(page).content.decode()
        assert "<td>8</td>" not in head.get(page).content.decode()
    questions = f"/imports/{batch.pk}/questions.csv"
    sent = [b"".join(who.get(questions).streaming_content).decode() for who in (owner, head)]  # type: ignore[attr-defined]
    assert [text.count("\r\n") for text in sent] == [2, 1]
    assert owner.get(f"/imports/{done.pk}/refused.csv").status_code == 200
    assert head.get(f"/imports/{done.pk}/refused.csv").status_code == 404
    assert "refused" not in head.get(f"/imports/{done.pk}/").content.decode().replace("outcome=refused", "")
