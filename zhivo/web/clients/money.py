"""Sums of money as people write them, and what a client's purchases come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext as _

from zhivo.clients.models import Client, Purchase
from zhivo.quality.currencies import UNKNOWN

_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "KZT": "₸", "UAH": "₴", "TRY": "₺", "CNY": "¥"}
_GAP = "\u00a0"


def money(amount: Decimal, currency: str) -> str:
    """Return «46 900 ₽»: hundredths only where there are any, the sign of the currency behind."""
    number = f"{abs(amount):,.2f}".replace(",", _GAP).replace(".", ",").removesuffix(",00")
    sign = _("in an unknown currency") if currency == UNKNOWN else _SIGNS.get(currency, currency)
    return f"{'−' if amount < 0 else ''}{number}{_GAP}{sign}"


@dataclass(frozen=True)
class Bought:
    """What a client bought: how many times, for how much in each currency, first and last."""

    count: int
    sums: list[str]
    first: datetime | None
    last: datetime | None


def bought_by(client: Client) -> Bought:
    """Return what the purchases of a client come to; currencies are never added together."""
    purchases = Purchase.objects.filter(client=client)
    found = list(
        purchases.values("currency").annotate(n=Count("pk"), total=Sum("amount"), first=Min("at"), last=Max("at"))
    )
    found.sort(key=lambda one: -one["n"])
    return Bought(
        count=sum(one["n"] for one in found),
        sums=[money(one["total"], one["currency"]) for one in found if one["total"] is not None],
        first=min((one["first"] for one in found), default=None),
        last=max((one["last"] for one in found), default=None),
    )
