"""Legal forms of firms in the ways people write them, and their short names."""

from __future__ import annotations

import polars as pl

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
    **{form.lower(): form for form in (
        "ООО ОАО ЗАО ПАО НАО АО ИП ГУП МУП ФГУП ФГБУ ФГБОУ ФГКУ ФКУ ФГАОУ ФГАУ МБОУ МБДОУ МКУ МБУ МАУ МАОУ ГБУ ГБОУ "
        "ГБУЗ ГКУ ГАУ АНО НКО НП НПО ТСЖ ТСН СНТ ГСК ЖСК ОДО ТОО КФХ СПК ОсОО ЧУП ЧП ПБОЮЛ НПАО ЧОУ НОУ КПК СПОК ЧТУП"
    ).split()},
    **{form.lower(): form for form in "LLC LLP Ltd Limited Inc Corp GmbH AG SA SRL SARL JSC PJSC PLC OOO ZAO OAO PAO BV NV Oy AB".split()},
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
_WORDS = "|".join(sorted((form.replace(".", r"\.") for form in _SHORT if form not in _IN_CAPITALS), key=len, reverse=True))
_CAPITALS = "AO|IP|АО|ИП|НП|ЧП"
BEFORE = _BEGIN + rf"((?i:{_WORDS})|{_CAPITALS})(?:\.|[\s\"'«»„“”,:(]+|$)"
AFTER = rf"[\s\"'«»„“”,.(]+((?i:{_WORDS})|{_CAPITALS}|AG|SA|NV|BV|AB|Oy)\.?\)?" + _END
_TRIGGERS = ["обществ", "предприним", "предприят", "учрежден", "организац", "товариществ", "хозяйств", "партн", "кооператив"]
_TRIGGERS += ["бюро", "liability", "joint"]
_LOOK_ALIKE = {"3АО": "ЗАО", "3AO": "ЗАО", "ОOО": "ООО", "OОО": "ООО", "ООO": "ООО", "OOО": "ООО", "ОOO": "ООО", "OОO": "ООО"}


def shortened(names: pl.Series) -> pl.Series:
    """Return firm names with legal forms that were written out, dotted or typed in mixed alphabets made short."""
    frame = pl.DataFrame({"name": names})
    name = pl.col("name")
    dotted = name.str.replace(r"(?i)\b([озпа])\.\s?([оа])\.\s?о\.?(\s|\"|«|$)", "${1}${2}О$3").str.replace(
        r"(?i)\bи\.\s?п\.(\s|$)", "ИП$1"
    )
    frame = frame.with_columns(dotted.str.replace_many(_LOOK_ALIKE).alias("name"))
    lower = frame["name"].str.to_lowercase()
    is_long = lower.str.contains_any(_TRIGGERS)
    if not is_long.any():
        return frame["name"]
    long = frame.filter(is_long)["name"]
    for pattern, form in _WRITTEN_OUT:
        long = long.str.replace(rf"(?i)\b(?:{pattern})(?:\b|$)", f"{form} ")
    return frame["name"].scatter(is_long.arg_true(), long)


def split(names: pl.Series) -> pl.DataFrame:
    """Split firm names into `name` (without quotes), `form` (null without one) and `is_transliterated`."""
    frame = pl.DataFrame({"name": shortened(names)})
    name = pl.col("name")
    frame = frame.with_columns(before=name.str.extract(BEFORE), after=name.str.extract(AFTER))
    rest = (
        pl.when(pl.col("before").is_not_null())
        .then(name.str.replace(BEFORE, "").str.replace(AFTER, ""))
        .when(pl.col("after").is_not_null())
        .then(name.str.replace(AFTER, ""))
        .otherwise(name)
    )
    found = pl.coalesce("before", "after")
    lower = found.str.to_lowercase()
    form = lower.replace_strict(_SHORT, default=None, return_dtype=pl.String)
    bare = rest.str.replace_all(r"[\"«»„“”‟′″]+|^'+|'+$|(\s)'+|'+(\s)", "$1$2").str.replace_all(r"\s+", " ")
    bare = bare.str.strip_chars(" ,;:-")
    return frame.select(
        pl.when(bare.str.contains(r"(?:^|[\s.])\p{L}\.$")).then(bare).otherwise(bare.str.strip_chars(" .,;:-")).alias("name"),
        lower.replace_strict({"ao": "АО", "ip": "ИП"}, default=form, return_dtype=pl.String).alias("form"),
        lower.is_in([*_TRANSLITERATED, "ao", "ip"]).fill_null(value=False).alias("is_transliterated"),
    )
