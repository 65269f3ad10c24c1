"""What the product itself says of a field: how to ask for it, when and how it is filled, what is no answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise


@dataclass(frozen=True)
class Words:
    """The question as one asks it, the rule for the printed page, and what is refused as a placeholder."""

    question: Said
    rule: Said = ""
    refused: tuple[str, ...] = ("нет", "не указано")


_NO_NAMES = ("Клиент", "Тест", "ааа")
_NO_FIRMS = ("нет", "Тест")
PERSON: dict[str, Words] = {
    "phone": Words(
        _("Which number is best to call you on?"),
        _("On the first contact, with the code. Read it back to the client."),
        ("111111", "7111111", "1234567890"),
    ),
    "first_name": Words(
        _("How may I call you?"),
        _("On the first contact. As it is in a passport, without «aunt» and marks."),
        _NO_NAMES,
    ),
    "last_name": Words(_("What is your last name?"), _("Before the first document or delivery."), _NO_NAMES),
    "patronymic": Words(_("What is your patronymic?"), _("When it is wanted for a document."), _NO_NAMES),
    "email": Words(
        _("Where may we send the documents and the offer?"),
        _("Before the offer is sent. Spell it out loud, letter by letter."),
        ("1@mail.ru", "test@test.ru", "net@net.ru"),
    ),
    "city": Words(
        _("Which city are you in?"), _("On the first contact: it gives the time when one may call."), ("нет", "-")
    ),
    "birthday": Words(
        _("When is your birthday?"), _("In a warm talk, with the reason: a present. Day, month and year.")
    ),
    "company": Words(_("Which company are you from?"), _("On the first contact with a firm's buyer."), _NO_FIRMS),
    "position": Words(_("What do you do in the company?"), _("With the company: whether he decides or passes it on.")),
    "occupation": Words(
        _("What do you do for a living?"), _("By the second purchase: it tells the holiday and what to offer.")
    ),
    "convenient_time": Words(_("When is it convenient to call you?"), _("At the end of the first call.")),
    "sex": Words(_("A man or a woman?"), _("From the name; not to be asked.")),
    "telegram": Words(_("Are you on Telegram?"), _("When the client prefers to write.")),
    "whatsapp": Words(_("Do you use WhatsApp?"), _("When the client prefers to write.")),
    "vk": Words(_("Are you on VK?"), _("When the client came from there.")),
    "max": Words(_("Are you on MAX?"), _("When the client prefers to write.")),
    "address": Words(_("Where shall we deliver?"), _("With the first delivery.")),
    "inn": Words(_("What is your INN?"), _("From the details of the first invoice."), ("111111", "0000000000")),
    "comment": Words(_("What is important to know of the client?"), _("After every talk."), ()),
}
COMPANY: dict[str, Words] = {
    "company": Words(
        _("What is the company called in its papers?"), _("On the first contact. The legal form apart."), _NO_FIRMS
    ),
    "phone": PERSON["phone"],
    "email": PERSON["email"],
    "inn": PERSON["inn"],
    "head": Words(
        _("Who decides on such purchases?"), _("By the second talk: full name, and the position if he is no head.")
    ),
    "activity": Words(_("What does your company do?"), _("By the first offer, in the client's own words.")),
    "size": Words(
        _("How many of you are there?"), _("By the first offer: people, shops or cars, as the trade counts.")
    ),
    "city": PERSON["city"],
    "legal_address": Words(_("Which legal address shall we put?"), _("From the details of the first invoice.")),
    "hours": Words(_("When are you open?"), _("With the first delivery.")),
    "kpp": Words(_("What is your KPP?"), _("From the details of the first invoice.")),
    "ogrn": Words(_("What is your OGRN?"), _("From the details of the first invoice.")),
    **{field: PERSON[field] for field in ("telegram", "whatsapp", "address", "comment")},
}
BY_KIND = {"person": PERSON, "company": COMPANY}
