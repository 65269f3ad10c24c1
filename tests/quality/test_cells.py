from datetime import date

import polars as pl

from zhivo.quality.cells import Cells, flagged, gathered, tidy


def cells(**columns: list[str]) -> Cells:
    return Cells(pl.DataFrame(columns), today=date(2026, 6, 1), earliest=date(1900, 1, 1))


def test_odd_spaces_and_loose_accents_are_tidied() -> None:
    assert tidy(pl.Series(["\u00a0Иван\u2003 Иванов\u200b ", "Андре\u0438\u0306", "Иван Иванов", ""])).to_list() == [
        "Иван Иванов",
        "Андрей",
        "Иван Иванов",
        "",
    ]


def test_several_columns_of_a_field_are_found_by_its_name() -> None:
    piece = cells(phone=["1", ""], phone__2=["2", "3"], phones__x=["4", "4"])

    assert piece.fields == ["phone", "phones__x"]
    assert piece.long("phone").rows() == [(0, "1"), (0, "2"), (1, "3")]
    assert piece.one("phone").to_list() == ["1", "3"]


def test_a_field_that_did_not_come_in_is_empty() -> None:
    piece = cells(phone=["1", "2"])

    assert piece.one("email").to_list() == ["", ""]
    assert piece.long("email").is_empty()
    assert not piece.has("email", "inn")


def test_null_is_no_reason() -> None:
    assert flagged(pl.Series([True, None, False]), "phone:invalid").rows() == [(0, "phone:invalid")]


def test_values_are_gathered_once_a_row_in_the_order_found() -> None:
    found = pl.DataFrame({"index": [2, 0, 0, 0], "value": ["c", "b", "a", "b"]}, schema_overrides={"index": pl.UInt32})

    assert gathered(found, height=4).to_list() == [["b", "a"], [], ["c"], []]


def test_an_apostrophe_before_a_formula_is_taken_off_and_no_other() -> None:
    piece = cells(comment=["'=1+1", "'-x", "'тут", "=1", "''=1", " '=1", "'\t'=1"])

    assert piece.one("comment").to_list() == ["=1+1", "-x", "'тут", "=1", "''=1", "=1", "=1"]
