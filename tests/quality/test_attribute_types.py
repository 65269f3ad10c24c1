import polars as pl
import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhivo.clients.models import Attribute
from zhivo.quality.attribute_types import How, read, shown, types
from zhivo.quality.reasons import is_known

OPTIONS = ("XL", "M", "Ёлка", "Да, конечно")
STORED = [
    ("number", "1 250,50", "1250.5"),
    ("number", "12,5", "12.5"),
    ("number", "-5", "-5"),
    ("number", "1.234", "1.234"),
    ("number", "100.0", "100"),
    ("money", "1 250,50 р", "1250.50"),
    ("money", "5 руб.", "5.00"),
    ("money", "46 900-00", "46900.00"),
    ("date", "31.05.1980", "1980-05-31"),
    ("date", "12 мая 2020 г.", "2020-05-12"),
    ("date", "31.12.30", "2030-12-31"),
    ("yes_no", "Да", "да"),
    ("yes_no", "+", "да"),
    ("yes_no", "-", "нет"),
    ("yes_no", "FALSE", "нет"),
    ("choice", "xl", "XL"),
    ("choice", "елка", "Ёлка"),
    ("several", "m, xl", "XL; M"),
    ("several", "да, конечно; m", "M; Да, конечно"),
    ("several", "M\nXL", "XL; M"),
    ("link", "site.ru/a", "https://site.ru/a"),
    ("link", "http://пример.рф", "http://пример.рф"),
    ("phone", "8 (916) 123-45-67", "+79161234567"),
    ("email", "Ivanov@Zhivo-Primer.ru", "ivanov@zhivo-primer.ru"),
    ("text", "  a  b ", "a  b"),
    ("long_text", "две\nстроки", "две\nстроки"),
]
REFUSED = [
    ("number", "12 шт", "unit"),
    ("number", "1,234", "unclear"),
    ("number", "много", "unreadable"),
    ("money", "100 $", "currency"),
    ("date", "31.02.2020", "not_a_date"),
    ("date", "2020", "year_only"),
    ("yes_no", "может", "not_yes_no"),
    ("choice", "S", "not_an_option"),
    ("several", "XL; S", "not_an_option"),
    ("link", "javascript:alert(1)", "not_a_link"),
    ("link", 'http://a.ru/"onclick=', "not_a_link"),
    ("phone", "123", "invalid"),
    ("phone", "+7 916 123-45-67, +7 916 123-45-68", "several"),
    ("email", "нет", "invalid"),
]
SHOWN = [
    ("number", "1250.5", "1 250,5", "1,250.5"),
    ("money", "46900.00", "46 900 ₽", "46,900 ₽"),
    ("money", "12.50", "12,50 ₽", "12.50 ₽"),
    ("date", "1980-05-31", "31 мая 1980", "31 May 1980"),
    ("yes_no", "да", "да", "yes"),
    ("choice", "XL", "XL", "XL"),
]


def test_every_type_of_a_field_is_there_and_no_other() -> None:
    assert {one.key for one in types} == set(Attribute.Type.values)


@pytest.mark.parametrize(("of_type", "written", "stored"), STORED)
def test_what_people_write_is_stored_in_one_way(of_type: str, written: str, stored: str) -> None:
    assert one(written, of_type) == (stored, None)


@pytest.mark.parametrize(("of_type", "written", "fault"), REFUSED)
def test_what_does_not_fit_is_not_stored_and_says_why(of_type: str, written: str, fault: str) -> None:
    assert one(written, of_type) == (None, fault)
    assert is_known(f"attribute:Поле: новое:{fault}")


@pytest.mark.parametrize("of_type", Attribute.Type.values)
def test_an_empty_cell_is_neither_stored_nor_refused(of_type: str) -> None:
    assert one("  ", of_type) == (None, None)


def test_day_and_month_are_told_apart_on_the_whole_column() -> None:
    found = read(pl.Series(["05/06/2020", "25/06/2020"]), of_type="date")

    assert found["value"].to_list() == ["2020-06-05", "2020-06-25"]


@pytest.mark.parametrize(("of_type", "stored", "russian", "english"), SHOWN)
def test_a_value_is_shown_as_the_language_writes_it(of_type: str, stored: str, russian: str, english: str) -> None:
    for language, words in (("ru", russian), ("en", english)):
        with translation.override(language):
            assert shown(stored, of_type=of_type).replace("\u00a0", " ") == words


def test_what_was_kept_though_it_does_not_fit_is_shown_as_it_is() -> None:
    assert shown("не помню", of_type="date") == "не помню"
    assert shown("много", of_type="number") == "много"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(alphabet="0123456789.,- рДанетXLM;@a/:+\n", max_size=12), max_size=6))
@example(["1.234", "0.001", "1e5", "1.000000"])
def test_what_is_stored_reads_back_as_itself(written: list[str]) -> None:
    for of_type in Attribute.Type.values:
        stored = read(pl.Series(written, dtype=pl.String), of_type=of_type, how=How(OPTIONS))["value"].drop_nulls()

        again = read(stored, of_type=of_type, how=How(OPTIONS))

        assert again["value"].to_list() == stored.to_list(), of_type


def one(written: str, of_type: str) -> tuple[str | None, str | None]:
    found = read(pl.Series([written]), of_type=of_type, how=How(OPTIONS))
    return found["value"][0], found["fault"][0]
