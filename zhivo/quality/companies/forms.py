"""Legal forms of firms in the ways people write them, and their short names."""

from __future__ import annotations

from functools import cache

import polars as pl

from zhivo.quality.placeholders import words

# Written out in full: the pattern, in small letters, and the short form. Longer ones first.
_WRITTEN_OUT = (
    (r"общество с (?:ограниченной|огр\.?) (?:ответственностью|отв\.?)", "ООО"),
    (r"общество с дополнительной ответственностью", "ОДО"),
    (r"товарищество с ограниченной ответственностью", "ТОО"),
    (r"(?:публичное|пуб\.?) (?:акционерное|акц\.?) общество", "ПАО"),
    (r"(?:открытое|откр\.?) (?:акционерное|акц\.?) общество", "ОАО"),
    (r"(?:закрытое|закр\.?) (?:акционерное|акц\.?) общество", "ЗАО"),
    (r"непубличное акционерное общество", "НАО"),
    (r"акционерное общество", "АО"),
    (r"(?:глава )?крестьянско(?:го|е)?[ -]\(?фермерско(?:го|е)\)? хозяйств[оа]", "КФХ"),
    (r"(?:индивидуальный|инд\.?) предприниматель", "ИП"),
    (r"частный предприниматель", "ИП"),
    (r"федеральное государственное унитарное предприятие", "ФГУП"),
    (r"государственное унитарное предприятие", "ГУП"),
    (r"муниципальное унитарное предприятие", "МУП"),
    (r"федеральное государственное бюджетное образовательное учреждение(?: высшего образования)?", "ФГБОУ"),
    (r"федеральное государственное бюджетное учреждение", "ФГБУ"),
    (r"федеральное казённое учреждение|федеральное казенное учреждение", "ФКУ"),
    (r"муниципальное бюджетное (?:дошкольное образовательное|общеобразовательное|образовательное) учреждение", "МБОУ"),
    (r"муниципальное (?:казённое|казенное) учреждение", "МКУ"),
    (r"муниципальное бюджетное учреждение", "МБУ"),
    (r"государственное бюджетное учреждение(?: здравоохранения)?", "ГБУ"),
    (r"государственное (?:казённое|казенное) учреждение", "ГКУ"),
    (r"автономная некоммерческая организация", "АНО"),
    (r"некоммерческое партн[её]рство", "НП"),
    (r"некоммерческая организация", "НКО"),
    (r"товарищество собственников (?:жилья|недвижимости)", "ТСЖ"),
    (r"садовое некоммерческое товарищество", "СНТ"),
    (r"гаражно-строительный кооператив|гаражный кооператив", "ГСК"),
    (r"производственный кооператив", "ПК"),
    (r"адвокатское бюро", "АБ"),
    (r"limited liability company", "LLC"),
    (r"limited liability partnership", "LLP"),
    (r"joint[ -]stock company", "JSC"),
)
# Short, as small letters with Russian ones for the Latin that look the same, and how they are shown.
_SHORT = {
    **{form.lower(): form for form in words(
        "ООО ОАО ЗАО ПАО НАО АО ИП ГУП МУП ФГУП ФГБУ ФГБОУ ФГКУ ФКУ ФГАОУ ФГАУ МБОУ МБДОУ МКУ МБУ МАУ МАОУ ГБУ ГБОУ "
        "ГБУЗ ГКУ ГАУ АНО НКО НП НПО ТСЖ ТСН СНТ ГСК ЖСК ОДО ТОО КФХ СПК ОсОО ЧУП ЧП ПБОЮЛ НПАО ЧОУ НОУ КПК СПОК ЧТУП"
    )},
    **{form.lower(): form for form in words(
        "LLC LLP Ltd Limited Inc Corp GmbH AG SA SRL SARL JSC PJSC PLC BV NV Oy AB"
    )},
    "пбоюл": "ИП", "ooo": "ООО", "zao": "ЗАО", "oao": "ОАО", "pao": "ПАО",
    "limited": "Ltd",
}  # fmt: skip
# Russian forms in Latin letters, by sound: they say that the rest of the name is transliterated too.
_TRANSLITERATED = ("ooo", "zao", "oao", "pao")
# Two letters that are words or surnames when small: a form only in capitals.
_IN_CAPITALS = ("ао", "ип", "нп", "чп", "ab", "ag", "sa", "nv", "bv", "oy")
PERSONS_OWN = ("ИП", "КФХ", "ЧП")

_BEGIN = r"^[\s\"'«»„“”.,-]*"
_END = r"[\s\"'«»„“”.,-]*$"
_WORDS = "|".join(
    sorted((form.replace(".", r"\.") for form in _SHORT if form not in _IN_CAPITALS), key=len, reverse=True)
)
_CAPITALS = "AO|IP|АО|ИП|НП|ЧП"
BEFORE = _BEGIN + rf"((?i:{_WORDS})|{_CAPITALS})(?:\.|[\s\"'«»„“”,:(]+|$)"
AFTER = rf"[\s\"'«»„“”,.(]+((?i:{_WORDS})|{_CAPITALS}|AG|SA|NV|BV|AB|Oy)\.?\)?" + _END
_TRIGGERS = sorted(
    words("обществ предприним предприят учрежден организац товариществ хозяйств партн кооператив бюро liability joint")
)
_LOOK_ALIKE = {
    "3АО": "ЗАО",
    "3AO": "ЗАО",
    "ОOО": "ООО",
    "OОО": "ООО",
    "ООO": "ООО",
    "OOО": "ООО",
    "ОOO": "ООО",
    "OОO": "ООО",
}


@cache
def hints() -> list[str]:
    """Return pieces of text one of which is in nearly every cell with a legal form (and in some without)."""
    capitals = [form.upper() for form in {*_SHORT, *_LOOK_ALIKE}] + ["AO", "IP"]
    small = [cased for form in ("ооо", "оао", "зао", "пао", "ooo", "llc") for cased in (form, form.title())]
    named = ["Ltd", "ltd", "Inc", "inc.", "Corp", "GmbH", "Oy", ".О.О", ".о.о"]
    return [*capitals, *small, *named, *(cased for one in _TRIGGERS for cased in (one, one.title(), one.upper()))]


def shortened(names: pl.Series) -> pl.Series:
    """Return firm names with legal forms that were written out, dotted or typed in mixed alphabets made short."""
    dotted = names.str.replace(r"(?i)\b([озпа])\.\s?([оа])\.\s?о\.?(\s|\"|«|$)", "${1}${2}О$3")
    short = dotted.str.replace_many(_LOOK_ALIKE)
    is_long = short.str.to_lowercase().str.contains_any(_TRIGGERS)
    if not is_long.any():
        return short
    long = short.filter(is_long)
    for pattern, form in _WRITTEN_OUT:
        long = long.str.replace(rf"(?i)\b(?:{pattern})(?:\b|$)", f"{form} ")
    return short.clone().scatter(is_long.arg_true(), long)


def split(names: pl.Series) -> pl.DataFrame:
    """Split firm names into `name` (without quotes), `form` (null without one) and `is_transliterated`."""
    name = shortened(names)
    before, after = name.str.extract(BEFORE), name.str.extract(AFTER)
    bare = name.str.replace(BEFORE, "").str.replace(AFTER, "")
    # An apostrophe stays inside a word (O'Key), every other quotation mark goes.
    bare = (
        bare.str.replace_all(r"[\"«»„“”‟′″]+|^'+|'+$|(\s)'+|'+(\s)", "$1$2")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars(" ,;:-")
    )
    ends_in_initial = bare.str.contains(r"(?:^|[\s.])\p{L}\.$")
    found = before.zip_with(before.is_not_null(), after).str.to_lowercase()
    return pl.DataFrame(
        {
            "name": bare.zip_with(ends_in_initial, bare.str.strip_chars(" .,;:-")),
            "form": found.replace_strict({**_SHORT, "ao": "АО", "ip": "ИП"}, default=None, return_dtype=pl.String),
            "is_transliterated": found.is_in([*_TRANSLITERATED, "ao", "ip"]).fill_null(value=False),
        }
    )
