import pytest

from zhivo.lib.inert import inert


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=HYPERLINK('x')", "-", "+"],
)
def test_a_cell_that_begins_like_a_formula_is_made_harmless(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["+7 (912) 345-67-89", "+79123456789", "-12,5", "-3", "+4.25", "", "ООО «Ромашка»", "a=b", "8-912"]
)
def test_phones_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell
