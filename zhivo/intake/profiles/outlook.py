"""Exports of Outlook: the web one and the one on the desktop, in English and Russian."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

_EN = """
first_name: First Name
patronymic: Middle Name
last_name: Last Name
email: E-mail Address | E-mail 2 Address | E-mail 3 Address
phone: Home Phone | Home Phone 2 | Business Phone | Business Phone 2 | Mobile Phone | Car Phone | Other Phone
phone: Primary Phone | Company Main Phone | Callback | Radio Phone
own: Title | Suffix | Nickname | Given Yomi | Surname Yomi | Company Yomi | Pager | Business Fax | Home Fax | Other Fax
own: Telex | TTY/TDD Phone | ISDN | IMAddress | Department | Office Location | Manager's Name | Assistant's Name
own: Assistant's Phone | Personal Web Page | Web Page | Spouse | Schools | Hobby | Location | Anniversary | Children
own: Initials | Account | Billing Information | Directory Server | Internet Free Busy | Language | Mileage | Priority
own: Government ID Number | Organizational ID Number | Private | Referred By | Sensitivity | User 1 | User 2 | User 3
own: User 4 | E-mail Display Name | E-mail 2 Display Name | E-mail 3 Display Name
position: Job Title
company: Company
occupation: Profession
sex: Gender
birthday: Birthday
comment: Notes
tags: Categories | Keywords
city: Business City | Home City | Other City
region: Business State | Home State | Other State
address: Business Street | Business Street 2 | Business Street 3 | Business Postal Code | Business Country/Region
address: Home Street | Home Street 2 | Home Street 3 | Home Postal Code | Home Country/Region | Business Address PO Box
address: Other Street | Other Street 2 | Other Street 3 | Other Postal Code | Other Country/Region | Home Address PO Box
address: Other Address PO Box | Business Country | Home Country | Other Country
-: E-mail Type | E-mail 2 Type | E-mail 3 Type | Photo
"""
_RU = """
first_name: Имя
patronymic: Отчество
last_name: Фамилия
email: Адрес эл. почты | Адрес 2 эл. почты | Адрес 3 эл. почты | Адрес электронной почты | Адрес электронной почты 2
phone: Рабочий телефон | Телефон раб. 2 | Домашний телефон | Телефон дом. 2 | Телефон переносной | Мобильный телефон
phone: Телефон в машине | Основной телефон | Основной телефон организации | Другой телефон | Радиотелефон
phone: Обратный вызов | Рабочий телефон 2 | Домашний телефон 2 | Номер мобильного телефона
own: Обращение | Суффикс | Отдел | Телефон помощника | Рабочий факс | Домашний факс | Другой факс | ISDN | Пейджер
own: Телекс | Телетайп/телефон с титрами | Важность | Веб-страница | Личная веб-страница | Годовщина | Дети
own: Имя помощника
own: Инициалы | Код организации | Личный код | Отложено | Пользователь 1 | Пользователь 2 | Пользователь 3
own: Пользователь 4 | Пометка | Расположение | Расположение комнаты | Расстояние | Сведения о доступности в Интернете
own: Сервер каталогов | Супруг(а) | Супруга | Счет | Счета | Хобби | Частное | Язык | Краткое имя эл. почты
own: Краткое 2 имя эл. почты | Краткое 3 имя эл. почты | Псевдоним | Имя руководителя
head: Руководитель
company: Организация | Компания
position: Должность
occupation: Профессия
sex: Пол
birthday: День рождения
comment: Заметки
tags: Категории | Ключевые слова
city: Город (раб. адрес) | Город (дом. адрес) | Город (другой адрес) | Рабочий адрес: город | Домашний адрес: город
region: Область (раб. адрес) | Область (дом. адрес) | Область (другой адрес)
address: Улица (раб. адрес) | Улица 2 (раб. адрес) | Улица 3 (раб. адрес) | Индекс (раб. адрес)
address: Страна или регион (раб. адрес) | Улица (дом. адрес) | Улица 2 (дом. адрес) | Улица 3 (дом. адрес)
address: Почтовый код (дом.) | Страна или регион (дом. адрес) | Улица (другой адрес) | Улица 2 (другой адрес)
address: Улица 3 (другой адрес) | Индекс (другой адрес) | Страна или регион (другой адрес) | Индекс (дом. адрес)
address: Почтовый ящик (дом. адрес) | Почтовый ящик (другой адрес) | Почтовый ящик (раб. адрес)
address: Страна (раб. адрес) | Страна (дом. адрес) | Страна (другой адрес)
-: Тип эл. почты | Тип 2 эл. почты | Тип 3 эл. почты
"""

profiles.add(
    Profile(
        key="outlook",
        label=_("Outlook: contacts"),
        tables=(_EN, _RU),
        signs="Company Main Phone | TTY/TDD Phone | Business Country/Region | Given Yomi | Business Phone | Callback"
        "| Телефон переносной | Телефон раб. | Улица (раб. адрес) | Краткое имя эл. почты"
        "| Телетайп/телефон с титрами | Основной телефон организации",
    )
)
