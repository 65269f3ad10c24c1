"""Exports of Google Contacts: of today (2024 on) and the older ones, which the phones of many still write."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

# Numbers are no part of a header here: «Phone 3 - Value» is «Phone 1 - Value».
_NOW_EN = """
first_name: First Name
patronymic: Middle Name
last_name: Last Name
company: Organization Name
position: Organization Title
birthday: Birthday
comment: Notes
tags: Labels
email: E-mail 1 - Value
phone: Phone 1 - Value
city: Address 1 - City
region: Address 1 - Region
address: Address 1 - Formatted | Address 1 - Street | Address 1 - PO Box | Address 1 - Postal Code | Address 1 - Country
address: Address 1 - Extended Address
own: Phonetic First Name | Phonetic Middle Name | Phonetic Last Name | Name Prefix | Name Suffix | Nickname | File As
own: Organization Department | Website 1 - Value | Relation 1 - Value | Event 1 - Value | Custom Field 1 - Value
own: IM 1 - Value | IM 1 - Service | Chat 1 - Value | Chat 1 - Service
-: Photo | E-mail 1 - Label | Phone 1 - Label | Address 1 - Label | Website 1 - Label | Relation 1 - Label
-: Event 1 - Label | Custom Field 1 - Label | IM 1 - Label | Chat 1 - Label
"""
_NOW_RU = """
first_name: Имя
patronymic: Отчество
last_name: Фамилия
company: Название организации | Организация – название
position: Должность в организации | Организация – должность
birthday: Дата рождения | День рождения
comment: Заметки | Примечания
tags: Ярлыки
email: Адрес электронной почты 1 – значение | Эл. почта 1 – значение | E-mail 1 – значение
phone: Телефон 1 – значение
city: Адрес 1 – город
region: Адрес 1 – регион
address: Адрес 1 – в одну строку | Адрес 1 – улица | Адрес 1 – а/я | Адрес 1 – почтовый индекс | Адрес 1 – страна
address: Адрес 1 – дополнительный адрес
own: Имя (транскрипция) | Отчество (транскрипция) | Фамилия (транскрипция) | Префикс имени | Суффикс имени | Псевдоним
own: Сохранить как | Отдел организации | Организация – отдел | Сайт 1 – значение | Отношение 1 – значение
own: Событие 1 – значение | Пользовательское поле 1 – значение
-: Фото | Адрес электронной почты 1 – ярлык | Эл. почта 1 – ярлык | E-mail 1 – ярлык | Телефон 1 – ярлык
-: Адрес 1 – ярлык | Сайт 1 – ярлык | Отношение 1 – ярлык | Событие 1 – ярлык | Пользовательское поле 1 – ярлык
"""
_OLD_EN = """
full_name: Name
first_name: Given Name
patronymic: Additional Name
last_name: Family Name
birthday: Birthday
sex: Gender
occupation: Occupation
comment: Notes
tags: Group Membership
email: E-mail 1 - Value
phone: Phone 1 - Value
company: Organization 1 - Name
position: Organization 1 - Title
city: Address 1 - City
region: Address 1 - Region
address: Address 1 - Formatted | Address 1 - Street | Address 1 - PO Box | Address 1 - Postal Code | Address 1 - Country
address: Address 1 - Extended Address
own: Yomi Name | Given Name Yomi | Additional Name Yomi | Family Name Yomi | Name Prefix | Name Suffix | Initials
own: Nickname | Short Name | Maiden Name | Location | Billing Information | Directory Server | Mileage | Hobby
own: Sensitivity | Priority | Subject | Language | Organization 1 - Yomi Name | Organization 1 - Department
own: Organization 1 - Symbol | Organization 1 - Location | Organization 1 - Job Description | Website 1 - Value
own: Relation 1 - Value | Event 1 - Value | Custom Field 1 - Value | IM 1 - Value | IM 1 - Service | Jot 1 - Value
own: Calendar Link 1 - Value | External ID 1 - Value
-: Photo | E-mail 1 - Type | Phone 1 - Type | Address 1 - Type | Organization 1 - Type | Website 1 - Type
-: Relation 1 - Type | Event 1 - Type | Custom Field 1 - Type | IM 1 - Type | Jot 1 - Type | Calendar Link 1 - Type
-: External ID 1 - Type
"""
_OLD_RU = """
full_name: Полное имя
first_name: Имя
patronymic: Второе имя | Дополнительное имя
last_name: Фамилия
birthday: День рождения
sex: Пол
occupation: Род занятий
comment: Примечания
tags: Членство в группах | Группы
email: Эл. почта 1 – значение | E-mail 1 – значение
phone: Телефон 1 – значение
company: Организация 1 – название
position: Организация 1 – должность
city: Адрес 1 – город
region: Адрес 1 – регион
address: Адрес 1 – в одну строку | Адрес 1 – улица | Адрес 1 – а/я | Адрес 1 – почтовый индекс | Адрес 1 – страна
own: Организация 1 – отдел | Сайт 1 – значение
-: Фото | Эл. почта 1 – тип | E-mail 1 – тип | Телефон 1 – тип | Адрес 1 – тип | Организация 1 – тип | Сайт 1 – тип
"""

profiles.add(
    Profile(
        key="google_contacts",
        label=_("Google Contacts"),
        tables=(_NOW_EN, _NOW_RU),
        signs="Phone 1 - Label | E-mail 1 - Label | Address 1 - Label | Organization Title | Phonetic First Name"
        "| Телефон 1 – ярлык | Эл. почта 1 – ярлык | Адрес электронной почты 1 – ярлык",
    )
)
profiles.add(
    Profile(
        key="google_contacts_old",
        label=_("Google Contacts, older"),
        tables=(_OLD_EN, _OLD_RU),
        signs="Phone 1 - Type | E-mail 1 - Type | Group Membership | Additional Name Yomi | Yomi Name"
        "| Телефон 1 – тип | Эл. почта 1 – тип",
    )
)
