"""A name cell cut into words, and what each distinct word is."""

from __future__ import annotations

from functools import cache

import polars as pl

from zhivo.quality.names import words
from zhivo.quality.names.dictionary import first_names, written
from zhivo.quality.names.sound import sound
from zhivo.quality.placeholders import NO_VALUE, TRIAL, keys
from zhivo.quality.placeholders.gate import among

LONGEST = 160  # letters of a cell that are looked at
MOST = 10  # words of a cell
# Sound keys: «-ович», «-евна», «-ична» with a slip of the pen, and the old forms without «ов».
_PATRONYMIC = r"(?:[oe]vi?q|[oe]vna|iqna)$|^(?:il|kuzm|fom|luk|nikit|sav|fok|mokej?)iq$|[^aeiouj]iq?na?viq$"
_SURNAME = (
    r"^.{2,}(?:[oe]va?|ina?|[sc]ki|[sc]k[ao]ja|aja|oi|ih|enk[oa]|qenko|ko|[^aeiou]uk|juk|ak|ik|ec|jan|janc|janec|dze|wvili|iani"
    r"|ava|ua|man|berg|wtein|son|iq|ih|ev|li)$"
)
_MACHINE = r"[0-9]\p{L}+[0-9]"  # «a3f9c2e1»
_LOOK_ALIKE = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))


def prepared(texts: pl.Series) -> pl.Series:
    """Return cell texts with spaces where words part and a mark (, or &) where another person or a remark begins."""
    # Letters and single spaces are ready as they are, and by far the most.
    is_odd = ~texts.str.contains(r"^[А-ЯЁа-яё-]+(?: [А-ЯЁа-яё-]+)*$") | texts.str.contains(r"(?: |^)[А-ЯЁ]{2}(?: |$)")
    if not is_odd.any():
        return texts
    odd = texts.filter(is_odd)
    marked = (
        odd.str.slice(0, LONGEST)
        .str.replace_all(r"[(\[{<][^)\]}>]*[)\]}>]?", " ")
        .str.replace_all(r"[\x{2010}-\x{2015}]", "-")
        .str.replace_all(r"[`\x{2019}\x{02BC}\x{00B4}]", "'")
        .str.replace_all(r"(?i)(^|\s)ф\.\s?и\.\s?о\b\.?", "${1}фио")
        .str.replace_all(r"\s+-+\s+|[,;/|\\\n\t:]+", " , ")
        .str.replace_all(r"\s+(?:и|and)\s+|[&+]", " & ")
        .str.replace_all(".", ". ", literal=True)
        .str.replace_all(r"[^\p{L}\p{M}\p{N}'.,&\s-]", " ")
    )
    # «Иванов ИИ»: two capitals beside a word in small letters are initials.
    parted = marked.str.replace_all(r"(^|\s)(\p{Lu})(\p{Lu})(\s|$)", "$1$2. $3. $4")
    ready = parted.zip_with(odd.str.contains(r"\p{Ll}{2}"), marked)
    return texts.clone().scatter(is_odd.arg_true(), ready)


def cut(cells: pl.DataFrame) -> pl.DataFrame:
    """Cut cells (`index`, `hint`, `text`) into words: one row a word, in order, without empty ones."""
    return (
        cells.with_columns(word=pl.col("text").str.split(" ").list.slice(0, MOST * 2))
        .drop("text")
        .explode("word")
        .filter(pl.col("word").str.contains(r"[\p{L}\p{N},&]"))
    )


def classify(distinct: pl.Series) -> pl.DataFrame:
    """Say of distinct words what each is: word, shown (as displayed), key (sound), class, first_key and sex.

    `class` is one letter: f a known first name, p a patronymic, s like a surname, u unknown, i an initial,
    o «оглы» and the like, v a particle, r a remark, z a preposition, j one or an initial, w a remark or a surname,
    n a word for nothing, t a trial, T a trial or a surname, ~ keys pressed at random, g a guest of a chat, a an animal,
    e one in English, k one that is a surname too, q a quality of one, y a city, c a word of firms, # a machine's,
    "," and "&" separators, 0 not a word.
    """
    frame = pl.DataFrame({"word": distinct.cast(pl.String)})
    frame = frame.with_columns(bare=pl.col("word").str.replace_all(r"[^\p{L}\p{M}'-]+", "").str.strip_chars("-'"))
    bare = pl.col("bare")
    is_mixed = bare.str.contains("[а-яёА-ЯЁ]") & bare.str.contains("[A-Za-z]")
    frame = frame.with_columns(bare=pl.when(is_mixed).then(bare.str.replace_many(_LOOK_ALIKE)).otherwise(bare))
    frame = frame.with_columns(lower=pl.col("bare").str.to_lowercase(), key=sound(pl.col("bare")))
    compound = among(
        frame,
        may_be=frame["lower"].str.contains("-", literal=True),
        judge=lambda several: _compounds(several["lower"]),
    )
    frame = frame.with_columns(
        compound.alias("compound"), junk=_junk(frame["lower"]), spelled=written(pl.col("bare"), heard=pl.col("key"))
    )
    for by in ("spelled", "key"):
        known = first_names().rename({"written": by, "first_key": f"{by}_first", "sex": f"{by}_sex"})
        frame = frame.join(known, on=by, how="left", maintain_order="left")
    # «Анна-Мария»: two first names are one.
    both = pl.all_horizontal(pl.col("key").str.extract(half).is_in(_known()) for half in ("^([a-z]+)-", "-([a-z]+)$"))
    frame = frame.with_columns(
        first_key=pl.coalesce("spelled_first", "key_first", pl.when(both).then("key")),
        sex=pl.when(pl.col("spelled_first").is_not_null()).then("spelled_sex").otherwise("key_sex"),
    )
    frame = frame.with_columns(_class().alias("class"), title=pl.col("bare").str.to_titlecase())
    is_initial = pl.col("class").is_in(["i", "j"])
    one_letter = pl.when(is_initial).then(pl.col("key").str.slice(0, 1)).otherwise("key")
    return frame.select(
        "word",
        _shown().alias("shown"),
        one_letter.alias("key"),
        "class",
        pl.coalesce(pl.when(~is_initial).then("first_key"), one_letter).alias("first_key"),
        pl.when(pl.col("class") == "f").then("sex").alias("sex"),
    )


def _compounds(lower: pl.Series) -> pl.Series:
    """The class of «чат-гость» and «онлайн-покупатель» by one of their halves."""
    halves = pl.DataFrame({"half": lower.str.split("-")})
    is_guest = pl.col("half").list.eval(pl.element().is_in(list(words.GUESTS))).list.any()
    is_remark = pl.col("half").list.last().is_in(list(words.REMARKS))
    return halves.select(pl.when(is_guest).then(pl.lit("g")).when(is_remark).then(pl.lit("r"))).to_series()


def _junk(lower: pl.Series) -> pl.Series:
    return keys.junk(lower) | keys.mashed(lower)


@cache
def _known() -> pl.Series:
    return first_names()["written"].implode()


def _class() -> pl.Expr:
    lower, key, word = pl.col("lower"), pl.col("key"), pl.col("word")
    letters = lower.str.len_chars()
    is_digraph = word.str.ends_with(".") & lower.is_in(list(words.DIGRAPHS))
    return (
        pl.when(word.is_in([",", "&"]))
        .then(word)
        .when((letters == 0) & word.str.contains("&"))
        .then(pl.lit("&"))
        .when((letters == 0) & word.str.contains(","))
        .then(pl.lit(","))
        .when((letters == 0) | word.str.contains(r"^[0-9]+\p{L}{0,3}$"))
        .then(pl.lit("0"))
        .when(word.str.contains(_MACHINE) & (word.str.count_matches("[0-9]") >= 3))
        .then(pl.lit("#"))
        .when(word.is_in(list(words.SHORT_PREPOSITIONS)))
        .then(pl.lit("j"))
        .when((letters == 1) | is_digraph)
        .then(pl.lit("i"))
        .when(lower.is_in(list(words.TRIAL_SURNAMES)))
        .then(pl.lit("T"))
        .when(lower.is_in(list(TRIAL)))
        .then(pl.lit("t"))
        .when(lower.is_in(list(words.PATRONYMIC_ENDS)))
        .then(pl.lit("o"))
        .when(lower.is_in(list(words.PARTICLES)))
        .then(pl.lit("v"))
        .when(lower.is_in(list(words.SURNAMES_TOO)) & word.str.contains(r"^\p{Lu}"))
        .then(pl.lit("w"))
        .when(lower.is_in(list(words.GUESTS)) | (pl.col("compound") == "g"))
        .then(pl.lit("g"))
        .when(lower.is_in(list(NO_VALUE)) & pl.col("first_key").is_null())
        .then(pl.lit("n"))
        .when(lower.is_in(list(words.PREPOSITIONS)))
        .then(pl.lit("z"))
        .when((pl.col("compound") == "r") | lower.is_in(list(words.REMARKS | words.SURNAMES_TOO)))
        .then(pl.lit("r"))
        .when(lower.is_in(list(words.COMPANY)))
        .then(pl.lit("c"))
        .when(lower.is_in(list(words.ANIMALS)))
        .then(pl.when(lower.str.contains("[a-z]")).then(pl.lit("e")).otherwise(pl.lit("a")))
        .when(lower.is_in(list(words.QUALITIES)))
        .then(pl.lit("q"))
        .when(pl.col("first_key").is_not_null())
        .then(pl.lit("f"))
        .when(lower.is_in(list(words.SURNAME_ANIMALS)))
        .then(pl.lit("k"))
        .when(pl.col("junk"))
        .then(pl.lit("~"))
        .when(key.str.contains(_PATRONYMIC) & (letters >= 4))
        .then(pl.lit("p"))
        .when(key.str.contains(_SURNAME))
        .then(pl.lit("s"))
        .when(lower.is_in(list(words.CITIES)))
        .then(pl.lit("y"))
        .otherwise(pl.lit("u"))
    )


def _shown() -> pl.Expr:
    bare = pl.col("bare")
    inner_capital = bare.str.contains(r"^(?:Mc|Mac|Fitz|De|Di|Du|La|Le|O)[A-Z][a-z]+$")
    is_small = (pl.col("class") == "o") | ((pl.col("class") == "v") & (bare == pl.col("lower")))
    initial = pl.col("title") + "."
    return (
        pl.when(pl.col("class").is_in(["i", "j"]))
        .then(initial)
        .when(is_small)
        .then("lower")
        .when(inner_capital)
        .then("bare")
        .otherwise("title")
    )
