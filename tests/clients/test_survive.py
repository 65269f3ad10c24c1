"""Which values a client has."""

from datetime import date

import polars as pl

from zhivo.clients import survive


def rows(*records):
    blank = dict.fromkeys(survive.CLEAN_SCHEMA)
    schema = {"client_id": pl.Int64, "record_id": pl.Int64, **survive.CLEAN_SCHEMA}
    return pl.DataFrame([blank | {"client_id": 1, "kind": "person"} | record for record in records], schema=schema)


def chosen(*records):
    return survive.choose(rows=rows(*records)).row(0, named=True)


def test_the_parts_of_a_name_come_from_one_record_the_fullest():
    full = {"record_id": 1, "last_name": "Иванов", "first_name": "Иван", "patronymic": "Петрович"}
    short = {"record_id": 2, "last_name": "Иваненко", "first_name": "И."}

    assert [chosen(full, short)[part] for part in ("last_name", "first_name", "patronymic")] == [
        "Иванов",
        "Иван",
        "Петрович",
    ]


def test_a_later_record_wins_among_equally_full_ones_and_never_blanks():
    first = {"record_id": 1, "last_name": "Иванова", "first_name": "Анна", "birthday": date(1980, 5, 31), "inn": "1"}
    later = {"record_id": 2, "last_name": "Петрова", "first_name": "Анна"}

    values = chosen(first, later)

    assert (values["last_name"], values["birthday"], values["inn"]) == ("Петрова", date(1980, 5, 31), "1")


def test_contacts_are_gathered_from_all_records_the_latest_first():
    values = chosen({"record_id": 1, "phones": ["+71", "+72"]}, {"record_id": 2, "phones": ["+73", "+71"]})

    assert values["phones"] == ["+73", "+71", "+72"]


def test_other_fields_come_from_the_latest_record_that_has_them():
    values = chosen(
        {"record_id": 1, "values": '{"comment":"a","position":"x"}'}, {"record_id": 2, "values": '{"comment":"b"}'}
    )

    assert values["values"] == '{"comment": "b", "position": "x"}'


def test_what_a_person_typed_wins_and_may_empty_a_field():
    clients = survive.choose(
        rows=rows({"record_id": 1, "city": "Самара", "phones": ["+71"], "values": '{"comment":"a"}'})
    )
    edits = pl.DataFrame(
        [
            {"client_id": 1, "field": "city", "before": None, "value": None},
            {"client_id": 1, "field": "comment", "before": None, "value": "б"},
            {"client_id": 1, "field": "phone", "before": "+71", "value": "+79"},
            {"client_id": 1, "field": "phone", "before": None, "value": "+78"},
        ],
        schema=survive.EDITS_SCHEMA,
    )

    edited = survive.with_edits(clients, edits=edits).row(0, named=True)

    assert (edited["city"], edited["values"], edited["phones"]) == (None, '{"comment": "б"}', ["+79", "+78"])


def test_a_place_that_one_record_knows_stays_when_a_later_one_knows_none():
    place = survive.choose(
        rows=rows(
            {"record_id": 1, "region": "Омская область", "time_zone": "Asia/Omsk"},
            {"record_id": 2, "phones": ["+71"]},
        )
    ).row(0, named=True)

    assert (place["region"], place["time_zone"]) == ("Омская область", "Asia/Omsk")


def test_a_client_without_a_name_is_called_by_its_phone_then_mail_then_number():
    def name(**record):
        return survive.named(survive.choose(rows=rows({"record_id": 1, **record})))["name"][0]

    assert name(phones=["+71"], emails=["a@b.example"]) == "+71"
    assert name(emails=["a@b.example"]) == "a@b.example"
    assert name() == "№ 1"


def test_a_firm_is_shown_with_its_form_and_sorted_by_its_name():
    firm = {"record_id": 1, "kind": "company", "company": "Ёлка", "company_form": "ООО"}

    named = survive.named(survive.choose(rows=rows(firm))).row(0, named=True)

    assert (named["name"], named["sort_name"]) == ("ООО «Ёлка»", "елка")
