"""Letters that were not meant: a key held down, a walk along the keyboard, a stammer."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from zhivo.quality.placeholders.nothing import words

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "1234567890")
# Down the keys of a column and up again, as fingers go.
_COLUMNS = (
    "qazwsxedcrfv",
    "йфяцычувскам",
    "1qaz2wsx3edc",
    "1q2w3e4r5t6y",
    "q1w2e3r4t5",
    "1й2ц3у4к5е",
    "zaq12wsx",
    "qweasdzxc",
)
_SHORT = words(
    "rty tyu yui uio iop cvb vbn bnm ert уке енг нгш гшщ шщз щзх лдж джэ чсм тьб ьбю qwe asd zxc йцу фыв ячс wer "
    "sdf xcv dfg fgh ghj hjk jkl ыва вап цук qaz wsx edc йфя цыч ewq dsa cxz уцй выф счя lkj gfd авы йуц фвы ывф "
    "выа апр рпа"
)
_SHORTEST = 4
# Words all the same.
_MEANT = words("смит смить мить смити poiu")


def _runs() -> frozenset[str]:
    both_ways = [way for row in (*_ROWS, *_COLUMNS) for way in (row, row[::-1])]
    return frozenset(
        row[at : at + long]
        for row in both_ways
        for long in range(_SHORTEST, len(row) + 1)
        for at in range(len(row) - long + 1)
    )


_RUNS = sorted((_SHORT | _runs()) - _MEANT)
_PIECES = frozenset(piece for run in _runs() for piece in (run, run[:3], run[-3:])) | _SHORT
_PATCHED = 6  # letters of a word that several walks make up
LONGEST = 24
_RUNS_OF_FOUR = sorted(run for run in _runs() if len(run) == _SHORTEST)
_TRIPLES_AND_FOURS = sorted({*_RUNS_OF_FOUR, *(letter * 3 for row in _ROWS for letter in row)})
_SHORT_ONE = 12
ALIKE, RUN, STAMMER, SINGLE = "alike", "run", "stammer", "letter"


def kinds(words: pl.Series) -> pl.Series:
    """Return what is wrong with words (small letters): ALIKE, RUN or STAMMER, null where they may be meant."""
    if words.is_empty():
        return words.clear()
    word, long = pl.col("word"), pl.col("word").str.len_chars()
    half, third = word.str.slice(0, long // 2), word.str.slice(0, long // 3)
    is_alike = (long >= 2) & (word.str.strip_chars(word.str.slice(0, 1)) == "")
    is_twice = (long >= 6) & (half + half == word) & half.is_in(_RUNS)
    is_patched = long.is_between(_PATCHED, LONGEST) & word.is_in(_patched(words))
    is_thrice = (long >= 6) & (third + third + third == word)
    return (
        pl.DataFrame({"word": words})
        .select(
            pl.when(is_alike)
            .then(pl.lit(ALIKE))
            .when(word.is_in(_RUNS) | is_twice | is_patched)
            .then(pl.lit(RUN))
            .when(is_thrice)
            .then(pl.lit(STAMMER))
        )
        .to_series()
    )


def may_be(words: pl.Series) -> pl.Series:
    """Say which words could be of a kind, digits before or behind the letters too; quick, for many words."""
    long = words.str.len_chars()
    begins_twice = (words.str.slice(0, 2) == words.str.slice(2, 2)) | (words.str.slice(0, 3) == words.str.slice(3, 3))
    has_short = (long <= _SHORT_ONE) & words.str.contains_any(sorted(_SHORT))
    is_digits_or_heap = words.str.contains("^[0-9]*[sdfghjkl]*[0-9]*$")
    return (
        words.str.contains_any(_TRIPLES_AND_FOURS) | begins_twice | has_short | is_digits_or_heap | (long <= 2)
    ).fill_null(value=False)


def _patched(words: pl.Series) -> list[str]:
    """The distinct words that are made of several walks and of nothing else: «смитьбпро», "rtyutyui"."""
    may_be = words.filter(words.str.contains_any(_RUNS_OF_FOUR) & words.str.len_chars().is_between(_PATCHED, LONGEST))
    return [word for word in may_be.unique() if _is_patched(word)]


@lru_cache(maxsize=50_000)
def _is_patched(word: str) -> bool:
    return not word or any(word[:long] in _PIECES and _is_patched(word[long:]) for long in range(len(word), 2, -1))


def junk(words: pl.Series) -> pl.Series:
    """Say which words (small letters) are one key held down, a walk along the keyboard or a stammer."""
    return kinds(words).is_not_null()


def mashed(words: pl.Series) -> pl.Series:
    """Say which words (small letters) nobody could say aloud, so that they are no names; firms are called so."""
    is_heap = words.str.contains(r"[бвгджзйклмнпрстфхцчшщ]{6}|[bcdfghjklmnpqrstvwxz]{9}")
    is_silent = words.str.contains(r"^[бвгджзйклмнпрстфхцчшщьъ]{5,}$|^[sdfghjkl]{6,}$")
    # Eastern names begin with «ы» and «нг», but no name is made of the middle row alone and begins so.
    is_middle_row = words.str.contains(r"^ы[фывапролджэ]{2,}$|^[ьъ]")
    return (is_heap | is_silent | is_middle_row).fill_null(value=False)
