"""Days as they stand in a sentence: «12.03», «5 декабря 2026»; and what a day without a year means."""

from __future__ import annotations

import re
from datetime import date

# Each month by the beginnings of its forms; «майки» and «декор» are none.
MONTHS = (
    "янв(?:ар[ьяею])?", "фев(?:р(?:ал[ьяею])?)?", "мар(?:т[аеу]?)?", "апр(?:ел[ьяею])?", "ма[йяею]", "июн[ьяею]?",
    "июл[ьяею]?", "авг(?:уст[аеу]?)?", "сент?(?:ябр[ьяею])?", "окт(?:ябр[ьяею])?", "ноя(?:б(?:р[ьяею])?)?",
    "дек(?:абр[ьяею])?",
)  # fmt: skip
MONTH = rf"(?:{'|'.join(MONTHS)})(?![а-я])"
_YEAR = r"(?:19|20)\d\d|\d\d"
_OF_YEAR = r"(?: ?г(?:\.|ода?|(?![а-я])))?"
_D, _M = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
NUMERIC = (
    rf"(?<!\d)(?<!\d\.){_D}(?:[./]{_M}(?:[./](?:{_YEAR})(?!\d){_OF_YEAR})?(?!\d|[.,/]\d)|-{_M}-(?:19|20)\d\d(?!\d))"
)
WORDED = rf"(?<!\d){_D}(?:-?(?:го|ое|му|е))? ?{MONTH}(?: (?:{_YEAR})(?! ?[:.-]\d|\d){_OF_YEAR})?"
ISO = r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
DAY = rf"(?:{ISO}|{NUMERIC}|{WORDED})"
_PARTS = re.compile(rf"(\d{{1,2}})(?:[./-](\d{{1,2}})|(?:-?(?:го|ое|му|е))? ?({MONTH}))(?:[./ -]({_YEAR}))?")
_LEAP = 2000
_AHEAD = 50  # a year of two digits lies less than so many years ahead


def read(written: str, *, today: date) -> str | None:
    """Return a day of DAY as ISO text, `--03-12` where it has no year, None where there is no such day."""
    if re.fullmatch(ISO, written):
        written = ".".join(reversed(written.split("-")))
    found = _PARTS.match(written)
    if not found:
        return None
    day, month, year = int(found[1]), _month(found), found[4]
    try:
        date(_full(year, today=today) if year else _LEAP, month, day)
    except ValueError:
        return None
    return f"{_full(year, today=today):04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _month(found: re.Match[str]) -> int:
    if found[2]:
        return int(found[2])
    return next(at for at, month in enumerate(MONTHS, start=1) if re.fullmatch(month, found[3]))


def _full(year: str, *, today: date) -> int:
    if len(year) > 2:
        return int(year)
    century = 2000 if int(year) + 2000 < today.year + _AHEAD else 1900
    return century + int(year)


def next_after(written: str, *, since: date) -> str:
    """Return the first day `--03-12` on `since` or after it, as ISO text."""
    month, day = int(written[2:4]), int(written[5:7])
    for year in range(since.year, since.year + 9):  # the 29th of February may be eight years off
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= since:
            return found.isoformat()
    raise ValueError(written)
