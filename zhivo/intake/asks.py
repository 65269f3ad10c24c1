"""Which words of a file need an answer before it is written: gathered piece by piece, put together, proposed for.

Nothing is changed by itself: a name that nobody of the team has, a misspelt mail domain, an unreadable day, a word that
is none of those its field can mean, a state that looks like a slip of a commoner one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl
from rapidfuzz.distance import OSA

from zhivo.intake.meanings import FREE, LISTED
from zhivo.intake.models import Meaning
from zhivo.intake.prepared import Prepared
from zhivo.intake.words import LONGEST, as_said
from zhivo.quality import mail_domains
from zhivo.sources import cells
from zhivo.sources.models import Source
from zhivo.team.models import User

MOST = 200  # words of a field that are asked about; the others are counted
_GATHERED = 5_000  # words of a field that are kept between pieces
SCHEMA: dict[str, Any] = {"field": pl.String, "said": pl.String, "written": pl.String, "rows": pl.Int64}
# The reasons with which a cell of the field is asked about.
_CODES = {
    "responsible": ["responsible:unknown"],
    "birthday": ["birthday:not_a_date", "birthday:out_of_range"],
    "created_on": ["created_on:not_a_date"],
    "next_action_on": ["next_action_on:not_a_date"],
    **{field: [f"{field}:unknown"] for field in LISTED},
}
_SLIPS_FROM = 4  # letters: of shorter words too many are alike
_TWO_SLIPS_FROM = 9
_COMMONER = 3  # times, for a word to be what the rarer one was meant to be


def of_piece(piece: Prepared, *, mapping: Sequence[str]) -> pl.DataFrame:
    """Return the words of a prepared piece that may need an answer, with the rows that say each (SCHEMA).

    Of the states of FREE all words, as only the whole file tells which of them are slips.
    """
    doubtful = piece.rows.filter(pl.col("reasons").is_not_null())
    found = [_domains(doubtful)] if "email" in mapping else []
    found += [_cells(doubtful, field, mapping) for field in _CODES if field in mapping]
    found += [_states(piece.rows, field) for field in FREE if field in mapping]
    return merged(found)


def merged(found: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Put the words of pieces together, the commonest first; the rarest of very many are only counted."""
    words = pl.concat([pl.DataFrame(schema=SCHEMA), *found])
    counted = words.group_by("field", "said").agg(pl.col("written").sort_by("rows").last(), pl.col("rows").sum())
    return _cut(counted, most=_GATHERED)


def _cut(words: pl.DataFrame, *, most: int) -> pl.DataFrame:
    """Keep the commonest of each field and count the others as one word without a text."""
    words = words.sort(pl.col("said").is_null(), -pl.col("rows"), "said")
    place = pl.int_range(pl.len()).over("field")
    is_rest = (place >= most) | pl.col("said").is_null()
    rest = words.filter(is_rest).group_by("field", maintain_order=True).agg(pl.col("rows").sum())
    none = pl.lit(None, pl.String)
    return pl.concat([words.filter(~is_rest), rest.select("field", none.alias("said"), none.alias("written"), "rows")])


def _counted(texts: pl.DataFrame, field: str) -> pl.DataFrame:
    """Count the texts of the one column of a frame as words of a field."""
    texts = texts.select(text=pl.col(texts.columns[0]).str.strip_chars())
    texts = texts.filter((pl.col("text") != "") & (pl.col("text").str.len_chars() <= LONGEST))
    counted = texts.group_by("text").agg(rows=pl.len().cast(pl.Int64))
    return counted.select(field=pl.lit(field), said=as_said(pl.col("text")), written="text", rows="rows")


def _domains(doubtful: pl.DataFrame) -> pl.DataFrame:
    rows = doubtful.filter(pl.col("reasons").list.contains("email:domain_typo"))
    domains = rows.select(pl.col("emails").list.eval(pl.element().str.extract(r"@([^@]*)$")).list.unique()).explode(
        "emails"
    )
    typos = [domain for domain in domains["emails"].drop_nulls().unique() if mail_domains.meant(domain)]
    return _counted(domains.filter(pl.col("emails").is_in(typos)), "email")


def _cells(doubtful: pl.DataFrame, field: str, mapping: Sequence[str]) -> pl.DataFrame:
    said = pl.any_horizontal(pl.col("reasons").list.contains(code) for code in _CODES[field])
    columns = [cells.nth(pl.col("cells"), number) for number, goes in enumerate(mapping) if goes == field]
    filled = [pl.when(column.str.strip_chars() != "").then(column) for column in columns]
    return _counted(doubtful.filter(said).select(text=pl.coalesce(filled)), field)


def _states(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    return _counted(rows.select(pl.col("values").str.json_path_match(f"$.{field}")), field)


def told(found: pl.DataFrame, *, source: Source) -> list[dict[str, Any]]:
    """Return the questions of a whole file: source, field, said, rows and what is proposed, the commonest first.

    A word is asked about once: not when it was left as it is. `said` null: so many more words, not asked about.
    """
    left = Meaning.objects.filter(source=source, means=None).values_list("field", "said")
    answered = pl.DataFrame(list(left), schema={"field": pl.String, "said": pl.String}, orient="row")
    asked = found.join(answered, on=["field", "said"], how="anti", maintain_order="left")
    states = pl.col("field").is_in(FREE)
    words = [word for field in FREE for word in _slips(found.filter(pl.col("field") == field), asked)]
    words += _proposed(_cut(asked.filter(~states), most=MOST))
    questions = [{"source": source.pk, **word} for word in words]
    return sorted(questions, key=lambda one: (one["said"] is None, -one["rows"]))


def _proposed(asked: pl.DataFrame) -> Iterator[dict[str, Any]]:
    team = [(user.email, user.name) for user in User.objects.filter(is_active=True)]
    for field, said, written, rows in asked.iter_rows():
        proposed = None
        if said is not None and field == "email":
            proposed = mail_domains.meant(said)
        elif said is not None and field == "responsible":
            proposed = _person(said, team)
        yield {"field": field, "said": said, "written": written, "rows": rows, "proposed": proposed}


def _person(said: str, team: list[tuple[str, str]]) -> str | None:
    """The e-mail of the one person who has a name of these, or nearly."""
    words = _letters(said)
    near = [email for email, name in team if any(_is_slip(one, his) for one in words for his in _letters(name.lower()))]
    exact = [email for email, name in team if set(words) & set(_letters(name.lower()))]
    found = exact or near
    return found[0] if len(found) == 1 else None


def _letters(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+", text) if len(word) >= _SLIPS_FROM - 1]


def _slips(words: pl.DataFrame, asked: pl.DataFrame) -> list[dict[str, Any]]:
    """The words of states that look like slips of commoner ones."""
    known = words.filter(pl.col("said").is_not_null()).sort("rows", descending=True).rows(named=True)[:MOST]
    may_be_asked = set(asked["said"])
    found = []
    for place, rare in enumerate(known):
        common = next((one for one in known[:place] if _is_meant(rare, one)), None)
        if common and rare["said"] in may_be_asked:
            found.append({**rare, "proposed": common["written"]})
    return found


def _is_meant(rare: dict[str, Any], common: dict[str, Any]) -> bool:
    is_commoner = common["rows"] >= _COMMONER * rare["rows"]
    return is_commoner and _is_slip(_bare(rare["said"]), _bare(common["said"]))


def _bare(said: str) -> str:
    return " ".join(re.findall(r"\w+", said))


def _is_slip(rare: str, common: str) -> bool:
    """Say whether two words are one but for a slip of the keyboard; numbers are never slips of each other."""
    if rare == common:
        return True
    if re.sub(r"\D", "", rare) != re.sub(r"\D", "", common) or min(len(rare), len(common)) < _SLIPS_FROM:
        return False
    most = 2 if min(len(rare), len(common)) >= _TWO_SLIPS_FROM else 1
    return bool(OSA.distance(rare, common, score_cutoff=most) <= most)
