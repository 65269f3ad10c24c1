from tests.quality.piece import cleaned, cleaned_row

FIRMS = {
    "ООО «Ромашка»": ("Ромашка", "ООО", "ромашка"),
    'Общество с ограниченной ответственностью "Логист Медиа"': ("Логист Медиа", "ООО", "логистмедиа"),
    "Мир-Тур ООО": ("Мир-Тур", "ООО", "миртур"),
    "О.О.О. Рога и Копыта": ("Рога и Копыта", "ООО", "рогаикопыта"),
    "OOO Progress Trans": ("Progress Trans", "ООО", "прогресстранс"),
    'ООО "Торговый дом "Ёлка""': ("Торговый дом Ёлка", "ООО", "торговыйдомелка"),
    "Публичное акционерное общество Сбербанк": ("Сбербанк", "ПАО", "сбербанк"),
    "ИП Иванов И.И.": ("Иванов И.И.", "ИП", "ивановии"),
    "И.П. Иванов": ("Иванов", "ИП", "иванов"),
    "Google LLC": ("Google", "LLC", "google"),
    "Acme, Inc.": ("Acme", "Inc", "acme"),
    "Завод ЖБИ, АО": ("Завод ЖБИ", "АО", "заводжби"),
    "Аорта": ("Аорта", None, "аорта"),
    "Ипатов и сыновья": ("Ипатов и сыновья", None, "ипатовисыновья"),
    "O'Key": ("O'Key", None, "okey"),
    "Бета М+": ("Бета М+", None, "бетамплюс"),
}


def test_the_legal_form_and_quotes_are_split_off() -> None:
    clean = cleaned(company=list(FIRMS))
    found = zip(clean["company"], clean["company_form"], clean["company_key"], strict=True)

    assert dict(zip(FIRMS, found, strict=True)) == FIRMS


def test_spellings_of_one_firm_have_one_key() -> None:
    clean = cleaned(company=["Юг-Финанс", "ООО «ЮгФинанс»", "ЮГ ФИНАНС ооо", 'АО "Юг Финанс"'])

    assert clean["company_key"].unique().to_list() == ["югфинанс"]


def test_dummies_are_told_and_are_no_firm() -> None:
    clean = cleaned(company=["нет", "-", "физ. лицо", "частное лицо", "тест", "ааа", "не работает"])

    assert clean["company"].null_count() == clean.height
    assert clean["reasons"].to_list() == [["company:placeholder"]] * clean.height


def test_a_legal_form_alone_is_no_firm() -> None:
    row = cleaned_row(company="ООО", phone="89161234567")

    assert (row["company"], row["company_form"], row["kind"]) == (None, None, "person")
    assert row["reasons"] == ["company:placeholder"]


def test_a_firm_in_the_place_of_a_name_moves() -> None:
    clean = cleaned(full_name=["ООО Ромашка", "Администрация г. Химки", 'Салон "Красота"', "АО «Завод»", "LLC Vector"])

    assert clean["company"].to_list() == ["Ромашка", "Администрация г. Химки", "Салон Красота", "Завод", "Vector"]
    assert clean["last_name"].null_count() == clean["first_name"].null_count() == clean.height
    assert clean["kind"].unique().to_list() == ["company"]
    assert clean["reasons"].to_list() == [["name:company"]] * clean.height


def test_people_are_not_taken_for_firms() -> None:
    names = ["Лебедев И.П.", "Ольга салон красоты", "Барбара Барсукова", "Филипп Ипатов"]

    assert cleaned(full_name=names)["company"].null_count() == len(names)


def test_an_entrepreneur_is_named_by_the_firm_where_nobody_else_is() -> None:
    clean = cleaned(
        full_name=["ИП Иванов И.И.", "", "Петрова Анна", ""],
        company=["", "ИП Сидоров Пётр", "ИП Иванов И.И.", "ИП АвтоТехника"],
    )

    assert clean["last_name"].to_list() == ["Иванов", "Сидоров", "Петрова", None]
    assert clean["kind"].to_list() == ["person", "person", "person", "company"]
    assert clean["company_form"].to_list() == ["ИП"] * 4


def test_what_the_source_calls_a_firm_is_one() -> None:
    clean = cleaned(full_name=["Ромашка", "Ромашка"], kind=["Юр. лицо", ""])

    assert clean["company"].to_list() == ["Ромашка", None]


def test_an_inn_beside_the_name_is_taken_out() -> None:
    row = cleaned_row(company='ООО "Ромашка", ИНН 7707083893')

    assert (row["company"], row["inn"]) == ("Ромашка", "7707083893")


def test_a_private_person_among_counterparties_is_a_person_with_his_phone() -> None:
    row = cleaned_row(company="Частное лицо (Иван 8-916-123-45-67)")
    named = cleaned_row(full_name="Физ. лицо - Петрова Анна")

    assert (row["kind"], row["first_name"], row["company"]) == ("person", "Иван", None)
    assert row["phones"] == ["+79161234567"]
    assert (named["kind"], named["last_name"], named["first_name"]) == ("person", "Петрова", "Анна")
    assert cleaned_row(company="Частное лицо")["company"] is None
    assert cleaned_row(company="Частные клиники (сеть)")["company"] == "Частные клиники (сеть)"


def test_a_legal_form_may_stand_in_a_column_of_its_own() -> None:
    clean = cleaned(
        company=["Ромашка", 'ООО "Лютик"', "НПО Энергия", "Василёк", "", "Астра"],
        company_form=["ООО", "Общество с ограниченной ответственностью", "АО", "", "ООО", "что-то"],
    )

    assert clean["company"].to_list() == ["Ромашка", "Лютик", "НПО Энергия", "Василёк", None, "Астра"]
    assert clean["company_form"].to_list() == ["ООО", "ООО", "АО", None, None, None]
    assert clean["reasons"].to_list()[-1] == ["company:form_unknown"]


def test_a_form_written_twice_is_one() -> None:
    row = cleaned_row(company='ООО "ООО Ромашка"')

    assert (row["company"], row["company_form"]) == ("Ромашка", "ООО")


def test_a_card_of_a_firm_is_told_once_and_is_no_person() -> None:
    clean = cleaned(
        full_name=["АО «Анна»", "ИП Иванов Иван"],
        company=["Анна", "Иванов Иван"],
        company_form=["АО", "ИП"],
        kind=["company", "company"],
    )

    assert clean["kind"].to_list() == ["company", "company"]
    assert clean["reasons"].to_list() == [[], []]
