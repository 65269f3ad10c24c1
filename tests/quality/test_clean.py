import subprocess
import sys
from datetime import date

import polars as pl
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.quality.piece import cleaned, cleaned_row
from zhivo.quality.clean import SCHEMA, clean
from zhivo.quality.cleaners import cleaners
from zhivo.quality.reasons import CLEANERS, is_known

FIELDS = [
    "full_name",
    "last_name",
    "first_name",
    "patronymic",
    "phone",
    "phone__2",
    "email",
    "company",
    "inn",
    "kpp",
    "ogrn",
    "birthday",
    "created_on",
    "next_action_on",
    "sex",
    "city",
    "region",
    "time_zone",
    "kind",
    "comment",
    "comment__2",
    "telegram",
    "attribute:Цвет",
]
SCRAPS = [
    "Иванов",
    "Иван",
    "ООО",
    "«",
    '"',
    "И.И.",
    "@",
    "mail.ru",
    "8916",
    "1234567",
    "+7",
    "доб.",
    "(",
    ",",
    ";",
    "\n",
    "\u00a0",
    "оглы",
    "тест",
    "нет",
    "-",
    "0",
    "01.01.1980",
    "30.02.1980",
    "/",
    "ИП",
    "ё",
    "Bdfyjd",
    "E+10",
    "г.",
    "\u0301",
    "😀",
    "İ",
    "ß",
    "ﬁ",
    "０",
    "о",
    "собака",
]
CELLS = st.one_of(
    st.just(""),
    st.text(max_size=40),
    st.lists(st.sampled_from(SCRAPS), max_size=8).map("".join),
    st.lists(st.sampled_from(SCRAPS), max_size=5).map(" ".join),
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, CELLS)), max_size=6))
def test_no_text_stops_the_cleaning_or_loses_a_row(rows: list[dict[str, str]]) -> None:
    columns = {name: [row.get(name, "") for row in rows] for name in {name for row in rows for name in row}}
    piece = pl.DataFrame(
        {"row": range(len(rows)), **columns}, schema={"row": pl.Int64} | dict.fromkeys(columns, pl.String)
    )

    clean_piece = clean(piece)

    assert clean_piece["row"].to_list() == list(range(len(rows)))
    assert dict(clean_piece.schema) | SCHEMA == dict(clean_piece.schema)
    assert not any(clean_piece[name].null_count() for name in ("kind", "phones", "emails", "reasons"))
    assert all(phone.startswith("+") for phone in clean_piece["phones"].explode().drop_nulls())
    assert all(is_known(reason) for reason in clean_piece["reasons"].explode().drop_nulls())


def test_the_frame_begins_with_the_columns_of_the_contract() -> None:
    assert cleaned(full_name=["Иван"]).columns == list(SCHEMA)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"full_name": "Иванов Иван", "company": "ООО Ромашка"}, "person"),
        ({"company": "ООО Ромашка", "phone": "89161234567"}, "company"),
        ({"inn": "7707083893"}, "company"),
        ({"inn": "500100732259"}, "person"),
        ({"phone": "89161234567"}, "person"),
        ({"phone": "2-34-57"}, "person"),
        ({"email": "i@firma.ru"}, "person"),
        ({"telegram": "@ivan"}, "person"),
        ({"full_name": "Клиент", "phone": "11111"}, ""),
        ({"comment": "перезвонить"}, ""),
    ],
)
def test_a_row_is_about_a_person_a_firm_or_nobody(cells: dict[str, str], kind: str) -> None:
    assert cleaned_row(**cells)["kind"] == kind


def test_other_fields_pass_trimmed_and_several_columns_join() -> None:
    row = cleaned_row(full_name="Иван", comment="  звонить\nпосле 10 ", comment__2="VIP", comment__3=" ", tags="")

    assert (row["comment"], row["tags"]) == ("звонить\nпосле 10; VIP", None)


def test_a_reason_is_said_once_a_row() -> None:
    assert cleaned_row(phone="11111, 22222")["reasons"] == ["phone:placeholder"]


def test_the_oldest_birthday_may_be_moved_back() -> None:
    piece = pl.DataFrame({"row": [1], "birthday": ["1630-08-01"]})

    assert clean(piece, earliest=date(1000, 1, 1))["birthday"].to_list() == [date(1630, 8, 1)]


def test_every_cleaner_has_words_for_people() -> None:
    with override("en"):
        words = {key: str(label) for key, label in CLEANERS.items()}

    assert {cleaner.key: cleaner.label for cleaner in cleaners} == words


def test_cleaning_needs_no_django() -> None:
    code = "import sys, zhivo.quality.clean as c, zhivo.quality.compare; c._in_order(); print('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_an_empty_piece_stays_empty() -> None:
    piece = pl.DataFrame(schema={"row": pl.Int64, "full_name": pl.String, "phone": pl.String})

    assert clean(piece).height == 0


def test_cleaning_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    # A warning that Polars raises in a thread of its own cannot become an error, it is printed.
    cleaned(**{field: ["Анна-Мария Smith", "Вячеслов Никитин", "8 (916) 123-45-67", "01.02.1980"] for field in FIELDS})

    assert capfd.readouterr() == ("", "")


def test_an_empty_date_of_outlook_is_nothing_in_a_field_of_ones_own() -> None:
    assert cleaned(**{"attribute:Годовщина": ["0.0.00", "01.02.2010"]})["attribute:Годовщина"].to_list() == [
        None,
        "01.02.2010",
    ]
