"""Who a row is: a known client, another row of the same piece, or somebody new with an open question.

A row joins by the source's own id, or as a row of the same content; else by an exact phone, e-mail or INN unless the
names contradict or the value is shared (a role mailbox, or people with different first initials have it). A shared
value still joins rows whose surname and first name are the same: on labelled lists that rule is right 997 times of
1,000, and without it every repeat within a family or an office would ask a question.
"""

from __future__ import annotations

import polars as pl

from zhivo.intake.known import HOLDERS_MOST, PARTY, Known
from zhivo.quality.compare import names_verdict

ROLE_BOX = (
    r"^(info|office|sales?|zakaz|order|orders|mail|post|admin|support|help|contact|contacts|reception|priemnaya|buh|"
    r"buhgalter|hr|marketing|manager|shop|secretar|secretary|director|feedback|noreply|no-reply|webmaster|opt|zakupki|"
    r"snab|sbyt|torg|company|client|clients|hello|service|account|accounting)[0-9]{0,4}@"
)
MEDIUM_ORDER = {"inn": 0, "phone": 1, "email": 2}
_PARTY_COLUMNS = list(PARTY)


def decide(*, rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Say for every row of a piece who it is.

    `rows` has `i` (0..n-1), `own` (the source's own id or null), `identity` (its hash, or of the content), the PARTY
    columns, `phones` and `emails`. The answer has one row a row of the piece, in order: `i`,
    `client_id` (a known client, else null), `root` (the `i` of the row whose new client it is, else null), `why` and
    `value` of the join, and of a held row `reason`, `asked_client`, `asked_root`, `asked_medium`, `asked_value`.
    """
    by_key = _by_identity(rows, known)
    pairs = _with_verdicts(_pairs(rows, known))
    best = _best(pairs.filter("joins"))
    parents = (
        by_key.join(best, on="i", how="left")
        .sort("i")
        .with_columns(
            to_client=pl.coalesce("key_client", pl.when(pl.col("key_row").is_null()).then("client_id")),
            to_row=pl.coalesce("key_row", pl.when(pl.col("key_client").is_null()).then("other")),
        )
    )
    by_id = pl.col("key_client").is_not_null() | pl.col("key_row").is_not_null()
    how = pl.when(pl.col("own").is_null()).then(pl.lit("same_row")).otherwise(pl.lit("source_id"))
    parents = parents.with_columns(
        why=pl.when(by_id).then(how).otherwise("medium"),
        value=pl.when(by_id).then("own").otherwise("value"),
        by_id=by_id,
    )
    strangers = _strangers(parents, rows=rows, known=known)
    leaves = pl.col("i").is_in(strangers.implode())
    parents = parents.with_columns(to_row=pl.when(~leaves).then("to_row"), to_client=pl.when(~leaves).then("to_client"))
    resolved = _resolved(parents)
    left = best.filter(leaves).with_columns(reason=pl.lit("names"))
    doubts = pl.concat([left, _best(pairs.filter(~pl.col("joins")))]).unique("i", keep="first")
    doubts = doubts.select(
        "i", "reason", asked_client="client_id", asked_row="other", asked_medium="medium", asked_value="value"
    )
    decided = resolved.join(doubts, on="i", how="left")
    asked = decided["asked_row"]
    roots = resolved.select(asked_row="i", row_client="client_id", asked_root="root")
    decided = decided.drop("asked_row").with_columns(asked_row=asked).join(roots, on="asked_row", how="left")
    is_new = (pl.col("root") == pl.col("i")).fill_null(value=False)
    return decided.sort("i").select(
        "i",
        "client_id",
        "root",
        pl.when(is_new).then(pl.lit("created")).otherwise("why").alias("why"),
        pl.when(~is_new).then("value").alias("value"),
        pl.when(is_new).then("reason").alias("reason"),
        pl.when(is_new).then(pl.coalesce("asked_client", "row_client")).alias("asked_client"),
        pl.when(is_new).then("asked_root").alias("asked_root"),
        pl.when(is_new).then("asked_medium").alias("asked_medium"),
        pl.when(is_new).then("asked_value").alias("asked_value"),
    )


def _by_identity(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    known_rows = known.identities.rename({"client_id": "key_client"})
    first = pl.col("i").first().over("identity")
    repeats = pl.when(first != pl.col("i")).then(first)
    keyed = rows.select("i", "own", "identity", key_row=repeats)
    keyed = keyed.join(known_rows, on="identity", how="left", maintain_order="left")
    return keyed.with_columns(key_row=pl.when(pl.col("key_client").is_null()).then("key_row"))


def _points(rows: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("phones").list.eval(pl.element().str.split(";").list.first())
    parts = [
        rows.select("i", value=number).explode("value").with_columns(medium=pl.lit("phone")),
        rows.select("i", value="emails").explode("value").with_columns(medium=pl.lit("email")),
        # An INN of ten digits is a firm's, one of twelve a person's own; beside a named firm it is the firm's.
        rows.filter(
            (pl.col("kind") == "company") | (pl.col("company_key").is_null() & (pl.col("inn").str.len_chars() == 12))
        )
        .select("i", value="inn")
        .with_columns(medium=pl.lit("inn")),
    ]
    return pl.concat(parts).drop_nulls().unique(["i", "value"], maintain_order=True)


def points_of(rows: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return the phones and e-mails, and the INNs, by which the rows may be known."""
    points = _points(rows)
    is_inn = points["medium"] == "inn"
    return points.filter(~is_inn)["value"].unique(), points.filter(is_inn)["value"].unique()


def _pairs(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Every row beside everybody who stood before it and has one of its values."""
    points = _points(rows)
    party = rows.select("i", *_PARTY_COLUMNS)
    inside = points.join(party, on="i")
    size = pl.len().over("value")
    same_name = pl.col("i").shift(1).over(["value", "last_key", "first_key"])
    crowded = inside.sort("i").with_columns(size=size, first=pl.col("i").first().over("value"), previous=same_name)
    small = crowded.filter(pl.col("size").is_between(2, HOLDERS_MOST)).select("i", "value", "medium")
    paired = small.join(small.select("value", other="i"), on="value").filter(pl.col("other") < pl.col("i"))
    large = crowded.filter(pl.col("size") > HOLDERS_MOST)
    for column in ("first", "previous"):
        near = large.select("i", "value", "medium", other=column).drop_nulls().filter(pl.col("other") < pl.col("i"))
        paired = pl.concat([paired, near.select(paired.columns)])
    theirs = {name: f"{name}_right" for name in _PARTY_COLUMNS}
    among = paired.join(party.rename({"i": "other", **theirs}), on="other").with_columns(
        client_id=pl.lit(None, dtype=pl.Int64)
    )
    outside = points.join(known.holders.rename(theirs), on="value").with_columns(other=pl.lit(None, dtype=pl.Int64))
    every = pl.concat([among.select(sorted(among.columns)), outside.select(sorted(among.columns))])
    paired = every.join(party, on="i").join(_shared(inside, known), on="value", how="left")
    # A person beside the very firm he is named with is no riddle: they are related, not one.
    his_firm = (pl.col("kind") != pl.col("kind_right")) & (pl.col("company_key") == pl.col("company_key_right"))
    return paired.filter(~his_firm.fill_null(value=False))


def _shared(inside: pl.DataFrame, known: Known) -> pl.DataFrame:
    people = pl.concat([inside.select("value", "first_key"), known.holders.select("value", "first_key")])
    initials = people.group_by("value").agg(
        pl.col("first_key").str.slice(0, 1).drop_nulls().n_unique().alias("initials")
    )
    return initials.select("value", shared=(pl.col("initials") > 1) | pl.col("value").str.contains(ROLE_BOX))


def _with_verdicts(pairs: pl.DataFrame) -> pl.DataFrame:
    left = pairs.select(_PARTY_COLUMNS)
    right = pairs.select(pl.col(f"{name}_right").alias(name) for name in _PARTY_COLUMNS)
    people = pl.Series(names_verdict(left, right))
    inn, inn_right = pl.col("inn"), pl.col("inn_right")
    firm, firm_right = pl.col("company_key"), pl.col("company_key_right")
    firms = (
        pl.when(inn.is_not_null() & inn_right.is_not_null() & (inn != inn_right))
        .then(pl.lit("contradict"))
        .when(inn == inn_right)
        .then(pl.lit("same"))
        .when(firm == firm_right)
        .then(pl.lit("same"))
        .when(firm.is_not_null() & firm_right.is_not_null())
        .then(pl.lit("contradict"))
        .otherwise(pl.lit("unknown"))
    )
    both_firms = (pl.col("kind") == "company") & (pl.col("kind_right") == "company")
    judged = pairs.with_columns(people=people).with_columns(
        verdict=pl.when(both_firms)
        .then(firms)
        .when(pl.col("kind") != pl.col("kind_right"))
        .then(pl.lit("kinds"))
        .otherwise("people")
    )
    verdict, shared = pl.col("verdict"), pl.col("shared").fill_null(value=False)
    return judged.with_columns(
        joins=(verdict == "same") | (verdict.is_in(["compatible", "unknown"]) & ~shared),
        reason=pl.when(verdict == "kinds")
        .then(pl.lit("kinds"))
        .when(verdict == "contradict")
        .then(pl.lit("names"))
        .otherwise(pl.lit("shared")),
    )


def _best(pairs: pl.DataFrame) -> pl.DataFrame:
    order = {"same": 0, "compatible": 1, "unknown": 2, "contradict": 3, "kinds": 4}
    ranked = pairs.with_columns(
        _verdict=pl.col("verdict").replace_strict(order, return_dtype=pl.Int8),
        _medium=pl.col("medium").replace_strict(MEDIUM_ORDER, return_dtype=pl.Int8),
        _inside=pl.col("client_id").is_null(),
    )
    ranked = ranked.sort(["i", "_verdict", "_inside", "_medium", "client_id", "other", "value"])
    return ranked.unique("i", keep="first", maintain_order=True).select(
        "i", "client_id", "other", "medium", "value", "reason"
    )


def _resolved(parents: pl.DataFrame) -> pl.DataFrame:
    """Follow rows that join rows to the row or the known client that they end at."""
    root = parents.select(pl.coalesce("to_row", "i")).to_series()
    while not (further := root.gather(root)).equals(root):
        root = further
    clients = parents["to_client"].gather(root)
    root = root.set(clients.is_not_null(), None)
    return parents.with_columns(root=root, client_id=clients).select("i", "client_id", "root", "why", "value")


def _strangers(parents: pl.DataFrame, *, rows: pl.DataFrame, known: Known) -> pl.Series:
    """Return the rows (`i`) whose names contradict somebody who came into their group before them.

    A chain of small differences may lead from one person to another; the rows at its ends are compared here.
    """
    ends = _resolved(parents).with_columns(group=pl.coalesce(-pl.col("client_id"), pl.col("root")))
    crowd = ends.filter(pl.len().over("group") > 1).select("i", "group", "client_id")
    crowd = crowd.join(rows.select("i", *_PARTY_COLUMNS), on="i").sort("i")
    crowd = crowd.filter(pl.int_range(pl.len()).over("group") < HOLDERS_MOST)
    theirs = {name: f"{name}_right" for name in _PARTY_COLUMNS}
    pairs = crowd.join(crowd.drop("client_id").rename({"i": "other", **theirs}), on="group")
    pairs = pairs.filter(pl.col("other") < pl.col("i"))
    held = known.holders.unique("client_id").drop("value").rename(theirs)
    beside = crowd.join(held, on="client_id").with_columns(other=pl.lit(-1, dtype=pl.Int64))
    pairs = pl.concat([pairs.select(sorted(pairs.columns)), beside.select(sorted(pairs.columns))])
    if pairs.is_empty():
        return pl.Series([], dtype=pl.Int64)
    left = pairs.select(_PARTY_COLUMNS)
    right = pairs.select(pl.col(f"{name}_right").alias(name) for name in _PARTY_COLUMNS)
    verdict = pl.Series(names_verdict(left, right))
    by_id = parents.filter("by_id")["i"]
    found = pairs.filter(verdict == "contradict")["i"].unique()
    return found.filter(~found.is_in(by_id.implode()))
