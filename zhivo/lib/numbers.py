"""How numbers are written in the user's language, wherever a person reads them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

NBSP = "\u00a0"


def number(value: Any, places: int = 0) -> str:
    """Write a number: `41 768`, `−5`, with `places` after the point `9,5` (in English `41,768`, `9.5`)."""
    if value is None or value == "":
        return ""
    text = f"{abs(Decimal(str(value))):,.{places}f}"
    if get_language() != "en":
        text = text.replace(",", NBSP).replace(".", ",")
    return f"−{text}" if Decimal(str(value)) < 0 and any(digit in text for digit in "123456789") else text
