"""Exports of amoCRM (Kommo abroad): contacts, companies and deals, in Russian and English."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

_REACH_RU = """
phone: Рабочий телефон | Рабочий прямой телефон | Мобильный телефон | Домашний телефон | Другой телефон | Телефон
own: Факс | Web | Сайт | Мгн. сообщения | Кем редактирован | Кем редактирована | Дата редактирования | Ближайшая задача
own: Дата ближайшей задачи | Скайп | Пользовательское соглашение | Последнее изменение | Кем изменен
own: roistat | yclid | gclid | gclientid | fbclid | referrer | from | utm_referrer | _ym_uid | _ym_counter | ym_uid
own: openstat_ad | openstat_campaign | openstat_service | openstat_source | utm_content | utm_term
email: Рабочий email | Личный email | Другой email | Email
comment: Примечание
tags: Теги
responsible: Ответственный
source_id: ID
utm_source: utm_source
utm_medium: utm_medium
utm_campaign: utm_campaign
"""
_REACH_EN = """
phone: Work phone | Work direct phone | Work direct line | Mobile phone | Home phone | Other phone | Phone
own: Fax | Web | IM | Modified by | Last modified | Date modified | Date edited | Edited by | Closest task | Next task
own: utm_content | utm_term | utm_referrer | referrer | gclid | gclientid | fbclid | User agreement | Updated at
own: Last modified by
email: Work email | Personal email | Private email | Priv. email | Other email | Email
comment: Note
tags: Tags | Contact tags | Company tags | Lead tags
responsible: Responsible user | Responsible
source_id: ID
utm_source: utm_source
utm_medium: utm_medium
utm_campaign: utm_campaign
"""
_CONTACT_RU = """
kind: Тип
full_name: Полное имя контакта | Наименование
first_name: Имя
last_name: Фамилия
company: Название компании | Компания
created_on: Дата создания контакта | Дата создания
own: Кем создан контакт | Кем создан | Сделки | Тип контакта
position: Должность
address: Адрес
"""
_CONTACT_EN = """
kind: Type
full_name: Full name | Contact name | Contact full name
first_name: First name
last_name: Last name
company: Company name | Company
created_on: Date created | Created at | Date Created | Contact created
own: Created by | Leads | Contact type
position: Position
address: Address
"""
_COMPANY_RU = """
kind: Тип
company: Название компании | Компания
created_on: Дата создания компании | Дата создания
own: Кем создана компания | Кем создана | Сделки | Контакты
address: Адрес
"""
_COMPANY_EN = """
kind: Type
company: Company name | Company
created_on: Company created | Date created | Created at
own: Created by | Leads | Contacts
address: Address
"""
# What is said of the deal stays an own field of the client.
_DEAL_RU = """
own: Название сделки | Бюджет | Бюджет ₽ | Бюджет руб | Дата создания сделки | Дата создания | Кем создана сделка
own: Кем создана | Дата закрытия | Этап сделки | Этап | Воронка | Компания контакта | Ответственный за контакт
own: Причина отказа | Тип сделки | Контакты | Основной контакт
full_name: Полное имя контакта
company: Компания | Название компании
position: Должность | Должность (контакт)
phone: Рабочий телефон (контакт) | Рабочий прямой телефон (контакт) | Мобильный телефон (контакт)
phone: Домашний телефон (контакт) | Другой телефон (контакт) | Рабочий телефон (компания)
phone: Рабочий прямой телефон (компания) | Мобильный телефон (компания) | Домашний телефон (компания)
phone: Другой телефон (компания)
email: Рабочий email (контакт) | Личный email (контакт) | Другой email (контакт) | Рабочий email (компания)
email: Личный email (компания) | Другой email (компания)
address: Адрес | Адрес (компания)
"""
_DEAL_EN = """
own: Lead title | Lead name | Lead | Sale | Sale value | Budget | Date created | Created at | Lead created | Created by
own: Date closed | Closed at | Lead status | Lead stage | Stage | Pipeline | Contact's company | Contact company
own: Responsible for contact | Loss reason | Contacts | Status
full_name: Contact full name | Main contact | Full name | Contact name
company: Company | Company name | Lead company
position: Position
address: Address
"""
_REACH_SIGNS = """
Рабочий прямой телефон | Work direct phone | Work direct line
"""

profiles.add(
    Profile(
        key="amocrm_contacts",
        label=_("amoCRM: contacts"),
        tables=(_CONTACT_RU + _REACH_RU, _CONTACT_EN + _REACH_EN),
        signs=_REACH_SIGNS + "| Полное имя контакта | Кем создан контакт | Дата создания контакта",
    )
)
profiles.add(
    Profile(
        key="amocrm_companies",
        label=_("amoCRM: companies"),
        tables=(_COMPANY_RU + _REACH_RU, _COMPANY_EN + _REACH_EN),
        signs=_REACH_SIGNS + "| Кем создана компания | Дата создания компании",
    )
)
profiles.add(
    Profile(
        key="amocrm_deals",
        label=_("amoCRM: deals"),
        tables=(_DEAL_RU + _REACH_RU, _DEAL_EN + _REACH_EN),
        signs=_REACH_SIGNS + "| Этап сделки | Кем создана сделка | Дата создания сделки | Ответственный за контакт"
        "| Компания контакта | Responsible for contact | Contact's company",
    )
)
