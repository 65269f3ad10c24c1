"""A phone or an e-mail that is no contact of the client: another person's, a shop's; read as contacts are."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.attribute_types import AttributeType, How, types
from zhivo.quality.cells import Cells
from zhivo.quality.cleaners import email, phone


def read_phone(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read one phone number."""
    nobody = pl.DataFrame({"_phone": pl.repeat(None, texts.len(), dtype=pl.String, eager=True)})
    return _only(phone.clean(_cells("phone", texts, how), nobody).columns["phones"])


def read_email(texts: pl.Series, how: How) -> pl.DataFrame:
    """Read one e-mail address."""
    return _only(email.clean(_cells("email", texts, how), pl.DataFrame()).columns["emails"])


def _cells(field: str, texts: pl.Series, how: How) -> Cells:
    return Cells(pl.DataFrame({field: texts}), today=how.today, earliest=how.today)


def _only(found: pl.Series) -> pl.DataFrame:
    """The one value of each list; the others of a list would be lost."""
    many = found.list.len()
    return pl.DataFrame({"value": found.list.first(), "many": many}).select(
        value=pl.when(pl.col("many") == 1).then("value"),
        fault=pl.when(pl.col("many") > 1).then(pl.lit("several")).when(pl.col("many") == 0).then(pl.lit("invalid")),
    )


types.add(
    AttributeType(
        key="phone",
        label=_("Phone"),
        read=read_phone,
        refusal=_("This is no phone number. Write it with the code, like +7 900 123-45-67."),
        example="+7 900 123-45-67",
        keyboard="tel",
    )
)
types.add(
    AttributeType(
        key="email",
        label=_("E-mail"),
        read=read_email,
        refusal=_("This is no e-mail address. Write it like name@company.ru."),
        example="name@company.ru",
        keyboard="email",
    )
)
