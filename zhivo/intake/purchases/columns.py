"""Guesses for the columns of a table of purchases, and whether a table is one: by header, checked by its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhivo.intake import header_values as values
from zhivo.intake.fields import IGNORE, PURCHASE_FIELDS
from zhivo.intake.header_look import Look

# Headers in their normal form, the surest of a field first: of two columns the earlier one here has it.
_WORDS = """
number: номер заказа | no заказа | заказ номер | order id | order number | order no | orderid | invoice no
number: invoice number | invoice id | номер документа | номер чека | no чека | номер продажи | номер сделки
number: номер реализации | id заказа | код заказа | transaction id | receipt no | receipt number | receipt id
number: document number | номер накладной | номер счета | номер покупки | purchase id | sale id | order | заказ
number: invoice | чек | receipt | документ | transaction | регистратор
number: реализация | документ продажи | документ реализации | сделка | номер | number | no | basket id
at: дата заказа | дата покупки | дата продажи | order date | purchase date | invoice date | sale date
at: transaction date | дата документа | дата чека | дата и время | дата и время заказа | дата операции
at: дата реализации | дата отгрузки | дата время | order datetime | datetime | date time | timestamp | дата | date
at: ts | at | day | время | период | period | дата оформления | дата создания | создан | created at | created
at: date created | order created at | дата оплаты | paid at | payment date
amount: сумма заказа | сумма документа | сумма покупки | сумма продажи | сумма чека | сумма строки
amount: сумма со скидкой | order total | order amount | total amount | grand total | line total | сумма | amount
amount: total | total price | итого | сумма с ндс | итоговая сумма | общая сумма | сумма руб | всего
amount: стоимость заказа | стоимость | к оплате | выручка | revenue | sum | spend | spent | sales | sales value
amount: value | monetary | monetary value | бюджет | net amount | subtotal | payment | price total | total sum
amount: чек сумма | средний чек | оборот
currency: валюта | currency | код валюты | currency code | валюта документа | валюта заказа
paid: оплачено | сумма оплаты | оплаченная сумма | paid | paid amount | amount paid | оплата | оплачен | is paid
paid: поступило | payment amount | статус оплаты | payment status | financial status
status: статус заказа | статус | order status | status | состояние | состояние заказа | этап | статус документа
status: state
product: номенклатура | наименование товара | название товара | товар | product name | product | item name
product: lineitem name | наименование | продукт | услуга | товар услуга | название | item | description
product: product title | артикул | sku | stock code | product id | код товара
quantity: количество | кол во | колво | кол | количество товара | quantity | qty | units | шт | lineitem quantity
quantity: count | cds | объем | число | кол во шт
price: цена за единицу | цена за ед | цена товара | unit price | цена | price | lineitem price | цена со скидкой
price: цена руб | item price | цена продажи
manager: менеджер | менеджер заказа | продавец | ответственный | manager | salesperson | sales person | seller
manager: responsible | кассир | cashier | автор | кто продал
phone: телефон | телефон клиента | телефон покупателя | моб телефон | мобильный телефон | phone | customer phone
phone: mobile | phone number | контактный телефон | billing phone | тел | номер телефона | сотовый
phone: телефон получателя
email: email | email клиента | email покупателя | customer email | billing email | контактный email | client email
inn: инн | инн клиента | инн контрагента | инн покупателя | inn | tax id | инн заказчика
full_name: фио | фио клиента | фио покупателя | имя клиента | имя покупателя | клиент имя | full name
full_name: customer name | client name | имя | name | billing name | получатель | контактное лицо | заказчик имя
full_name: buyer name | контакт
company: компания | организация контрагента | название компании | company | company name | наименование контрагента
company: юрлицо | юр лицо | плательщик | фирма
client: id клиента | код клиента | номер клиента | код контрагента | id контрагента | код покупателя | id покупателя
client: client id | customer id | customerid | cust id | user id | userid | member id | household key | household id
client: номер карты | карта | карта клиента | дисконтная карта | card | card number | cust | guid клиента
client: id пользователя
party: клиент | покупатель | контрагент | заказчик | client | customer | buyer | партнер | user | грузополучатель
"""
PARTY = "party"  # a client in some way: by id or by name, which the values tell
_FITS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(("at", "amount", "price", "quantity"), values.has_digit),
    "phone": values.has_phone,
    "email": values.is_email,
    "inn": lambda value: len(values.digits_of(value)) >= 8,
    **dict.fromkeys(("full_name", "company", "product", "manager"), values.is_text),
}
_MAY_BE_CODES = ("product",)
_DIGITS_OR_WORDS = 0.5


def _ranked() -> dict[str, tuple[str, int]]:
    ranked: dict[str, tuple[str, int]] = {}
    for line in _WORDS.strip().splitlines():
        field, _colon, several = line.partition(": ")
        for name in several.split(" | "):
            if ranked.setdefault(name, (field, len(ranked)))[0] != field:
                raise ValueError(f"{name} is said to be both {ranked[name][0]} and {field}")
    return ranked


WORDS = _ranked()


@dataclass(frozen=True)
class Answer:
    """Where a column goes, how sure that is and why: `field`, 0 to 1, a key of `headers.WHY`."""

    field: str
    confidence: float
    why: str


def guess(names: Sequence[str], looks: Sequence[Look]) -> list[Answer]:
    """Return an answer a column; `names` are headers in their normal form. What is of no purchase goes nowhere."""
    answers = [_alone(name, look) for name, look in zip(names, looks, strict=True)]
    for field in {answer.field for answer in answers} - {IGNORE}:
        _settle(answers, names, looks, field)
    return answers


def looks_like_purchases(names: Sequence[str], looks: Sequence[Look]) -> bool:
    """Say whether a table is one of purchases: a day, an amount, and whose or which purchase it is."""
    sure = {answer.field for answer in guess(names, looks) if answer.confidence >= 0.75}
    names_it = {"number", "client", "product"} & sure
    return {"at", "amount"} <= sure and bool(names_it or len({"phone", "email", "inn", "full_name"} & sure) == 1)


def _alone(name: str, look: Look) -> Answer:
    field, rank = WORDS.get(name, (IGNORE, 0))
    if field == PARTY:
        return _party(look)
    if field == IGNORE:
        return _by_values(name, look)
    if field == "paid" or not look.filled or field not in _FITS:
        return Answer(field, 0.9, "header")
    share = look.share(_FITS[field])
    if share >= _DIGITS_OR_WORDS:
        return Answer(field, 0.97 if rank else 0.95, "both")
    if field in _MAY_BE_CODES:
        return Answer(field, 0.8, "partly")
    if field == "full_name" and look.filled:
        return Answer("client", 0.6, "values")
    return Answer(field, 0.6, "partly") if share > 0 else Answer(IGNORE, 0.6, "misfit")


def _party(look: Look) -> Answer:
    if not look.filled:
        return Answer("client", 0.6, "header")
    for field, test in (("email", values.is_email), ("phone", values.is_phone), ("full_name", values.is_text)):
        if look.share(test) >= _DIGITS_OR_WORDS:
            return Answer(field, 0.9, "both")
    return Answer("client", 0.9, "both")


def _by_values(name: str, look: Look) -> Answer:
    for field, test in (("email", values.is_email), ("inn", values.is_inn), ("phone", values.is_phone)):
        if look.filled and look.share(test) >= 0.8:
            return Answer(field, 0.8, "values")
    if not name and look.filled and look.share(values.is_date) >= 0.8:
        return Answer("at", 0.7, "values")
    return Answer(IGNORE, 0.3, "useless" if look.filled else "empty")


def _settle(answers: list[Answer], names: Sequence[str], looks: Sequence[Look], field: str) -> None:
    """Leave a field that takes one column to the one that says it most surely."""
    places = [place for place, answer in enumerate(answers) if answer.field == field]
    if len(places) < 2 or PURCHASE_FIELDS[field].many:
        return
    best = min(places, key=lambda place: (looks[place].filled == 0, WORDS.get(names[place], ("", 9999))[1], place))
    for place in places:
        if place != best:
            answers[place] = Answer(IGNORE, 0.6, "taken")
