"""Exports of known programs are recognised by their headers, and every standard column has its place."""

from __future__ import annotations

import pytest
from django.utils import translation

from zhivo.intake import exported, fields
from zhivo.intake.header_spelling import normal
from zhivo.intake.headers import Guess, guess
from zhivo.intake.profiles import OWN, Profile, profiles, recognised

BITRIX_CONTACTS = """
ID;Обращение;Имя;Фамилия;Отчество;Имя, Фамилия;Дата рождения;Фотография;Компания;Ответственный;Рабочий телефон
Мобильный телефон;Номер факса;Домашний телефон;Номер пейджера;Телефон для рассылок;Другой телефон;Корпоративный сайт
Личная страница;Страница Facebook;Страница ВКонтакте;Страница LiveJournal;Микроблог Twitter;Другой сайт;Рабочий e-mail
Частный e-mail;E-mail для рассылок;Другой e-mail;Контакт Facebook;Контакт Telegram;Контакт ВКонтакте;Контакт Skype
Контакт Viber;Комментарии Instagram;Контакт Битрикс24.Network;Онлайн-чат;Контакт Открытая линия;Контакт ICQ
Контакт MSN/Live!;Контакт Jabber;Другой контакт;Должность;Комментарий;Тип контакта;Источник;Дополнительно об источнике
Экспорт;Доступен для всех
"""
BITRIX_LEADS = """
ID;Название лида;Обращение;Имя;Фамилия;Отчество;Имя, Фамилия;Дата рождения;Адрес;Улица, номер дома
Квартира, офис, комната, этаж;Населенный пункт;Район;Регион;Почтовый индекс;Страна;Рабочий телефон;Мобильный телефон
Номер факса;Домашний телефон;Номер пейджера;Телефон для рассылок;Другой телефон;Корпоративный сайт;Личная страница
Рабочий e-mail;Частный e-mail;Контакт Telegram;Контакт Битрикс24 Network;Связанный пользователь;Название компании
Должность;Комментарий;Стадия;Дополнительно о стадии;Товар;Цена;Количество;Возможная сумма;Валюта;Источник
Дополнительно об источнике;Доступен для всех;Ответственный
"""
BITRIX_CONTACTS_EN = """
ID;Salutation;First Name;Last Name;Middle Name;Birthday;Photo;Company;Responsible;Work Phone;Mobile;Fax;Home Phone
Pager Number;SMS marketing phone;Other Phone Number;Corporate Website;Personal Page;VK Page;Work E-mail;Home E-mail
Newsletters email;Other E-mail;Telegram account;VK account;Viber contact;Open Channel account;Position;Comment
Contact Type;Source;Source information;Included in export;Available to everyone;Created;Modified
"""
BITRIX_DEALS = """
ID;Стадия сделки;Название сделки;Тип;Вероятность;Валюта;Сумма;Компания;Контакт;Дата начала
Предполагаемая дата закрытия;Ответственный;Комментарий;Сделка закрыта;Повторная сделка;Источник
Дополнительно об источнике;Дата создания;Кем создана;Дата изменения;Кем изменена;Контакт: Имя;Контакт: Фамилия
Контакт: Рабочий телефон;Контакт: Рабочий e-mail;Компания: Название компании
"""
BITRIX_COMPANIES = """
ID;Тип компании;Логотип;Название компании;Сфера деятельности;Кол-во сотрудников;Годовой оборот;Валюта;Рабочий телефон
Рабочий e-mail;Корпоративный сайт;Фактический адрес;Юридический адрес;Банковские реквизиты;Комментарий;Ответственный
Дата создания;Кем создана;Доступен для всех
"""
AMO_CONTACTS = """
ID;Тип;Полное имя контакта;Имя;Фамилия;Название компании;Ответственный;Дата создания контакта;Кем создан контакт;Сделки
Дата редактирования;Кем редактирован;Теги;Примечание 1;Примечание 2;Примечание 5;Рабочий телефон
Рабочий прямой телефон;Мобильный телефон;Факс;Домашний телефон;Другой телефон;Рабочий email;Личный email;Другой email
Web;Адрес;Должность
"""
AMO_DEALS = """
ID;Название сделки;Бюджет;Ответственный;Дата создания сделки;Кем создана сделка;Дата редактирования;Кем редактирована
Дата закрытия;Теги;Примечание;Примечание 2;Этап сделки;Воронка;Полное имя контакта;Компания контакта
Ответственный за контакт;Компания;Рабочий телефон;Рабочий прямой телефон;Мобильный телефон;Факс;Домашний телефон
Другой телефон;Рабочий email;Личный email;Другой email;utm_source;utm_medium;utm_source;roistat
"""
KOMMO_CONTACTS = """
ID;Type;Full name;First name;Last name;Company name;Responsible user;Date Created;Created by;Leads;Last modified
Modified by;Tags;Note 1;Note 2;Work phone;Work direct phone;Mobile phone;Fax;Home phone;Other phone;Work email
Personal email;Other email;Web;Address;Position
"""
GOOGLE = """
First Name;Middle Name;Last Name;Phonetic First Name;Phonetic Middle Name;Phonetic Last Name;Name Prefix;Name Suffix
Nickname;File As;Organization Name;Organization Title;Organization Department;Birthday;Notes;Photo;Labels
E-mail 1 - Label;E-mail 1 - Value;E-mail 2 - Label;E-mail 2 - Value;Phone 1 - Label;Phone 1 - Value;Phone 2 - Label
Phone 2 - Value;Address 1 - Label;Address 1 - Formatted;Address 1 - Street;Address 1 - City;Address 1 - PO Box
Address 1 - Region;Address 1 - Postal Code;Address 1 - Country;Address 1 - Extended Address;Website 1 - Label
Website 1 - Value;Relation 1 - Label;Relation 1 - Value;Event 1 - Label;Event 1 - Value
"""
GOOGLE_OLD = """
Name;Given Name;Additional Name;Family Name;Yomi Name;Given Name Yomi;Additional Name Yomi;Family Name Yomi;Name Prefix
Name Suffix;Initials;Nickname;Short Name;Maiden Name;Birthday;Gender;Location;Billing Information;Directory Server
Mileage;Occupation;Hobby;Sensitivity;Priority;Subject;Notes;Language;Photo;Group Membership;E-mail 1 - Type
E-mail 1 - Value;Phone 1 - Type;Phone 1 - Value;Organization 1 - Type;Organization 1 - Name;Organization 1 - Title
"""
OUTLOOK = """
First Name;Middle Name;Last Name;Title;Suffix;Nickname;Given Yomi;Surname Yomi;E-mail Address;E-mail 2 Address
E-mail 3 Address;Home Phone;Home Phone 2;Business Phone;Business Phone 2;Mobile Phone;Car Phone;Other Phone
Primary Phone;Pager;Business Fax;Home Fax;Other Fax;Company Main Phone;Callback;Radio Phone;Telex;TTY/TDD Phone
IMAddress;Job Title;Department;Company;Office Location;Manager's Name;Assistant's Name;Assistant's Phone;Company Yomi
Business Street;Business City;Business State;Business Postal Code;Business Country/Region;Home Street;Home City
Home State;Home Postal Code;Home Country/Region;Other Street;Other City;Other State;Other Postal Code
Other Country/Region;Personal Web Page;Spouse;Schools;Hobby;Location;Web Page;Birthday;Anniversary;Notes
"""
OUTLOOK_RU = """
Обращение;Имя;Отчество;Фамилия;Суффикс;Организация;Отдел;Должность;Улица (раб. адрес);Улица 2 (раб. адрес)
Улица 3 (раб. адрес);Город (раб. адрес);Область (раб. адрес);Индекс (раб. адрес);Страна или регион (раб. адрес)
Улица (дом. адрес);Улица 2 (дом. адрес);Улица 3 (дом. адрес);Город (дом. адрес);Область (дом. адрес)
Почтовый код (дом.);Страна или регион (дом. адрес);Улица (другой адрес);Улица  2 (другой адрес)
Улица  3 (другой адрес);Город  (другой адрес);Область  (другой адрес);Индекс  (другой адрес)
Страна или регион  (другой адрес);Телефон помощника;Рабочий факс;Рабочий телефон;Телефон раб. 2;Обратный вызов
Телефон в машине;Основной телефон организации;Домашний факс;Домашний телефон;Телефон дом. 2;ISDN;Телефон переносной
Другой факс;Другой телефон;Пейджер;Основной телефон;Радиотелефон;Телетайп/телефон с титрами;Телекс;Важность
Веб-страница;Годовщина;День рождения;Дети;Заметки;Имя помощника;Инициалы;Категории;Ключевые слова;Код организации
Личный код;Отложено;Пол;Пользователь 1;Пользователь 2;Пользователь 3;Пользователь 4;Пометка
Почтовый ящик (дом. адрес);Почтовый ящик (другой адрес);Почтовый ящик (раб. адрес);Профессия;Расположение
Расположение комнаты;Расстояние;Руководитель;Сведения о доступности в Интернете;Сервер каталогов;Супруг(а);Счет;Счета
Хобби;Частное;Адрес эл. почты;Тип эл. почты;Краткое имя эл. почты;Адрес 2 эл. почты;Тип 2 эл. почты
Краткое 2 имя эл. почты;Адрес 3 эл. почты;Тип 3 эл. почты;Краткое 3 имя эл. почты;Язык
"""
SETTLEMENTS = """
Контрагент;Сумма (упр.): Нач. остаток;Сумма (упр.): Приход;Сумма (упр.): Расход;Сумма (упр.): Кон. остаток
"""
EXPORTS = [
    ("bitrix24_contacts", BITRIX_CONTACTS),
    ("bitrix24_contacts", BITRIX_CONTACTS_EN),
    ("bitrix24_leads", BITRIX_LEADS),
    ("bitrix24_deals", BITRIX_DEALS),
    ("bitrix24_companies", BITRIX_COMPANIES),
    ("amocrm_contacts", AMO_CONTACTS),
    ("amocrm_contacts", KOMMO_CONTACTS),
    ("amocrm_deals", AMO_DEALS),
    ("google_contacts", GOOGLE),
    ("google_contacts_old", GOOGLE_OLD),
    ("outlook", OUTLOOK),
    ("outlook", OUTLOOK_RU),
    ("1c_settlements", SETTLEMENTS),
]


def headers_of(text: str) -> list[str]:
    return text.strip().replace("\n", ";").split(";")


def found_in(text: str, *, rows: list[list[str]] | None = None) -> dict[str, Guess]:
    headers = headers_of(text)
    return dict(zip(headers, guess(header=headers, sample=rows or []), strict=True))


@pytest.mark.parametrize(("key", "text"), EXPORTS)
def test_an_export_is_recognised_and_every_column_is_sure(key: str, text: str) -> None:
    profile = recognised(headers_of(text))

    assert profile is not None
    assert profile.key == key
    assert [header for header in headers_of(text) if profile.field_of(header) is None] == []
    assert {header: one for header, one in found_in(text).items() if one.confidence < 0.95} == {}


def test_a_column_of_the_account_is_read_by_its_own_header() -> None:
    found = found_in(BITRIX_CONTACTS + "Любимый цвет;Skype клиента;ИНН")

    assert found["ИНН"].field == "inn"
    assert found["Любимый цвет"].field == "attribute:Любимый цвет"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "bitrix24_contacts",
            "ID;Имя;Фамилия;Рабочий телефон;Частный e-mail;Тип контакта;Ответственный",
        ),
        ("bitrix24_leads", "ID;Название лида;Имя;Фамилия;Рабочий телефон;Стадия;Ответственный;Дата создания"),
        ("google_contacts", "First Name;Last Name;Labels;Phone 1 - Label;Phone 1 - Value"),
        ("outlook", "Имя;Фамилия;Организация;Телефон переносной;Адрес эл. почты"),
    ],
)
def test_an_export_of_a_few_columns_is_recognised_too(key: str, text: str) -> None:
    profile = recognised(headers_of(text))

    assert profile is not None
    assert profile.key == key


@pytest.mark.parametrize(
    "text",
    [
        "Имя;Фамилия;Отчество;Дата рождения;Мобильный телефон;E-mail;Комментарий;Должность;Компания",
        "ID;ФИО;Телефон;Почта;Источник;Ответственный;Теги",
        "First Name;Last Name;Company;Phone;Email;Notes",
        "Контрагент;ИНН;КПП;Телефон;Приход;Расход",
        "Имя;Телефон",
        "",
    ],
)
def test_a_list_of_ones_own_is_no_export(text: str) -> None:
    assert recognised(headers_of(text)) is None


def test_values_that_cannot_be_what_the_profile_says_win() -> None:
    rows = [["a@mail.example" if header == "Рабочий телефон" else "" for header in headers_of(BITRIX_CONTACTS)]] * 3

    assert found_in(BITRIX_CONTACTS, rows=rows)["Рабочий телефон"].field == "email"


def test_of_two_cities_the_fuller_one_is_the_city() -> None:
    rows = [["Самара" if header == "Home City" else "" for header in headers_of(OUTLOOK)]] * 3

    found = found_in(OUTLOOK, rows=rows)

    assert (found["Home City"].field, found["Business City"].field) == ("city", "address")


def test_the_second_utm_column_of_one_name_stays_apart() -> None:
    found = guess(header=headers_of(AMO_DEALS), sample=[])

    assert [one.field for one in found[-4:]] == [
        *("utm_source", "utm_medium", "attribute:utm_source", "attribute:roistat"),
    ]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("labels", [True, False])
def test_our_own_export_is_recognised(language: str, labels: bool) -> None:
    with translation.override(language):
        header = exported.header([*exported._LABELS, *fields.CLIENT_FIELDS], labels=labels)

    profile = recognised(header)

    assert profile is not None
    assert profile.key == "zhivo"


@pytest.mark.parametrize("profile", list(profiles), ids=lambda profile: profile.key)
def test_every_column_of_a_profile_leads_somewhere_and_its_signs_are_columns(profile: Profile) -> None:
    settled_by_values = {"?firm"}

    assert set(profile.fields.values()) <= {*fields.CLIENT_FIELDS, *settled_by_values, OWN, fields.IGNORE}
    assert all(name == normal(name) for name in profile.fields)
    assert profile._signs & set(profile.fields)
