"""Words that people type where a value has to stand and they have none («пустышки»)."""

from __future__ import annotations

import polars as pl


def words(text: str) -> frozenset[str]:
    """Return the words of a text: lists of words read best as text."""
    return frozenset(text.split())


# A cell of nothing but these says that there is no value; they are never a name, a firm or a city.
NO_VALUE = words(
    "нет нету не без имени имя имён фамилии фамилия отчества отчество названия название данных данные указано указан "
    "указана указаны назначен назначена известно известен известна известный неизвестно неизвестный неизвестная "
    "неизвестен неизвестна "
    "отсутствует отсутствуют пусто пустой пропуск прочерк никто аноним анонимный анонимно безымянный безымянная фио "
    "заполнено заполнить уточнить уточняется знаю хз помню хочет сказал сказала представился представилась оставил "
    "оставила телефона телефон почты почта email мейла no none null nan nil empty unknown undefined noname nobody "
    "anonymous n na a н д not available set provided given name surname firstname lastname first last fio - — ?"
)
# A row that somebody made to try things out.
TRIAL = words(
    "тест тестов тестова тестович тестовна тестовый тестовая тестовое тестовые тестирование тестик test testing testov "
    "testova testovich проверка демо lorem ipsum админ admin administrator"
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "1234567890")
_SHORT_RUNS = words("qwe asd zxc йцу фыв ячс wer sdf ыва qaz wsx цук")
_RUNS = frozenset(row[at : at + long] for row in _ROWS for long in range(4, 13) for at in range(len(row) - long + 1))


def junk(words: pl.Series) -> pl.Series:
    """Say which words (small letters) are one key held down, a walk along the keyboard or a stammer."""
    if words.is_empty():
        return words.is_in([])
    frame = pl.DataFrame({"word": words}).with_columns(
        first=pl.col("word").str.slice(0, 1), half=pl.col("word").str.slice(0, pl.col("word").str.len_chars() // 2)
    )
    long = pl.col("word").str.len_chars()
    third = pl.col("word").str.slice(0, long // 3)
    run = _SHORT_RUNS | _RUNS
    is_run = pl.col("word").is_in(list(run))
    is_doubled = (long >= 6) & (pl.col("half") + pl.col("half") == pl.col("word")) & pl.col("half").is_in(list(run))
    is_tripled = (long >= 6) & (third + third + third == pl.col("word"))
    is_one_key = (long >= 2) & (pl.col("word").str.strip_chars(pl.col("first")) == "")
    return frame.select((is_run | is_doubled | is_tripled | is_one_key).fill_null(value=False)).to_series()


def is_no_value(cells: pl.Series) -> pl.Series:
    """Say which cells consist of words for «nothing», signs and zeros only; an empty cell is not one of them."""
    may_be = (cells != "") & ~cells.str.contains("[1-9]")
    if not may_be.any():
        return may_be
    bare = cells.filter(may_be).str.to_lowercase().str.replace_all(r"[^\p{L}]+", " ").str.strip_chars(" ")
    first_is = bare.str.extract(r"^(\p{L}*)").is_in(["", *NO_VALUE])
    words = bare.filter(first_is).str.split(" ").list.eval(pl.element().is_in(["", *NO_VALUE])).list.all()
    first_is = first_is.scatter(first_is.arg_true(), words)
    return may_be.clone().scatter(may_be.arg_true(), first_is)
