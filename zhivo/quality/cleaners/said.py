"""Fields that say yes or no, person or company: a word that says neither is told, not guessed over."""

from __future__ import annotations

import polars as pl

from zhivo.quality.cells import Cells, flagged, nothing
from zhivo.quality.cleaners import Cleaned, Cleaner, cleaners
from zhivo.quality.placeholders import is_no_value

YES_NO = ("consent", "do_not_contact")
_YES = (
    r"^(?:да|д|есть|ага|yes|y|true|истина|on|ok|ок|x|х|v|согла\p{L}*|подпис\p{L}*|разреш\p{L}*|можно|получен\p{L}*|"
    r"дано?|granted|subscribed|agreed?|opt(?:ed)?[ -]?in)(?:$|\P{L})"
)
_NO = (
    r"^(?:нет|н|no|n|false|ложь|off|не|отказ\p{L}*|отпис\p{L}*|запре\p{L}*|нельзя|отозван\p{L}*|стоп|stop|"
    r"unsubscribed|denied|revoked|none|opt(?:ed)?[ -]?out)(?:$|\P{L})"
)
_SIGN = r"^[+✓✔☑✅×✗✘☐-]$|^[01](?:[.,]0+)?$"
_DAY = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"  # a consent of a day is a consent
_KIND = (
    r"юр|комп|фирм|организ|предпр|compan|firm|organi|legal|b2b|ооо|business|физ|част|лиц|чел|контакт|person|contact|"
    r"individ|b2c|(?:^|\P{L})(?:ип|фл|юл)(?:$|\P{L})|самозан|женщ|мужч|клиент|client|customer"
)


def clean(cells: Cells, done: pl.DataFrame) -> Cleaned:
    """Keep consent and do_not_contact as they are written; say what no answer can be read from."""
    columns, reasons = [], [nothing()]
    for name in YES_NO:
        if name in cells.fields:
            written = cells.one(name)
            known = written.str.to_lowercase().str.contains(f"{_YES}|{_NO}|{_SIGN}|{_DAY}")
            columns.append(written.to_frame().select(pl.when(pl.col(name) != "").then(name).alias(name))[name])
            reasons.append(flagged((written != "") & ~known & ~is_no_value(written), f"{name}:unknown"))
    if "kind" in cells.fields:
        written = cells.one("kind")
        known = written.str.to_lowercase().str.contains(_KIND)
        reasons.append(flagged((written != "") & ~known & ~is_no_value(written), "kind:unknown"))
    return Cleaned(pl.DataFrame(columns), pl.concat(reasons))


cleaners.add(Cleaner(key="said", label="Yes and no, person and company", fields=(*YES_NO, "kind"), run=clean))
