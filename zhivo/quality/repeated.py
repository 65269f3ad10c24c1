"""Phones and e-mails of several clients of the base: nobody's, shared, or of one client who is there twice."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from django.utils.translation import gettext, ngettext

from zhivo.lib.copying import packed, query
from zhivo.lib.numbers import number
from zhivo.quality import mail_domains
from zhivo.quality.placeholders import emails

PLACEHOLDER, SHARED, DOUBLED = "placeholder", "shared", "doubled"
FAMILY, FIRM, DEPARTMENT, SEVERAL = "family", "firm", "department", "several"
# From so many unrelated holders on a value is nobody's. Behind a landline or a mailbox of a firm may be an office.
NOBODYS, NOBODYS_OF_OFFICE = 10, 30
_ALIKE = 0.8  # of the holders have one name: they are one
_TOGETHER = 0.5  # of the holders have one surname or firm: they belong together
_UNRELATED = 0.6  # different names to a holder
_OF_OFFICE = r"^\+7[348]"
SCHEMA = {
    "value": pl.String,
    "medium": pl.String,
    "last_key": pl.String,
    "first_key": pl.String,
    "company_key": pl.String,
    "city": pl.String,
    "clients": pl.Int64,
}
_HELD = """
SELECT p.value, p.medium, c.last_key, c.first_key, c.company_key, c.city, count(*)
  FROM (SELECT value FROM clients_contactpoint {of} GROUP BY value HAVING count(*) >= %(least)s) several
  JOIN clients_contactpoint p USING (value)
  JOIN clients_client c ON c.id = p.client_id
 WHERE c.merged_into_id IS NULL
 GROUP BY p.value, p.medium, c.last_key, c.first_key, c.company_key, c.city
"""


def repeated(*, values: pl.Series | None = None, least: int = 2) -> pl.DataFrame:
    """Return the values of the base that at least so many clients hold, judged (see `judged`), most holders first.

    `values` limits the look to those, after an import to what it brought; None looks at the whole base.
    """
    of = "" if values is None else "WHERE value = ANY(%(values)s::text[])"
    wanted = {"least": least, "values": None if values is None else packed(values.unique())}
    judgement = judged(query(_HELD.format(of=of), wanted, schema=SCHEMA))
    return judgement.filter(pl.col("holders") >= least).sort("holders", "value", descending=[True, False])


def judged(held: pl.DataFrame) -> pl.DataFrame:
    """Return one row a value of `held` (SCHEMA): value, medium, holders, names, firms, cities, verdict and why.

    The verdict is PLACEHOLDER (many unrelated clients have it, so it is nobody's), SHARED (few have it, or those of
    one family, firm or department, which `why` says) or DOUBLED (the clients look like one and the same).
    """
    rows = held.with_columns(_name(), _surname().alias("surname"))
    counted = rows.group_by("value", "medium").agg(
        holders=pl.col("clients").sum(),
        named=pl.col("clients").filter(pl.col("name").is_not_null()).sum(),
        names=pl.col("name").drop_nulls().n_unique(),
        firms=pl.col("company_key").drop_nulls().n_unique(),
        cities=pl.col("city").drop_nulls().n_unique(),
    )
    for column in ("name", "surname", "company_key"):
        counted = counted.join(_most(rows, column), on=["value", "medium"], how="left")
    counted = counted.with_columns(is_department=emails.is_role(emails.halves(counted["value"])), many=_many())
    verdict = _verdict()
    return counted.select(
        *("value", "medium", "holders", "names", "firms", "cities"),
        verdict=verdict,
        why=pl.when(verdict == SHARED).then(_why()),
    )


def _surname() -> pl.Expr:
    """The surname of the whole family: Иванов and Иванова, Вишневский and Вишневская."""
    return pl.col("last_key").str.replace("([oei][vn])a$", "$1").str.replace("kaja$", "ki")


def _name() -> pl.Expr:
    """What tells clients apart: surname and beginning of the first name, else the firm; null where all is missing."""
    person = pl.concat_str(_surname(), pl.col("first_key").str.slice(0, 3), separator=" ", ignore_nulls=True)
    return pl.coalesce(pl.when(person != "").then(person), "company_key").alias("name")


def _most(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """How many holders of a value share the commonest name, surname or firm."""
    by = rows.drop_nulls(column).group_by("value", "medium", column).agg(pl.col("clients").sum())
    return by.group_by("value", "medium").agg(pl.col("clients").max().alias(f"most_{column}"))


def _many() -> pl.Expr:
    is_free = pl.col("value").str.extract("@(.*)$").is_in(list(mail_domains.KNOWN))
    is_mobile = (pl.col("medium") == "phone") & ~pl.col("value").str.contains(_OF_OFFICE)
    least = pl.when(is_free | is_mobile).then(NOBODYS).otherwise(NOBODYS_OF_OFFICE)
    return (pl.col("holders") >= least) & (pl.col("named") * 2 >= pl.col("holders"))


def _is_family() -> pl.Expr:
    return pl.col("most_surname").fill_null(0) > pl.col("named") * _TOGETHER


def _is_firm() -> pl.Expr:
    return pl.col("most_company_key").fill_null(0) > pl.col("holders") * _TOGETHER


def _verdict() -> pl.Expr:
    is_alike = (pl.col("named") > 1) & (pl.col("most_name").fill_null(0) >= pl.col("named") * _ALIKE)
    is_unrelated = pl.col("names") >= pl.col("named") * _UNRELATED
    is_of_several = _is_family() | _is_firm() | (pl.col("is_department") & (pl.col("firms") <= 1))
    return (
        pl.when(is_alike)
        .then(pl.lit(DOUBLED))
        .when(pl.col("many") & is_unrelated & ~is_of_several)
        .then(pl.lit(PLACEHOLDER))
        .otherwise(pl.lit(SHARED))
    )


def _why() -> pl.Expr:
    return (
        pl.when("is_department")
        .then(pl.lit(DEPARTMENT))
        .when(_is_firm())
        .then(pl.lit(FIRM))
        .when(_is_family())
        .then(pl.lit(FAMILY))
        .otherwise(pl.lit(SEVERAL))
    )


def sentence(*, medium: str, verdict: str, why: str | None, holders: int) -> str:
    """Return the judgement of a value in words: «этот номер у 214 разных клиентов»."""
    said = {"n": number(holders)}
    if verdict == PLACEHOLDER and medium == "phone":
        return ngettext("%(n)s client has this number", "%(n)s different clients have this number", holders) % said
    if verdict == PLACEHOLDER:
        return ngettext("%(n)s client has this address", "%(n)s different clients have this address", holders) % said
    if verdict == DOUBLED:
        return ngettext("the same client %(n)s time", "the same client %(n)s times", holders) % said
    told = ngettext("%(n)s client holds it", "%(n)s clients hold it", holders) % said
    return f"{_OF_SEVERAL[why or SEVERAL]()}: {told}"


_OF_SEVERAL: dict[str, Callable[[], str]] = {
    FAMILY: lambda: gettext("shared by a family"),
    FIRM: lambda: gettext("shared by a company"),
    DEPARTMENT: lambda: gettext("the address of a department"),
    SEVERAL: lambda: gettext("shared"),
}
