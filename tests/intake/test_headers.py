"""Guessing where the columns of a file go."""

import pytest

from zhivo.intake import fields
from zhivo.intake.headers import DOUBTFUL, WHY, Guess, guess, is_known, normal
from zhivo.intake.purchases import columns


def mapped(table: str, *rows: str) -> dict[str, str]:
    """Guess a header of `column: field` lines over rows like `a|b`; return what differs from what was expected."""
    pairs = [line.strip().rpartition(": ") for line in table.strip().splitlines()]
    guesses = guess(header=[name for name, _colon, _field in pairs], sample=[row.split("|") for row in rows])
    expected = [field if field != "own" else f"attribute:{name}" for name, _colon, field in pairs]
    return {
        name: f"{found.field}, not {field}"
        for (name, _colon, _field), field, found in zip(pairs, expected, guesses, strict=True)
        if found.field != field
    }


def one(header: str, *values: str) -> Guess:
    """Guess a table of one column."""
    return guess(header=[header], sample=[[value] for value in values])[0]


def test_bitrix24_contacts() -> None:
    assert not mapped("""
        ID: source_id
        Обращение: own
        Имя: first_name
        Фамилия: last_name
        Отчество: patronymic
        Имя, Фамилия: full_name
        Дата рождения: birthday
        Фотография: -
        Компания: company
        Ответственный: responsible
        Рабочий телефон: phone
        Мобильный телефон: phone
        Номер факса: own
        Домашний телефон: phone
        Номер пейджера: own
        Телефон для рассылок: phone
        Другой телефон: phone
        Корпоративный сайт: own
        Личная страница: own
        Страница Facebook: own
        Страница ВКонтакте: vk
        Микроблог Twitter: own
        Рабочий e-mail: email
        Частный e-mail: email
        E-mail для рассылок: email
        Другой e-mail: email
        Контакт Telegram: telegram
        Контакт ВКонтакте: vk
        Контакт Skype: own
        Комментарии Instagram: own
        Контакт Битрикс24.Network: own
        Онлайн-чат: own
        Другой контакт: own
        Должность: position
        Комментарий: comment
        Тип контакта: own
        Источник: source
        Дополнительно об источнике: own
        Экспорт: own
        Доступен для всех: own
    """)


def test_bitrix24_leads() -> None:
    assert not mapped("""
        ID: source_id
        Название лида: own
        Имя: first_name
        Фамилия: last_name
        Адрес: address
        Улица, номер дома: address
        Квартира, офис, комната, этаж: address
        Населенный пункт: city
        Район: address
        Регион: region
        Почтовый индекс: address
        Страна: address
        Название компании: company
        Стадия: status
        Дополнительно о стадии: own
        Товар: interest
        Возможная сумма: own
        Валюта: own
    """)


def test_amocrm_contacts_and_deals() -> None:
    assert not mapped("""
        ID: source_id
        Тип: kind
        Полное имя контакта: full_name
        Имя: first_name
        Фамилия: last_name
        Название компании: company
        Ответственный: responsible
        Дата создания контакта: created_on
        Кем создан контакт: own
        Сделки: own
        Дата редактирования: own
        Теги: tags
        Примечание 1: comment
        Примечание 2: comment
        Рабочий прямой телефон: phone
        Факс: own
        Рабочий email: email
        Личный email: email
        Web: own
    """)
    assert not mapped("""
        ID: source_id
        Название сделки: own
        Бюджет: own
        Дата создания сделки: own
        Этап сделки: own
        Воронка: own
        Полное имя контакта: full_name
        Компания контакта: own
        Компания: company
    """)


def test_google_contacts_of_both_generations() -> None:
    assert not mapped(
        """
        First Name: first_name
        Middle Name: patronymic
        Last Name: last_name
        Phonetic First Name: own
        Name Prefix: own
        File As: own
        Organization Name: company
        Organization Title: position
        Birthday: birthday
        Notes: comment
        Photo: -
        Labels: tags
        E-mail 1 - Label: -
        E-mail 1 - Value: email
        Phone 1 - Label: -
        Phone 1 - Value: phone
        """,
        "Иван||Петров|||||Ромашка|Директор||до 10||* myContacts|* Work|a@ex.example|Mobile|+7 900",
    )
    assert not mapped("""
        Given Name: first_name
        Family Name: last_name
        Group Membership: tags
        E-mail 1 - Type: -
        E-mail 1 - Value: email
        Phone 1 - Type: -
        Phone 1 - Value: phone
    """)


def test_a_google_address_comes_whole_and_not_a_second_time_in_pieces() -> None:
    table = """
        Address 1 - Formatted: address
        Address 1 - Street: own
        Address 1 - City: city
        Address 1 - Region: region
        Address 1 - Postal Code: own
        Address 1 - Country: own
    """

    assert not mapped(table, "ул. Мира, 5, Самара|ул. Мира, 5|Самара||443000|")


def test_outlook_in_english() -> None:
    assert not mapped("""
        First Name: first_name
        Middle Name: patronymic
        Last Name: last_name
        Title: own
        E-mail Address: email
        E-mail 2 Address: email
        Home Phone 2: phone
        Business Fax: own
        Company Main Phone: phone
        Callback: phone
        Telex: own
        TTY/TDD Phone: own
        IMAddress: own
        Job Title: position
        Company: company
        Manager's Name: own
        Assistant's Name: own
        Assistant's Phone: own
        Company Yomi: own
        Business Street: address
        Business City: city
        Business State: region
        Business Postal Code: address
        Business Country/Region: address
        Home City: address
        Home State: address
        Spouse: own
        Web Page: own
        Birthday: birthday
        Notes: comment
    """)


def test_outlook_in_russian() -> None:
    assert not mapped("""
        Обращение: own
        Имя: first_name
        Отчество: patronymic
        Фамилия: last_name
        Организация: company
        Отдел: own
        Должность: position
        Улица 2 (раб. адрес): address
        Город (раб. адрес): city
        Область (раб. адрес): region
        Индекс (раб. адрес): address
        Страна или регион (раб. адрес): address
        Почтовый код (дом.): address
        Телефон помощника: own
        Рабочий факс: own
        Телефон раб. 2: phone
        Телефон в машине: phone
        Телетайп/телефон с титрами: own
        День рождения: birthday
        Заметки: comment
        Имя помощника: own
        Категории: tags
        Код организации: own
        Личный код: own
        Пол: sex
        Почтовый ящик (дом. адрес): address
        Профессия: occupation
        Руководитель: head
        Адрес эл. почты: email
        Тип эл. почты: -
        Краткое имя эл. почты: own
        Адрес 2 эл. почты: email
    """)


def test_counterparties_of_1c() -> None:
    assert not mapped("""
        Код: source_id
        Наименование: company
        Полное наименование: own
        ИНН: inn
        КПП: kpp
        ОГРН: ogrn
        Код по ОКПО: own
        Вид контрагента: kind
        Юридический адрес: legal_address
        Фактический адрес: address
        Почтовый адрес: address
        Телефон: phone
        Адрес электронной почты: email
        Контактное лицо: full_name
        Основной менеджер: responsible
        Основной договор: own
        Группа: tags
        Дата создания: created_on
    """)


@pytest.mark.parametrize(
    "table",
    [
        "unique_id: source_id\n first_name: first_name\n surname: last_name\n dob: birthday\n city: city\n email: email"
        "\n cluster: own",
        "rec_id: source_id\n true_id: own\n given_name: first_name\n surname: last_name\n street_number: address"
        "\n address_1: address\n address_2: address\n suburb: city\n postcode: address\n state: region"
        "\n date_of_birth: birthday\n soc_sec_id: own",
        "unique_id: source_id\n cluster: own\n full_name: full_name\n first_and_surname: own\n first_name: first_name"
        "\n surname: last_name\n dob: birthday\n birth_place: own\n gender: sex\n occupation: occupation",
        "row_id: source_id\n source: source\n fio: full_name\n birth_date: birthday\n phone: phone\n email: email"
        "\n company: company\n inn: inn\n city: city\n comment: comment\n created_at: created_on",
        "ext_id: source_id\n last_name: last_name\n first_name: first_name\n middle_name: patronymic"
        "\n full_name: full_name\n phone: phone",
        "row_id: source_id\n entity_id: own\n household_id: own\n company_id: own",
        "id: source_id\n name: full_name\n addr: address\n phone: phone\n city: city",
    ],
)
def test_lists_with_short_english_headers(table: str) -> None:
    assert not mapped(table)


def test_headers_as_people_write_them() -> None:
    assert not mapped("""
        № п/п: -
        Ф.И.О.: full_name
        Тел./факс: phone
        Моб. тел.: phone
        Телефон2: phone
        phoneNumber: phone
        Эл. почта: email
        mail: email
        Электронный адрес: email
        Кто ведёт: responsible
        Статус клиента: status
        Дата след. звонка: next_action_on
        Следующий шаг: next_action
        Не звонить: do_not_contact
        Согласие на рассылку: consent
        Дата согласия: own
        Телефон менеджера: own
        Юр. лицо: company
        Юр. адрес: legal_address
        Год рождения: own
        Дата рождения ребёнка: own
        Ник в Телеграм: telegram
        WhatsApp: whatsapp
        VK ID: vk
        Часовой пояс: time_zone
        Удобное время для звонка: convenient_time
        Вид деятельности: activity
        Размер компании: size
        Режим работы: hours
        ФИО директора: head
        Телефон директора: phone
        utm_source: utm_source
        UTM_CAMPAIGN: utm_campaign
        utm_term: own
        Дата заявки: created_on
        Теплота: heat
        Возраст: age
        Статус оплаты: own
        Номер договора: own
    """)


def test_case_yo_signs_and_numbers_of_a_header_do_not_matter() -> None:
    assert normal(" Тел.  2\n") == normal("ТЕЛ") == "тел"
    assert normal("Учёт") == "учет"
    assert normal("lastName") == "last name"
    assert normal("E-mail 1 - Value") == "email value"


def test_a_header_row_is_known_from_data() -> None:
    assert is_known("Телефон")
    assert not is_known("Иванов Пётр")


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Телефон", ["01.02.2024", "2024-03-05", "05.06.2023"], "attribute:Телефон"),
        (
            "phone",
            ["8bf7d8ef683ac4d7cf7fc6390f99c06e76e0b202", "f1d83756463b8173a2ec0919afcede6dc0c540de"],
            "attribute:phone",
        ),
        ("Телефон", ["a@ex.example", "b@ex.example"], "email"),
        ("Почта", ["+7 900 000-11-22", "8 (900) 000-33-44"], "phone"),
        ("Почта", ["да", "нет", "да"], "attribute:Почта"),
        ("Имя", ["+7 900 000-11-22", "8 (900) 000-33-44"], "phone"),
        ("ИНН", ["есть", "потом"], "attribute:ИНН"),
        ("Пол", ["паркет", "ламинат"], "attribute:Пол"),
        ("Дата рождения", ["уточнить", "спросить"], "attribute:Дата рождения"),
        ("Тип", ["розница", "опт", "опт"], "attribute:Тип"),
    ],
)
def test_values_that_cannot_be_the_field_win_over_the_header(header: str, values: list[str], field: str) -> None:
    found = one(header, *values)

    assert found.field == field
    assert found.confidence < 0.95


def test_blanks_and_a_few_odd_values_do_not_unseat_a_header() -> None:
    phone = one("Тел/факс", "8(900)0003608", "551-70-13", "нет", "9000001240", "7111111", "", "-")

    assert (phone.field, phone.why) == ("phone", "both")
    assert one("Телефон", "", "").field == "phone"


def test_doubtful_answers_are_less_sure_than_clear_ones() -> None:
    clear = one("Телефон", "+7 900 000-11-22", "+7 900 000-11-23")
    partly = one("Телефон", "+7 900 000-11-22", "нету телефона", "спросить", "у жены")

    assert clear.confidence > 0.9
    assert partly.field == "phone"
    assert partly.confidence < 0.7
    assert one("Дата", "14.03.23", "02.11.2024").confidence < DOUBTFUL


def test_a_table_without_a_header_is_read_by_its_values() -> None:
    rows = [
        ["Мельник Светлана Игоревна", "+7 900 000-11-22", "a@ex.example", "6300000002", "Самара", "14.03.1985", "7"],
        ["Гаджиев Р. М.", "8 (900) 000-33-44", "b@ex.example", "7300000004", "Казань", "02.11.1990", "8"],
    ]
    fields_found = ["full_name", "phone", "email", "inn", "city", "birthday", "attribute:Столбец 7"]

    nameless = guess(header=["", "Столбец 2", "c2", "__UNNAMED__3", "Column 5", "", ""], sample=rows)
    first_row_as_header = guess(header=rows[0], sample=rows[1:])

    assert [found.field for found in nameless[:6]] == fields_found[:6]
    assert [found.field for found in first_row_as_header[:6]] == fields_found[:6]
    assert nameless[6].field.startswith("attribute:")
    assert max(found.confidence for found in nameless) < 0.95


def test_no_header_at_all_gives_a_guess_for_each_column_of_the_widest_row() -> None:
    assert len(guess(header=[], sample=[["Иван"], ["Пётр", "+7 900 000-11-22"]])) == 2
    assert guess(header=[], sample=[]) == []


def test_an_id_needs_to_be_unique() -> None:
    assert one("ID", "7", "8", "9").field == "source_id"
    assert one("customer_id", "7", "8", "7").field == "attribute:customer_id"
    assert one("ID", "7", "", "9").field == "attribute:ID"


def test_only_one_column_is_the_id_and_the_clearest_name_wins() -> None:
    found = guess(header=["Код", "ID клиента", "Номер"], sample=[["1", "a", "x"], ["2", "b", "y"]])

    assert [one.field for one in found] == ["attribute:Код", "source_id", "attribute:Номер"]


def test_a_row_counter_is_nobodys_id() -> None:
    assert one("№", "1", "2", "3").field == "-"
    assert one("№", "К-17", "К-19").field == "source_id"


def test_a_list_of_bare_mobile_numbers_called_id_is_phones() -> None:
    assert one("id", "79000001122", "79000003344").field == "phone"


def test_an_unknown_column_is_kept_under_its_own_name() -> None:
    assert one("Любимый  цвет", "синий", "").field == "attribute:Любимый цвет"
    assert one("Любимый цвет").field == "attribute:Любимый цвет"


def test_an_empty_column_is_dropped_only_without_a_name() -> None:
    assert one("", "", " ", "-").field == "-"
    assert one("Любимый цвет", "", " ", "-").field == "attribute:Любимый цвет"


def test_unknown_columns_of_one_name_stay_apart() -> None:
    found = guess(header=["Размер", "размер", "Размер 2", "Размер"], sample=[])

    keys = [one.field.lower() for one in found]
    assert len(set(keys)) == 4


def test_known_columns_of_one_name_feed_one_field_where_that_is_possible() -> None:
    found = guess(header=["Телефон", "Телефон", "Фамилия", "Фамилия"], sample=[])

    assert [one.field for one in found] == ["phone", "phone", "last_name", "attribute:Фамилия"]


def test_the_fuller_of_two_equal_columns_wins() -> None:
    found = guess(header=["Город", "City"], sample=[["", "Самара"], ["", "Уфа"]])

    assert [one.field for one in found] == ["address", "city"]


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Имя", ["Иван", "Ольга"], "first_name"),
        ("Имя", ["Иван Петров", "Ольга Шестакова"], "full_name"),
        ("Клиент", ["Иванов Иван", "Петрова Анна"], "full_name"),
        ("Клиент", ["ООО «Ромашка»", "ИП Гаджиев Р. М."], "company"),
        ("Контрагент", ["Ромашка ООО", "АО Волга", "ИП Петров П. П."], "company"),
        ("Контрагент", ["Хлебный дом", "Чайный двор", "Лапша и точка", "Петров Пётр"], "company"),
        ("Контрагент", ["Ромашка ООО", "АО Волга", "Петров Пётр"], "full_name"),
    ],
)
def test_whose_name_it_is_shows_from_the_values(header: str, values: list[str], field: str) -> None:
    assert one(header, *values).field == field


def test_a_party_beside_a_contact_person_is_the_firm() -> None:
    found = guess(header=["Контрагент", "Контактное лицо"], sample=[["Ромашка", "Анна"], ["Волга", "Пётр"]])

    assert [one.field for one in found] == ["company", "full_name"]


def test_hostile_headers_are_harmless() -> None:
    header = ["x" * 1_000_000, " " * 50_000 + "x", "(+7" * 20_000, "e mail" * 30_000, "a\x00b", "Дата: «=1+1»"]
    row = ["a@" + "a." * 20_000, "1" * 50_000 + "x", "+7" + "-" * 50_000, "Ив" * 25_000 + "1", "²³", "٠١٢٣"]

    found = guess(header=header, sample=[row] * 50)

    assert len(found) == len(header)
    assert all(len(one.field) < 120 and "\x00" not in one.field for one in found)


def test_ragged_rows_are_read_as_far_as_they_go() -> None:
    found = guess(header=["Имя", "Телефон"], sample=[["Иван"], ["Ольга", "+7 900 000-11-22", "лишнее"], []])

    assert [one.field for one in found] == ["first_name", "phone"]


def test_every_answer_is_a_field_with_a_reason() -> None:
    header = ["ID", "Имя", "Тип", "Фото", "Код", "Контрагент", "", "№", "Что-то"]
    sample = [["1", "Иван", "физ. лицо", "x", "1", "Ромашка", "да", "1", "x"]]

    for found in guess(header=header, sample=sample):
        assert found.field == fields.IGNORE or fields.is_known(found.field)
        assert 0 < found.confidence <= 1
        assert str(found.why_label) == str(WHY[found.why])


def test_purchases_by_their_commonest_headers() -> None:
    header = ["Номер заказа", "Дата", "Контрагент", "Сумма", "Номенклатура", "Кол-во", "Цена", "Склад"]

    found = [one.field for one in guess(header=header, sample=[], what="purchases")]

    assert found == ["number", "at", "client", "amount", "product", "quantity", "price", "-"]


def test_every_known_header_leads_to_a_field() -> None:
    from zhivo.intake import header_words

    targets = {*header_words.ALIASES.values(), *(rule.field for rule in header_words.RULES)}

    assert {target for target in targets if not target.startswith("?") and target != "-"} <= set(fields.CLIENT_FIELDS)
    assert {field for field, _rank in columns.WORDS.values()} - {columns.PARTY} <= set(fields.PURCHASE_FIELDS)
    unreachable = [name for name in header_words.ALIASES if normal(name) != name]
    assert not unreachable


def test_the_full_name_of_a_firm_does_not_make_a_firm_of_every_person() -> None:
    rows = [["Общество «Ромашка»", "Ромашка ООО"], ["Петров Пётр Ильич", "Петров Пётр Ильич"]]

    found = guess(header=["Полное наименование", "Наименование"], sample=rows)

    assert [one.field for one in found] == ["attribute:Полное наименование", "full_name"]
