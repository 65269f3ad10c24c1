"""Our own export, in both languages and with the keys of fields for a header."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

_EN = """
-: Number in the base | Joined cards
full_name: Whole name
kind: Person or company
last_name: Last name
first_name: First name
patronymic: Patronymic
sex: Sex
birthday: Birthday
phone: Phone
email: E-mail
company: Company
inn: INN
kpp: KPP
ogrn: OGRN
city: City
region: Region
time_zone: Time zone
responsible: Responsible
comment: Comment
own: Legal form | Other fields | Added at | Changed at
"""
_RU = """
-: Номер в базе | Объединённые карточки
full_name: Имя целиком
kind: Человек или компания
last_name: Фамилия
first_name: Имя
patronymic: Отчество
sex: Пол
birthday: День рождения
phone: Телефон
email: Эл. почта
company: Компания
inn: ИНН
kpp: КПП
ogrn: ОГРН
city: Город
region: Регион
time_zone: Часовой пояс
responsible: Ответственный
comment: Комментарий
own: Форма | Другие поля | Добавлен | Изменён
"""
_KEYS = """
-: client_id | merged_ids
full_name: name
kind: kind
last_name: last_name
first_name: first_name
patronymic: patronymic
sex: sex
birthday: birthday
phone: phone
email: email
company: company
inn: inn
kpp: kpp
ogrn: ogrn
city: city
region: region
time_zone: time_zone
responsible: responsible
comment: comment
own: company_form | other | created_at | updated_at
"""

profiles.add(
    Profile(
        key="zhivo",
        label=_("Zhivo: a list of clients"),
        tables=(_EN, _RU, _KEYS),
        signs="Number in the base | Joined cards | Номер в базе | Объединённые карточки | merged_ids",
    )
)
