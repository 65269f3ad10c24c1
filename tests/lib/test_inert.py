import pytest
from django.db import connection

from zhivo.lib.inert import inert, inert_sql

FORMULAS = [
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "=HYPERLINK('x')",
    "-",
    "+",
]
HARMLESS = ["+7 (912) 345-67-89", "+79123456789", "-12,5", "-3", "+4.25", "", "ООО «Ромашка»", "a=b", "8-912"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_made_harmless(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", HARMLESS)
def test_phones_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


@pytest.mark.django_db
def test_the_database_does_the_same() -> None:
    cells = [*FORMULAS, *HARMLESS, "-1\n", "+7 912 345-67-89\n=1", "1\n=1"]

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cell, {inert_sql('cell')} FROM unnest(%s::text[]) AS c(cell)", [cells])
        found = dict(cursor.fetchall())

    assert found == {cell: inert(cell) for cell in cells}
