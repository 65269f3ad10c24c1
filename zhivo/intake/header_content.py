"""What a column without a telling name holds: by its values, and by what the other columns of the table are already.

No guess from values alone is a sure one: whoever imports is asked to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from zhivo.intake import header_values as values
from zhivo.intake.fields import CLIENT_FIELDS
from zhivo.intake.header_look import Look
from zhivo.intake.header_table import Column

SUREST = 0.88
_NAMES = {"full_name", "last_name", "first_name", "company"}
_FEW = 0.45  # of the filled rows: so many different values have words that people choose from a list


@dataclass(frozen=True)
class Sign:
    """A field that a column may go to if at least this share of its values passes the test.

    `most` is how sure that can get. `strong`: a column with a name of its own, or with one that says otherwise, is
    taken for it too.
    """

    field: str
    test: Callable[[str], bool]
    least: float
    most: float
    strong: bool = False
    few: bool = False  # the same values again and again
    rows: int = 0  # so many values are needed to tell
    digits: bool | None = None  # True: every such value has a digit; False: hardly any has one


# In this order where a column passes several: what is told by its form goes before what is told by words.
SIGNS = (
    Sign("email", values.is_email, 0.6, SUREST, strong=True),
    Sign("whatsapp", values.is_whatsapp, 0.6, SUREST, strong=True),
    Sign("telegram", values.is_telegram, 0.6, SUREST, strong=True),
    Sign("vk", values.is_vk, 0.6, SUREST, strong=True),
    Sign("inn", values.is_inn, 0.6, SUREST, strong=True, digits=True),
    Sign("ogrn", values.is_ogrn, 0.6, SUREST, strong=True, digits=True),
    Sign("kpp", values.is_kpp, 0.8, 0.85, digits=True),
    Sign("phone", values.is_phone, 0.6, SUREST, strong=True, digits=True),
    Sign("phone", values.holds_phone, 0.6, 0.85, digits=True),
    Sign("birthday", values.is_old_day, 0.6, 0.86, digits=True),
    Sign("time_zone", values.is_time_zone, 0.7, 0.85, few=True),
    Sign("sex", values.is_sex, 0.8, 0.85, few=True, digits=False),
    Sign("kind", values.is_kind, 0.8, 0.7, few=True, digits=False),
    Sign("region", values.is_region, 0.6, 0.8, digits=False),
    Sign("city", values.is_city, 0.6, 0.86, digits=False),
    Sign("address", values.is_address, 0.5, 0.85),
    Sign("company", values.is_firm, 0.4, 0.85),
    Sign("heat", values.is_heat, 0.8, 0.7, few=True, digits=False),
    Sign("responsible", values.is_person, 0.6, 0.7, few=True, rows=12, digits=False),
    Sign("responsible", values.is_first_name, 0.8, 0.65, few=True, rows=15, digits=False),
    Sign("patronymic", values.is_patronymic, 0.7, 0.86, digits=False),
    Sign("first_name", values.is_first_name, 0.6, 0.86, digits=False),
    Sign("position", values.is_post, 0.6, 0.72),
    Sign("full_name", values.is_person, 0.5, 0.86, digits=False),
    Sign("last_name", values.is_surname, 0.5, 0.8, digits=False),
    Sign("status", values.is_state, 0.6, 0.7, few=True),
    Sign("source", values.is_source, 0.6, 0.7, few=True),
    Sign("created_on", values.is_moment, 0.7, 0.6, digits=True),
    Sign("address", values.is_house, 0.6, 0.65, digits=True),
    Sign("phone", values.is_local_phone, 0.7, 0.6, digits=True),
    Sign("comment", values.is_long, 0.5, 0.7),
    Sign("comment", values.is_remark, 0.25, 0.6),
    Sign("responsible", values.is_person, 0.6, 0.55, digits=False),  # the second column of persons
)
_A_FEW = 0.3
_MOST = 12  # different values of a list to choose from
_TELLING = 12  # values; of fewer nobody can say whether they come from a list
_ANYWAY = 0.1  # of the confidence goes where few values are there to judge by
_ENOUGH = 3


def strongest(look: Look) -> tuple[str, float] | None:
    """Return what these values can hardly fail to be whatever the header says, and how surely."""
    return next(_options(look, only_strong=True), None)


def settle_content(columns: list[Column]) -> None:
    """Give columns that wait for it the best field that nothing else feeds yet, the surest column first."""
    taken = {column.field for column in columns}
    offered = [(column, _options(column.look)) for column in columns if column.waits]
    waiting = [(column, options, next(options, None)) for column, options in offered]
    waiting.sort(key=lambda one: (one[2][1] if one[2] else 0.0, one[0].look.variety), reverse=True)
    for column, options, first in waiting:
        for field, sure in chain([first] if first else [], options):
            if field in taken and field == "city":
                field = "address"
            if field not in taken or CLIENT_FIELDS[field].many:
                # A name of its own, though we do not know it, may mean that this is no phone of the client.
                column.becomes(field, round(sure - (0.06 if column.name else 0), 2), "values")
                taken.add(field)
                break
    _name_somebody(columns)


def _name_somebody(columns: list[Column]) -> None:
    """A list of clients names them: the only column of persons is not who works with them."""
    if not any(column.field in _NAMES for column in columns):
        for column in columns:
            if column.field == "responsible" and column.why == "values" and column.look.share(values.is_person) > 0.5:
                column.becomes("full_name", 0.6, "values")
                return


def _options(look: Look, *, only_strong: bool = False) -> Iterator[tuple[str, float]]:
    """Fields that the values allow, the likeliest first."""
    if not look.filled:
        return
    is_few = look.filled < _TELLING or (look.variety <= _FEW and look.variety * look.filled <= _MOST)
    penalty = _ANYWAY if look.filled < _ENOUGH else 0
    if not only_strong and look.are_lists and look.share(values.is_firm) < _A_FEW:
        yield "tags", 0.7 - penalty
    if not only_strong and look.are_ages:
        yield "age", 0.6
    if not only_strong and look.are_codes:
        yield "source_id", 0.6
    for sign in SIGNS:
        is_tried = (sign.strong or not only_strong) and _has_digits_for(sign, look)
        if not is_tried or look.filled < sign.rows or (sign.few and not is_few):
            continue
        share = look.share(sign.test)
        if share >= max(sign.least, 0.8 if only_strong else 0):
            yield sign.field, round(0.5 + (sign.most - 0.5) * share - penalty, 2)


def _has_digits_for(sign: Sign, look: Look) -> bool:
    """Whether it is worth the time to try."""
    share = look.with_digits
    return sign.digits is None or (share >= sign.least if sign.digits else share <= 1 - sign.least)
