"""What stands in the column of firms where there is no firm."""

from __future__ import annotations

import polars as pl

from zhivo.quality.placeholders import digits, texts
from zhivo.quality.placeholders.gate import among
from zhivo.quality.placeholders.keys import RUN, STAMMER
from zhivo.quality.placeholders.nothing import words

PRIVATE, ONLY_FORM, WORD = "private", "only_form", "word"
_PRIVATE = (
    r"^(?:частн(?:ое|ый|ая|ые)?\.? ?(?:лицо|лица|клиент|заказчик|покупатель)?|ч[./ ]?л\.?|ф[./ ]?л\.?|"
    r"(?:как )?физ(?:ическ(?:ое|ие|их))?\.? ?лиц[оа]?|физ\.?|физики?|частники?|самозанят\p{L}*|"
    r"(?:временно )?(?:не работа\p{L}+|безработн\p{L}+|не трудоустроен\p{L}*)|пенсионер\p{L}*|"
    r"(?:на )?пенсии|домохозяйка|"
    r"студент\p{L}*|учащ\p{L}+ся|школьни\p{L}+|фриланс\p{L}*|(?:в )?декрете?|(?:для )?(?:себя|дома)|"
    r"личн(?:ое|о|ые)|сво[её] дело|сама?(?: по себе| на себя)?|граждан(?:ин|ка)|население|розница|"
    r"розн(?:\.|ичн\p{L}+) ?(?:покупател[ьи]|клиент\p{L}?)|в поиске(?: работы)?|не юр\.? ?лицо|"
    r"private(?: person| individual| client| customer)?|individual|self|self[- ]employed|freelancer?|unemployed|"
    r"retired|personal|home|household)(?: \([^)]*\))?$"
)
_WITHOUT = (
    r"^(?:(?:ип|ооо|ао) )?(?:нет|без) (?:своей |юр |места )?"
    r"(?:(?:компани|фирм|организаци|работ|мест|лиц|названи)\p{L}{1,2}|ооо|ип|юрлица)$"
)
_WORDS = words(
    "название наименование "
    "компания компании фирма фирмы организация организации предприятие предприятия контрагент клиент заказчик "
    "покупатель company firm organization"
)


# One of these is in each of them.
_STEMS = sorted(
    words(
        "частн физ самозан работ трудоус пенси домохоз студент учащ школьн фриланс декрет себ дома личн дело сам "
        "граждан насел розн поиск юр privat individ self freelan unempl retir personal home household назва "
        "наимен нет без"
    )
    | _WORDS
)
_SHORT = 4  # signs: «ч/л», «ИП»


def kinds(names: pl.Series, *, form: pl.Series) -> pl.Series:
    """Return why names without their legal form (`form`) are no firm's, null where they may be one's."""
    lower = names.str.to_lowercase()
    frame = pl.DataFrame({"name": names, "lower": lower, "form": form, "said": texts.kinds(names)})
    may_be = frame["said"].is_not_null() | lower.str.contains_any(_STEMS) | (lower.str.len_chars() <= _SHORT)
    return among(frame, may_be=may_be, judge=_judged)


def _judged(frame: pl.DataFrame) -> pl.Series:
    lower = frame["lower"]
    bare = lower.str.replace_all(r"[^\p{L}]+", " ").str.strip_chars(" ")
    frame = frame.with_columns(bare=bare)
    # Only in capitals is «ИП» a form; nobody is called by forms alone.
    is_form = pl.col("bare").str.contains(r"^(?:(?:ооо|оао|зао|пао|ао|ип|чп|нп|llc|ltd) ?)+$")
    number = pl.col("lower").str.extract(r"^(\d{1,12})$")
    is_walk = digits.walk(number) | (number.str.len_chars() == 1)
    is_word = (
        pl.col("bare")
        .str.replace("^(?:название|наименование|моя|мой|my|your|name|наша|тестовая|тестовое|тест|test) ", "")
        .is_in(list(_WORDS))
    )
    is_without = pl.col("bare").str.contains(_WITHOUT)
    # «Студент», «Имя», «ААА» with a legal form are names that somebody registered.
    has_form = pl.col("form").is_not_null()
    is_bare = ~has_form | (pl.col("form") == "ИП")
    is_said = pl.col("said").is_in([texts.TRIED, RUN, STAMMER]) | pl.col("bare").str.contains(
        r"^(?:(?:нет|не|без)(?: .*)?)?$"
    )
    return frame.select(
        pl.when(is_form | ((pl.col("lower") == "") & has_form))
        .then(pl.lit(ONLY_FORM))
        .when(is_bare & pl.col("lower").str.contains(_PRIVATE))
        .then(pl.lit(PRIVATE))
        .when(is_without)
        .then(pl.lit(texts.NOTHING))
        .when(pl.col("said").is_not_null() & (is_bare | is_said))
        .then("said")
        .when(is_walk.fill_null(value=False))
        .then(pl.lit(RUN))
        .when(is_word)
        .then(pl.lit(WORD))
    ).to_series()
