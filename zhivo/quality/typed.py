"""What a person types into one field, made clean by the same cleaners as a file, or refused with a sentence."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes
from zhivo.clients.edit import BadValue
from zhivo.quality import attribute_types
from zhivo.quality.attribute_types import How
from zhivo.quality.clean import clean
from zhivo.quality.refuse import refuse_dummy

# What a typed field brings along: comparison keys and what is known from it.
FOLLOWS = {
    "last_name": ("last_key",),
    "first_name": ("first_key",),
    "patronymic": ("patronymic_key",),
    "company": ("company_key", "company_form"),
    "city": ("region", "time_zone"),
}
_ONLY_IF_KNOWN = {"company_form", "region", "time_zone"}  # what does not follow from the value stays as it is
_LISTS = {"phone": "phones", "email": "emails"}
_REFUSALS = {
    "phone": _("This is no phone number. Write it with the code, like +7 900 123-45-67."),
    "email": _("This is no e-mail address. Write it like name@company.ru."),
    "inn": _("This is no INN: its check digits do not agree."),
    "kpp": _("A KPP has nine characters."),
    "ogrn": _("This is no OGRN: its check digit does not agree."),
    "birthday": _("There is no such date. Write it like 31.05.1980."),
    "last_name": _("This does not look like a name."),
    "first_name": _("This does not look like a name."),
    "patronymic": _("This does not look like a name."),
    "company": _("This does not look like a name."),
}


def following(*, field: str, values: pl.Series) -> pl.DataFrame:
    """Return what follows from distinct values of a field, clean already: value, field, follows; one row a column."""
    names = FOLLOWS.get(field, ())
    rows = clean(pl.DataFrame({"row": range(len(values)), field: values})) if names else pl.DataFrame()
    parts = [
        pl.DataFrame({"value": values, "field": [name] * len(values), "follows": rows[name].cast(pl.String)})
        for name in names
    ]
    schema = {"value": pl.String, "field": pl.String, "follows": pl.String}
    found = pl.concat([pl.DataFrame(schema=schema), *parts])
    return found.filter(~pl.col("field").is_in(list(_ONLY_IF_KNOWN)) | pl.col("follows").is_not_null())


def typed(*, field: str, value: str) -> tuple[str, dict[str, str | None]]:
    """Return the clean value of a typed field and the columns that follow from it.

    Raises BadValue with the sentence to be shown under the field; a placeholder is refused in every field.
    """
    value = value.replace("\x00", "").strip()
    if field.startswith(attributes.PREFIX):
        return _of_own_field(field, value), {}
    is_cleaned = field in _REFUSALS or field in FOLLOWS
    row = clean(pl.DataFrame({"row": [1], field: [value]})).row(0, named=True) if is_cleaned else {}
    refuse_dummy(field=field, value=value, reasons=row.get("reasons") or [])
    if not is_cleaned:
        return value, {}
    found = row[_LISTS[field]][0] if field in _LISTS and row[_LISTS[field]] else row.get(field)
    if field in _LISTS and not row[_LISTS[field]]:
        found = None
    if not found and field not in _REFUSALS:
        return value, {}
    if not found:
        raise BadValue(f"bad_{field}", _REFUSALS[field])
    follows = {name: row[name] for name in FOLLOWS.get(field, ()) if name not in _ONLY_IF_KNOWN or row[name]}
    return (found.isoformat() if field == "birthday" else str(found)), follows


def refuse_dummies(values: dict[str, str]) -> None:
    """Raise BadValue for the first of the typed fields that holds a placeholder and nothing else."""
    row = clean(pl.DataFrame({"row": [1]} | {field: [value] for field, value in values.items()})).row(0, named=True)
    is_named = any(row[part] for part in ("last_name", "first_name", "patronymic"))
    for field, value in values.items():
        subject = "name" if field == "full_name" else field
        reasons = [reason for reason in row["reasons"] if reason.startswith(f"{subject}:")]
        refuse_dummy(field=field, value=value, reasons=[] if subject == "name" and is_named else reasons)


def _of_own_field(field: str, value: str) -> str:
    known = attributes.find(field)
    refuse_dummy(field=field, value=value, reasons=[])
    if known is None or not value:
        return value
    how = How(options=tuple(known.options))
    read = attribute_types.read(pl.Series([value]), of_type=known.type, how=how)["value"][0]
    if read is None:
        raise BadValue(f"bad_{field}", attribute_types.types[known.type].refusal)
    return str(read)
