"""A piece of purchases made ready to be written: every line clean, every party as the client that it would make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from zhivo.clients.purchases import is_of_whole
from zhivo.intake import prepared
from zhivo.intake.prepared import Prepared, digests
from zhivo.intake.purchases.gather import content_of, number_of
from zhivo.lib.company import CURRENCY, TIME_ZONE
from zhivo.quality import amounts, currencies, moments
from zhivo.quality.cells import Cells, flagged, gathered, nothing
from zhivo.quality.clean import EARLIEST, clean
from zhivo.sources import cells

# Whose a purchase is: the fields that say so, and what they are called in a row of clients.
PARTY = {"client": "source_id"} | {name: name for name in ("full_name", "phone", "email", "inn", "company")}
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
APART = timedelta(days=90)  # rows of one number with so long between them are not of one purchase
_TEXT_LONGEST = 300
_FATAL = ("not_a_date", "no_year", "year_only", "placeholder")
_YES = ("да", "yes", "true", "оплачено", "оплачен", "оплачена", "полностью", "paid", "+", "истина")
_NO = ("нет", "no", "false", "не оплачено", "не оплачен", "не оплачена", "unpaid", "-", "ложь")
_UNITS = ("", "шт", "штук", "штука", "штуки", "ед", "уп", "упак", "кг", "г", "л", "м", "pcs", "pc", "kg")


@dataclass(frozen=True)
class Ready:
    """Whole purchases, ready to be written."""

    number: int
    rows: (
        pl.DataFrame
    )  # row, cells, identity, beside, digest, number, party, LINE_SCHEMA's values, product, reasons, is_refused
    parties: Prepared  # whom the rows name, each once; `party` is the place here


def make(
    *,
    number: int,
    rows: pl.DataFrame,
    origin: str,
    mapping: Sequence[str],
    witnesses: Mapping[str, Sequence[str]],
    today: date | None = None,
) -> Ready:
    """Clean the rows of whole purchases (`row`, `c0`..., `key`) whose columns go to these fields."""
    raw = rows.drop("key")
    together = cells.together(raw.drop("row"))
    parties, place, their_reasons = _parties(raw, together, number=number, origin=origin, mapping=mapping)
    fields = Cells(prepared.to_fields(raw, mapping), today=today or date.today(), earliest=EARLIEST)
    lines = _known_by(rows, together, origin=origin, mapping=mapping).with_columns(place)
    lines = lines.hstack(_values(fields, witnesses))
    lines = _by_year(lines, origin=origin)
    found = [lines.select("index", "reason").explode("reason", keep_nulls=False, empty_as_null=False), their_reasons]
    lines = _judged(lines.drop("reason"), found, parties=parties.rows)
    return Ready(number=number, rows=lines, parties=parties)


def _known_by(rows: pl.DataFrame, together: pl.Series, *, origin: str, mapping: Sequence[str]) -> pl.DataFrame:
    """Return what each row and its purchase is known by; equal rows of a file are told apart by counting them."""
    numbered = [f"c{index}" for index, field in enumerate(mapping) if field == "number"]
    salt = f"{origin}|purchases"
    content = content_of(rows, mapping)
    frame = rows.select("row", "key").with_columns(
        together.alias("cells"),
        number_of(rows, numbered).alias("number"),
        content.alias("content"),
        digests(content, origin=salt).alias("digest"),
    )
    again = pl.int_range(pl.len()).over("key", "digest")
    frame = frame.with_columns(again=again, identity="key").with_row_index("index")
    repeated = frame.filter(pl.col("again") > 0)
    if len(repeated):
        counted = repeated.select(pl.concat_str(["content", "again"], separator="\x1e")).to_series()
        is_bare = repeated["number"] == ""
        places = repeated["index"]
        by_content = digests(counted.filter(is_bare), origin=f"{origin}#row")
        frame = frame.with_columns(
            frame["digest"].scatter(places, digests(counted, origin=salt)),
            frame["identity"].scatter(places.filter(is_bare), by_content),
        )
    return frame.drop("key", "content", "again")


def _by_year(lines: pl.DataFrame, *, origin: str) -> pl.DataFrame:
    """Tell purchases of one number apart by their year: most programs begin their numbers anew every January.

    A number that comes again within its year, long after, is a purchase of its own too.
    A row without a day may belong to any purchase of its number, so all of them are refused for it (`dayless`): loaded
    again when it is corrected, they are whole. `beside` is what a purchase near New Year would be known by in the other
    year, for a day corrected across it makes no new purchase.
    """
    lines = lines.with_columns(dayless=pl.col("at").is_null().any().over("identity"))
    numbered = lines.filter(pl.col("number") != "").select("index", "identity", "at").sort("identity", "at", "index")
    if numbered.is_empty():
        return lines.with_columns(beside=pl.lit(None, dtype=pl.Int64))
    begins = (pl.col("at") - pl.col("at").shift(1) > APART).over("identity").fill_null(value=False)
    numbered = numbered.with_columns(turn=begins.cum_sum().over("identity"))
    numbered = numbered.with_columns(turn=pl.when(pl.col("at").is_not_null()).then("turn").otherwise(0))
    first = pl.col("at").min().over("identity", "turn").dt.convert_time_zone(TIME_ZONE)
    before, after = ((first + by).dt.year() for by in (-APART, APART))
    numbered = numbered.with_columns(year=first.dt.year().fill_null(0), before=before, after=after)
    again = pl.col("turn") - pl.col("turn").min().over("identity", "year")
    nth = pl.when(again > 0).then(pl.format("|{}", again)).otherwise(pl.lit(""))
    other = (
        pl.when(pl.col("before") < pl.col("year")).then("before").when(pl.col("after") > pl.col("year")).then("after")
    )
    named = numbered.select(
        "index",
        text=pl.format("{}|{}{}", "identity", "year", nth),
        other=pl.when(other.is_not_null()).then(pl.format("{}|{}", "identity", other.fill_null(0))),
    )
    distinct = pl.concat([named["text"], named["other"].drop_nulls()]).unique()
    by_text = pl.DataFrame({"text": distinct, "known_by": digests(distinct, origin=f"{origin}#year")})
    found = named.join(by_text, on="text", how="left", maintain_order="left")
    beside = by_text.select(other="text", beside="known_by")
    found = found.join(beside, on="other", how="left", maintain_order="left")
    nowhere = pl.Series("beside", [None] * lines.height, dtype=pl.Int64)
    return lines.with_columns(
        lines["identity"].scatter(found["index"], found["known_by"]),
        nowhere.scatter(found["index"], found["beside"]),
    )


def _parties(
    raw: pl.DataFrame, together: pl.Series, *, number: int, origin: str, mapping: Sequence[str]
) -> tuple[Prepared, pl.Series, pl.DataFrame]:
    """Return whom the rows name, the place of each row's party among them or null, and what is wrong with the rest."""
    as_client = [PARTY.get(field, "-") for field in mapping]
    columns = [f"c{index}" for index, field in enumerate(as_client) if field != "-" and f"c{index}" in raw.columns]
    named = raw.select("row", *columns).with_columns(whole=together).with_row_index("index")
    text = cells.together(raw.select(columns)) if columns else pl.repeat("", raw.height, dtype=pl.String, eager=True)
    named = named.with_columns(text=text).filter(pl.col("text").str.strip_chars(" \x1f") != "")
    distinct = named.unique("text", keep="first", maintain_order=True)
    theirs = distinct.select("row", *columns)
    mapped = [field for field in as_client if field != "-"]
    ready = prepared.prepare(
        number=number,
        raw=theirs,
        clean=clean(prepared.to_fields(theirs, as_client)),
        origin=origin,
        mapping=mapped,
        facets={},
    )
    somebody = ready.rows["is_somebody"]
    told = distinct.select("text").with_columns(
        somebody, ready.rows["reasons"], party=pl.int_range(pl.len(), dtype=pl.Int64)
    )
    joined = named.select("index", "text").join(told, on="text", how="left", maintain_order="left")
    empty = pl.Series("party", [None] * raw.height, dtype=pl.Int64)
    is_known = joined["is_somebody"].fill_null(value=False)
    place = empty.scatter(joined["index"].filter(is_known), joined["party"].filter(is_known))
    nobody = joined.filter(~is_known).select("index", reason="reasons")
    nobody = nobody.explode("reason", keep_nulls=False, empty_as_null=False).drop_nulls()
    # A firm in the place of a name is nothing odd here: one column names whoever bought.
    said = pl.col("reasons").list.filter(pl.element() != "name:company")
    rows = ready.rows.with_columns(distinct["whole"].alias("cells"), reasons=said)
    return Prepared(number=number, rows=rows, words=ready.words), place, nobody


def _values(fields: Cells, witnesses: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Return the values of each row, and `reason`: what is doubtful about them."""
    shown = witnesses.get("number", ())
    when = moments.read(fields.one("at"), today=fields.today, zone=TIME_ZONE, witnesses=witnesses.get("at", ()))
    amount = amounts.read(fields.one("amount"), witnesses=shown)
    price = amounts.read(fields.one("price"), witnesses=shown)
    quantity = amounts.read(fields.one("quantity"), witnesses=shown, three="fraction")
    signs = currencies.read(amount["sign"])
    if not len(amount["sign"].filter(amount["sign"] != "")):
        signs = currencies.read(price["sign"])
    frame = pl.DataFrame(
        {
            "at": when["at"],
            "at_fault": when["fault"],
            "given": amount["micro"],
            "given_fault": amount["fault"],
            "price": price["micro"],
            "price_fault": price["fault"],
            "quantity": quantity["micro"],
            "quantity_fault": quantity["fault"],
            "sign": signs,
            "word": currencies.read(fields.one("currency")),
            "unit": quantity["sign"].str.strip_chars("./ "),
        }
    )
    counts = "quantity" in fields.fields
    frame = frame.with_columns(
        given_fault=pl.when((pl.col("sign") == currencies.UNKNOWN) & pl.col("given").is_not_null())
        .then(pl.lit("unreadable"))
        .otherwise("given_fault"),
        quantity_fault=pl.when(~pl.col("unit").is_in(_UNITS)).then(pl.lit("unreadable")).otherwise("quantity_fault"),
        made=amounts.product(pl.col("quantity") if counts else pl.lit(amounts.MICRO), pl.col("price")),
        amount=amounts.cents(pl.col("given")),
    )
    turned = (
        (pl.col("quantity") < 0)
        & (pl.col("amount") > 0)
        & (pl.col("made").is_null() | (pl.col("made") == -pl.col("amount")))
    )
    frame = frame.with_columns(turned=turned.fill_null(value=False)).with_columns(
        amount=pl.when("turned").then(-pl.col("amount")).otherwise(pl.coalesce("amount", "made")),
        currency=pl.coalesce("word", "sign", pl.lit(CURRENCY)),
        quantity=pl.when(pl.col("quantity_fault").is_null()).then("quantity"),
    )
    texts = [_text(fields, name) for name in ("status", "manager", "product")]
    frame = frame.with_columns(texts).with_columns(_paid(fields, frame["amount"], witnesses))
    says_money = any(name in fields.fields for name in ("amount", "price"))
    return frame.with_columns(_reasons(frame, says_money=says_money)).select(
        "at", "amount", "currency", "paid", "status", "manager", "product", "quantity", "price", "reason"
    )


def _text(fields: Cells, name: str) -> pl.Series:
    text = fields.one(name).str.slice(0, _TEXT_LONGEST)
    return text.set(text == "", None).alias(name)


def _paid(fields: Cells, amount: pl.Series, witnesses: Mapping[str, Sequence[str]]) -> list[pl.Series]:
    """Return what is paid: a sum, or the whole or nothing of it where the source answers with yes and no.

    1 and 0 are yes and no where no number of the file is another one, whatever words stand beside them.
    """
    words = fields.one("paid").str.to_lowercase()
    if not witnesses.get("paid"):
        words = words.replace({"1": "да", "0": "нет"})
    money = amounts.read(words, witnesses=witnesses.get("number", ()))
    is_money = money["micro"].is_not_null() & (currencies.read(money["sign"]) != currencies.UNKNOWN).fill_null(
        value=True
    )
    frame = pl.DataFrame({"words": words, "sum": money["micro"], "is_money": is_money, "amount": amount})
    yes, no = pl.col("words").is_in(_YES), pl.col("words").is_in(_NO)
    paid = pl.when(yes).then("amount").when(no).then(0).when("is_money").then(amounts.cents(pl.col("sum")))
    unclear = (pl.col("words") != "") & ~yes & ~no & ~pl.col("is_money")
    done = frame.select(paid=paid, paid_unclear=unclear)
    return [done["paid"], done["paid_unclear"]]


def _reasons(frame: pl.DataFrame, *, says_money: bool) -> pl.Series:
    def said(field: str, fault: str) -> list[pl.DataFrame]:
        codes = frame[fault].drop_nulls().unique().sort()
        return [flagged(frame[fault] == code, f"{field}:{code}") for code in codes]

    at, given, amount = frame["at"], frame["given"], frame["amount"]
    no_date = at.is_null() & frame["at_fault"].is_null()
    found = [
        flagged(no_date, "at:missing"),
        *said("at", "at_fault"),
        flagged(at > datetime.now(UTC), "at:future"),
        flagged(at < OLDEST, "at:before_1990"),
        *said("amount", "given_fault"),
        *(said("price", "price_fault") + said("quantity", "quantity_fault")),
        flagged((given % 10_000 != 0), "amount:rounded"),
        flagged(frame["turned"], "amount:turned"),
        flagged(frame["currency"] == currencies.UNKNOWN, "currency:unknown"),
        flagged((frame["word"] != frame["sign"]) & (frame["sign"] != currencies.UNKNOWN), "currency:contradicts"),
        flagged(frame["paid_unclear"], "paid:unclear"),
    ]
    if says_money:
        found.append(flagged(amount.is_null() & frame["given_fault"].is_null(), "amount:missing"))
    return gathered(pl.concat(found).rename({"reason": "value"}), height=frame.height).alias("reason")


def _judged(lines: pl.DataFrame, found: list[pl.DataFrame], *, parties: pl.DataFrame) -> pl.DataFrame:
    """Decide which rows are refused: a purchase is written whole, or none of it is."""
    lines = lines.drop("index")
    said = pl.concat([nothing(), *found])
    fatal = [f"at:{code}" for code in ("missing", *_FATAL)]
    fatal += [f"amount:{code}" for code in ("unreadable", "unclear", "too_large")]
    is_bad = pl.repeat(value=False, n=lines.height, dtype=pl.Boolean, eager=True)
    bad = said.filter(pl.col("reason").is_in(fatal))["index"].unique()
    is_bad = is_bad.scatter(bad, values=True) if len(bad) else is_bad
    # An unreadable quantity or price is fatal only where the amount was to be made of them.
    parts = said.filter(pl.col("reason").str.contains("^(price|quantity):"))["index"].unique()
    if len(parts):
        is_bad = is_bad | (lines["amount"].is_null() & is_bad.scatter(parts, values=True))
    lines = lines.with_columns(is_bad.alias("is_bad")).with_columns(
        nobody=pl.col("party").is_null().all().over("identity"),
        mixed=(pl.col("currency").n_unique() > 1).over("identity"),
        several=(pl.col("party").drop_nulls().n_unique() > 1).over("identity"),
        whole=is_of_whole("identity"),
    )
    lines = lines.with_columns(others=_of_others(lines, parties))
    wrong = pl.any_horizontal("is_bad", "nobody", "mixed", "others")
    lines = lines.with_columns(is_refused=(wrong | pl.col("dayless")).any().over("identity"))
    said = pl.concat(
        [
            said,
            flagged(lines["nobody"], "client:nobody"),
            flagged(lines["mixed"], "currency:mixed"),
            flagged(lines.select(pl.col("is_refused") & ~wrong).to_series(), "number:incomplete"),
            flagged(lines["others"], "number:other_clients"),
            flagged(lines["several"] & ~lines["others"], "number:several_clients"),
            flagged(lines["whole"], "amount:of_whole"),
        ]
    )
    reasons = gathered(said.rename({"reason": "value"}), height=lines.height).alias("reasons")
    return lines.drop("is_bad", "nobody", "mixed", "several", "others", "whole", "dayless").with_columns(reasons)


def _of_others(lines: pl.DataFrame, parties: pl.DataFrame) -> pl.Series:
    """Say of each line whether its purchase names clients who differ for sure: in their id, else INN, else phone.

    A name alone is written in many ways. Where every line has the stronger of these, the weaker may differ.
    """
    several = lines.filter("several").select("identity", "party").drop_nulls().unique()
    known_by = parties.select("own", "inn", "phones", party=pl.int_range(pl.len(), dtype=pl.Int64))
    known_by = several.join(known_by, on="party", how="left")
    phones = known_by.select("identity", "party", "phones").explode("phones", keep_nulls=False, empty_as_null=False)
    shared = phones.group_by("identity", "phones").agg(pl.col("party").n_unique())
    shared = shared.group_by("identity").agg(shared=pl.col("party").max())
    calling = phones.group_by("identity").agg(calling=pl.col("party").n_unique())
    differ = known_by.group_by("identity").agg(
        own=pl.col("own").drop_nulls().n_unique() > 1,
        has_own=pl.col("own").is_not_null().all(),
        inn=pl.col("inn").drop_nulls().n_unique() > 1,
        has_inn=pl.col("inn").is_not_null().all(),
    )
    differ = differ.join(shared, on="identity", how="left").join(calling, on="identity", how="left")
    by_phone = (~pl.col("has_inn") & (pl.col("shared") < pl.col("calling"))).fill_null(value=False)
    others = differ.filter(pl.col("own") | (~pl.col("has_own") & (pl.col("inn") | by_phone)))["identity"]
    return lines["identity"].is_in(others.implode())


def put(ready: Ready, piece: Path) -> None:
    """Write a ready piece to a file, and its parties beside it; where the file is, they are too."""
    prepared.put(ready.parties, _beside(piece))
    draft = piece.with_suffix(f"{piece.suffix}.tmp")
    ready.rows.write_ipc(draft, compression="lz4")
    draft.replace(piece)


def take(piece: Path, *, number: int) -> Ready:
    """Read a ready piece from its file."""
    return Ready(number=number, rows=pl.read_ipc(piece), parties=prepared.take(_beside(piece), number=number))


def remove(piece: Path) -> None:
    """Remove a piece that is written."""
    piece.unlink(missing_ok=True)
    prepared.remove(_beside(piece))


def _beside(piece: Path) -> Path:
    return piece.with_suffix(f".who{piece.suffix}")
