"""The numbers in a cell, with extensions and with what else stood there."""

from __future__ import annotations

import polars as pl

from zhivo.quality.numbering.area_codes import pattern
from zhivo.quality.placeholders import texts

LONGEST = 300
_SHORTEST = 5
PARTS = {"index": pl.UInt32, "digits": pl.String, "plus": pl.Boolean, "extension": pl.String}
_SIGNS = list(" ()-.\u2013\u2014")
_EXTENSION = (
    r"(?:доб(?:ав\p{L}*)?|внутр?(?:енн\p{L}*)?|вн|ext(?:ension)?|#|x|х)[\s.:№]*(?:номер\s*)?\(?\s*(\d{1,6})\)?(?:\D|$)"
)
_RUN = r"\+?\s*\(?\d(?:[\d\s().-]*\d)?(?:§\d+)?"
# Words that only say what the number is.
_PLAIN_WORDS = r"(?:телефоны?|тел|т|ф|мобильный|мобил|моб|мт|сотовый|сот|номер|ном|phone|tel|mobile|mob|cell|n|no)"


def find(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the numbers in cells (`index`, `text`) as a frame of PARTS, and reasons (`index`, `reason`)."""
    plain = _plain(cells)
    is_plain = plain["national"].is_not_null()
    simple = plain.filter(is_plain).select(
        "index", digits="7" + pl.col("national"), plus=pl.lit(value=True), extension=pl.lit(None, dtype=pl.String)
    )
    rest = cells.filter(~is_plain)
    if rest.is_empty():
        return simple, pl.DataFrame(schema={"index": pl.UInt32, "reason": pl.String})
    parts, reasons = _search(rest)
    return pl.concat([simple, parts]).sort("index", maintain_order=True), reasons


def _plain(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells that are one ordinary Russian number, as ten digits: most of them, so this goes first."""
    bare = cells["text"].str.strip_suffix(".0").str.replace_many(_SIGNS, [""] * len(_SIGNS))
    national = bare.str.extract(r"^(?:\+?7|8|007|8107)?([3489][0-9]{9})$")
    is_russian = national.str.starts_with("9") | national.str.contains(pattern())
    has_country = (bare.str.len_bytes() > 10) & ~bare.str.starts_with("+9")  # «+9161234567» has a plus too many
    sure = is_russian & (has_country | (bare.str.len_bytes() == 10))
    return cells.with_columns(national=pl.when(sure).then(national))


def _search(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    distinct = pl.DataFrame({"text": cells["text"].unique()}).with_row_index("cell").with_columns(said=_spoken())
    exponent = _exponent(distinct)
    runs = _runs(distinct.filter(~pl.col("text").is_in(exponent["text"].implode())))
    # Four digits and less beside a number are a flat, a year, a second extension.
    is_scrap = (pl.col("digits").str.len_chars() < _SHORTEST) & (pl.len().over("cell") > 1)
    scraps = runs.filter(is_scrap)["cell"].unique()
    runs = runs.filter(~is_scrap)
    found = pl.concat(
        [runs, exponent.filter("exact").select("cell", "digits", plus=False, extension=pl.lit(None, dtype=pl.String))]
    )
    codes = _codes(distinct, runs=found, exponent=exponent, scraps=scraps)
    places = cells.join(distinct.select("text", "cell"), on="text", how="left", maintain_order="left").select(
        "index", "cell"
    )
    parts = places.join(found, on="cell", maintain_order="left_right").drop("cell")
    reasons = places.join(codes, on="cell").select("index", "reason")
    return parts.select(list(PARTS)), reasons


def _spoken() -> pl.Expr:
    """The cell in small letters, «О» for 0 and «З» for 3 mended, an extension after § and next to its number."""
    said = pl.col("text").str.slice(0, LONGEST).str.normalize("NFKC").str.to_lowercase()
    only_digits = said.str.contains(r"^[\d\soоз+().,;/-]*$")
    mended = (
        pl.when(only_digits)
        .then(said.str.replace_all("[oо]", "0").str.replace_all("з", "3", literal=True))
        .otherwise(said)
    )
    mended = mended.str.replace_all(r"(\d{5,})[.,]0+(\D|$)", "$1$2").str.replace_all(r"[\x{2010}-\x{2015}]", "-")
    return (
        mended.str.replace_all(_EXTENSION, "§$1 ")
        .str.replace_all(r"[\s(,;]+§", "§")
        .str.replace_all("~", "", literal=True)
    )


def _exponent(distinct: pl.DataFrame) -> pl.DataFrame:
    """Numbers that Excel wrote as 7.91612E+10; `exact` where no digit was lost."""
    match = pl.col("said").str.extract_groups(r"^(\d)[.,]?(\d*)e\+?(\d{1,2})$")
    frame = distinct.with_columns(match.alias("match")).unnest("match")
    frame = frame.filter(pl.col("3").is_not_null()).with_columns(digits=pl.col("1") + pl.col("2"))
    whole = pl.col("3").cast(pl.Int32) + 1
    return frame.select("cell", "text", "digits", exact=pl.col("digits").str.len_chars() == whole)


def _runs(distinct: pl.DataFrame) -> pl.DataFrame:
    """The runs of digits in each cell: cell, digits, plus, extension."""
    joined = pl.col("said").str.replace_all(r"[\s().,;/-]+", "")
    # «8,916,123-45-67» and «8/916/1234567»: all signs away and it is one number.
    is_one = joined.str.contains(r"^\+?[78]?9\d{9}$")
    said = pl.when(is_one).then(joined).otherwise("said")
    frame = distinct.select("cell", run=said.str.extract_all(_RUN)).explode("run").drop_nulls().with_row_index("place")
    frame = frame.with_columns(
        digits=pl.col("run").str.split("§").list.first().str.replace_all(r"\D", ""),
        plus=pl.col("run").str.starts_with("+"),
        extension=pl.col("run").str.extract(r"§(\d+)"),
    )
    return _glued(frame.drop("run")).drop("place")


def _glued(runs: pl.DataFrame) -> pl.DataFrame:
    """Part runs that are two or more whole Russian numbers one after another."""
    is_long = runs["digits"].str.len_chars() >= 20
    if not is_long.any():
        return runs
    several = pl.col("digits").str.extract_all(r"[78][3489]\d{9}|9\d{9}")
    long = runs.filter(is_long).with_columns(several=several)
    fits = pl.col("several").list.join("") == pl.col("digits")
    long = long.with_columns(pl.when(fits).then("several").otherwise(pl.concat_list("digits")).alias("digits"))
    parted = long.drop("several").explode("digits")
    return pl.concat([runs.filter(~is_long), parted.select(runs.columns)]).sort("place", maintain_order=True)


def _codes(distinct: pl.DataFrame, *, runs: pl.DataFrame, exponent: pl.DataFrame, scraps: pl.Series) -> pl.DataFrame:
    """What to say of cells: cell, reason."""
    lost = exponent.filter(~pl.col("exact")).select("cell", reason=pl.lit("phone:lost_digits"))
    words = (
        pl.col("said")
        .str.replace_all(_RUN, " ")
        .str.replace_all(rf"(?:^|[^\p{{L}}]){_PLAIN_WORDS}(?:[^\p{{L}}]|$)", " ")
    )
    has_more = words.str.contains(r"\p{L}") | pl.col("cell").is_in(scraps.implode())
    text = distinct.filter(has_more & ~pl.col("cell").is_in(exponent["cell"].implode()))
    empty = distinct.filter(~pl.col("cell").is_in(pl.concat([runs["cell"], exponent["cell"]]).implode()))
    is_dummy = pl.lit(texts.kinds(empty["text"]).is_not_null())
    without = empty.select(
        "cell", reason=pl.when(is_dummy).then(pl.lit("phone:placeholder")).otherwise(pl.lit("phone:invalid"))
    )
    trailing = text.filter(~pl.col("cell").is_in(empty["cell"].implode())).select(
        "cell", reason=pl.lit("phone:trailing_text")
    )
    long = distinct.filter(pl.col("text").str.len_chars() > LONGEST).select("cell", reason=pl.lit("phone:too_long"))
    return pl.concat([lost, without, trailing, long])
