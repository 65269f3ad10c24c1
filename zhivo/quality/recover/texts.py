"""A comment as the recoverers read it, and the words around a find that let a person judge it."""

from __future__ import annotations

import re

import polars as pl

LONGEST = 2000  # letters of a comment that are looked at
_BEFORE, _AFTER = 30, 20  # letters of a quote around the value
# One sign for one, so that a place in the text read is the same place in the text written.
_PLAIN = {
    "ё": "е",
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", " "),
}


def said() -> pl.Expr:
    """Return `text` in small letters with plain spaces and dashes and е for ё; every character keeps its place."""
    text = pl.col("text")
    small = text.str.to_lowercase().str.replace_many(_PLAIN)
    # A few foreign letters are two in small: such a text is read as it is written.
    return pl.when(small.str.len_chars() == text.str.len_chars()).then(small).otherwise(text)


# Where a remark ends; the point of an abbreviation («тел. жены») is none.
_ABBREVIATED = (
    "(?<!тел|моб|арт|раб|сот|доб|гор|ген|бух|дир|зам|тлф|ном|дог|каб|общ|фин|ком|тех|исп)(?<!накл|серт|плат|конт|сотр)"
)
REMARK_ENDS = re.compile(
    rf"[;\n]| / |(?:(?<=[^\s.,;]{{3}}){_ABBREVIATED}[.!?]|(?<=[\d%)])\.|(?<=\.[a-z]{{2}})\.)(?= |$)"
)
PART_ENDS = re.compile(REMARK_ENDS.pattern + "|, ")


def before(said: str, at: int, *, most: int, ends: re.Pattern[str] = PART_ENDS) -> str:
    """Return the words before a place of a comment, at most so many letters, as far as the remark goes."""
    left = said[max(0, at - most) : at]
    parted = [found.end() for found in ends.finditer(left)]
    return left[parted[-1] :] if parted else left


def quoted(found: pl.DataFrame) -> pl.DataFrame:
    """Replace `end` by `quote`: the words of `text` around `start`..`end`, and let `start` be where they begin."""
    places = [_around(*row) for row in found.select("text", "start", "end").iter_rows()]
    quotes = pl.DataFrame(places, schema={"start": pl.UInt32, "quote": pl.String}, orient="row")
    return found.drop("start", "end").hstack(quotes)


def _around(text: str, start: int, end: int) -> tuple[int, str]:
    before = max(text.rfind("\n", 0, start) + 1, start - _BEFORE, 0)
    if before and not text[before - 1].isspace():
        before = text.find(" ", before, start) + 1 or start
    line_ends = text.find("\n", end)
    after = min(len(text) if line_ends < 0 else line_ends, end + _AFTER)
    if after < len(text) and not text[after].isspace():
        after = max(text.rfind(" ", end, after), end)
    quote = text[before:after]
    return before + len(quote) - len(quote.lstrip()), quote.strip()
