"""Yes or no: stored as да and нет, as a table has them."""

from __future__ import annotations

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.quality.attribute_types import AttributeType, How, mapped, types

YES, NO = "да", "нет"
_YES = "да д есть ага yes y true истина вкл on ok ок x х v 1 1.0 1,0 + ✓ ✔ ☑ ✅"
_NO = "нет н нету no n false ложь выкл off none 0 0.0 0,0 - – — × ✗ ✘ ☐"
_MEANINGS = dict.fromkeys(_YES.split(), YES) | dict.fromkeys(_NO.split(), NO)
_SHOWN: dict[str, str | Promise] = {YES: _("yes"), NO: _("no")}


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read words and signs that say yes or no."""
    return mapped(texts.str.to_lowercase().str.strip_chars_end("."), _MEANINGS, fault="not_yes_no")


types.add(
    AttributeType(
        key="yes_no",
        label=_("Yes or no"),
        read=read,
        show=lambda value: str(_SHOWN.get(value, value)),
        refusal=_("Write yes or no."),
        control="pick",
    )
)
