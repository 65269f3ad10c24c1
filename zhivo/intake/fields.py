"""The fields that a column of a file can go to: one catalogue for clients, one for purchases."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IGNORE = "-"  # the column is not used; its raw value stays in the record
ATTRIBUTE = "attribute:"

GROUPS: dict[str, str | Promise] = {
    "who": _("Who it is"),
    "contacts": _("Contacts"),
    "company": _("Company"),
    "place": _("Place and time"),
    "portrait": _("Portrait"),
    "work": _("Work with the client"),
    "origin": _("Where the client came from"),
    "purchase": _("Purchase"),
    "own": _("Own fields"),
}


class UnknownFieldError(ValueError):
    """There is no field with this key."""


@dataclass(frozen=True)
class Field:
    """A place in the base that a column can feed.

    `many`: several columns may feed it (two phone columns); of the others each takes one column.
    """

    key: str
    label: str | Promise
    group: str
    many: bool = False


CLIENT_FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("source_id", _("Id in the source"), "who"),
        Field("kind", _("Person or company"), "who"),
        Field("full_name", _("Whole name"), "who"),
        Field("last_name", _("Last name"), "who"),
        Field("first_name", _("First name"), "who"),
        Field("patronymic", _("Patronymic"), "who"),
        Field("sex", _("Sex"), "who"),
        Field("birthday", _("Birthday"), "who"),
        Field("age", _("Age"), "who"),
        Field("phone", _("Phone"), "contacts", many=True),
        Field("email", _("E-mail"), "contacts", many=True),
        Field("telegram", "Telegram", "contacts", many=True),
        Field("vk", _("VK"), "contacts", many=True),
        Field("whatsapp", "WhatsApp", "contacts", many=True),
        Field("max", "MAX", "contacts", many=True),
        Field("company", _("Company"), "company"),
        Field("company_form", _("Legal form"), "company"),
        Field("position", _("Position"), "company"),
        Field("inn", _("INN"), "company"),
        Field("kpp", _("KPP"), "company"),
        Field("ogrn", _("OGRN"), "company"),
        Field("legal_address", _("Legal address"), "company", many=True),
        Field("activity", _("Line of business"), "company"),
        Field("size", _("Company size"), "company"),
        Field("hours", _("Opening hours"), "company"),
        Field("head", _("Head of the company"), "company"),
        Field("contact_person", _("Contact person"), "company"),
        Field("city", _("City"), "place"),
        Field("region", _("Region"), "place"),
        Field("address", _("Address"), "place", many=True),
        Field("time_zone", _("Time zone"), "place"),
        Field("convenient_time", _("Convenient time"), "place"),
        Field("occupation", _("Occupation"), "portrait"),
        Field("interest", _("Interest"), "portrait", many=True),
        Field("comment", _("Comment"), "portrait", many=True),
        Field("tags", _("Tags"), "portrait", many=True),
        Field("responsible", _("Responsible"), "work"),
        Field("status", _("Status"), "work"),
        Field("heat", _("Heat"), "work"),
        Field("next_action", _("Next action"), "work"),
        Field("next_action_on", _("Day of the next action"), "work"),
        Field("consent", _("Consent"), "work"),
        Field("do_not_contact", _("Do not contact"), "work"),
        Field("source", _("Source of the client"), "origin"),
        Field("utm_source", "utm_source", "origin"),
        Field("utm_medium", "utm_medium", "origin"),
        Field("utm_campaign", "utm_campaign", "origin"),
        Field("created_on", _("Day of creation"), "origin"),
    )
}

PURCHASE_FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("client", _("Client's id in the source"), "who"),
        Field("full_name", _("Whole name"), "who"),
        Field("phone", _("Phone"), "contacts", many=True),
        Field("email", _("E-mail"), "contacts", many=True),
        Field("company", _("Company"), "company"),
        Field("inn", _("INN"), "company"),
        Field("number", _("Purchase number"), "purchase"),
        Field("at", _("Purchase date"), "purchase"),
        Field("amount", _("Amount"), "purchase"),
        Field("currency", _("Currency"), "purchase"),
        Field("paid", _("Paid"), "purchase"),
        Field("status", _("Status"), "purchase"),
        Field("product", _("Product"), "purchase"),
        Field("quantity", _("Quantity"), "purchase"),
        Field("price", _("Price"), "purchase"),
        Field("manager", _("Manager of the purchase"), "purchase"),
    )
}

WHOSE = ("client", "full_name", "phone", "email", "inn", "company")  # what says whose a purchase is
CLIENTS, PURCHASES = "clients", "purchases"  # what a file holds
CATALOGUES = {CLIENTS: CLIENT_FIELDS, PURCHASES: PURCHASE_FIELDS}


def catalogue(what: str) -> dict[str, Field]:
    """Return the fields of "clients" or "purchases" by key, in the order they are offered."""
    return CATALOGUES[what]


def get(key: str, *, what: str = "clients") -> Field:
    """Return the field of a key, `attribute:NAME` too.

    Raises UnknownFieldError for anything else, `-` included: it is the absence of a field.
    """
    name = attribute_name(key)
    if name is not None:
        return Field(key, name, "own", many=True)
    try:
        return catalogue(what)[key]
    except KeyError as error:
        raise UnknownFieldError(key) from error


def is_known(key: str, *, what: str = "clients") -> bool:
    """Say whether a column can go to this key: a field or an own field (`-` is neither)."""
    return key in catalogue(what) or attribute_name(key) is not None


def attribute_key(name: str) -> str:
    """Return the key of the company's own field with this name."""
    return ATTRIBUTE + name


def attribute_name(key: str) -> str | None:
    """Return NAME of `attribute:NAME`, None for every other key and for an empty name."""
    if not key.startswith(ATTRIBUTE):
        return None
    return key.removeprefix(ATTRIBUTE).strip() or None
