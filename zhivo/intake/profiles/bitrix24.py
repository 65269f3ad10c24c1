"""Exports of Bitrix24: contacts, leads, companies and deals, in Russian and English."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

_MANY_RU = """
phone: Рабочий телефон | Мобильный телефон | Домашний телефон | Телефон для рассылок | Другой телефон | Телефон
own: Номер факса | Номер пейджера | Корпоративный сайт | Личная страница | Страница Facebook | Страница LiveJournal
own: Микроблог Twitter | Другой сайт | Сайт | Мессенджер | Контакт Facebook | Контакт Skype | Контакт Viber
own: Комментарии Facebook | Комментарии Instagram | Контакт Instagram | Контакт Битрикс24.Network | Онлайн-чат
own: Контакт Битрикс24 Network | Контакт Битрикс24 | Контакт Открытая линия | Контакт Открытой линии | Контакт ICQ
own: Контакт MSN/Live! | Контакт Jabber | Другой контакт | Другой мессенджер | Ссылка на связанного пользователя
own: Связанный пользователь | Кем создан | Кем создана | Кем изменен | Кем изменена | Дата изменения | Изменен
own: Создан CRM-формой | Создана CRM-формой | Дела | Задачи | Бизнес-процессы | Интернет-магазин | Привязка
own: Экспорт | Участвует в экспорте контактов | Доступен для всех | Доступна для всех | Способ связи | Наблюдатели
own: Дополнительно об источнике | Путь клиента | Задан телефон | Задан e-mail | Внешний источник
own: Идентификатор элемента во внешнем источнике | Последняя активность | Дата последней активности | Реквизиты
own: Дата последней коммуникации | utm_content | utm_term | Список компаний | Список контактов
vk: Страница ВКонтакте | Контакт ВКонтакте
telegram: Контакт Telegram
whatsapp: Контакт WhatsApp
max: Контакт MAX
email: Рабочий e-mail | Частный e-mail | E-mail для рассылок | Другой e-mail | E-mail
source_id: ID
responsible: Ответственный
comment: Комментарий
source: Источник
utm_source: utm_source
utm_medium: utm_medium
utm_campaign: utm_campaign
"""
_MANY_EN = """
phone: Work Phone | Mobile | Mobile Phone | Home Phone | SMS marketing phone | Newsletters phone | Other Phone Number
phone: Other Phone | Phone
own: Fax | Fax Number | Pager | Pager Number | Corporate Website | Personal Page | Facebook Page | LiveJournal | Twitter
own: LiveJournal Page | Twitter Account | Other Website | Website | Site | Messenger | Facebook account | Skype ID
own: Facebook comments | Instagram comments | Viber contact | Bitrix24.Network account | Live Chat | ICQ Number
own: Skype account | Viber account | Open Channel account | Open Channel | MSN/Live! | Jabber | Other Contact
own: Linked user | Created by | Modified by | Modified | Modified on | Created by CRM form | Activity | Activities
own: Tasks | Business Processes | Web store | Binding | Included in export | Export | Available to everyone
own: Communication | Observers | Source information | Customer journey | Has phone | Has E-mail | Companies | Contacts
own: External source | Item ID in data source | Last activity | utm_content | utm_term
vk: VK Page | VK account
telegram: Telegram account
email: Work E-mail | Home E-mail | Private E-mail | Newsletters email | Other E-mail | E-mail
source_id: ID
responsible: Responsible | Responsible person
comment: Comment | Comments
source: Source
utm_source: utm_source
utm_medium: utm_medium
utm_campaign: utm_campaign
"""
_ADDRESS_RU = """
address: Адрес | Улица, номер дома | Улица, дом, корпус, строение | Квартира, офис, комната, этаж | Квартира / офис
address: Район | Почтовый индекс | Страна | Код страны
city: Населенный пункт | Город
region: Регион | Регион / область
"""
_ADDRESS_EN = """
address: Address | Street address | Street, house no. | Apartment, office, room, floor | Suite / Apartment | Address 2
address: District | Zip | ZIP code | Postal code | Country | Country code
city: City
region: Region | State / Province | Region/Area
"""
_PERSON_RU = """
own: Обращение
first_name: Имя
last_name: Фамилия
patronymic: Отчество
full_name: Имя, Фамилия | Имя,Фамилия | Полное имя
birthday: Дата рождения
position: Должность
created_on: Дата создания | Создан
-: Фотография | Фото
"""
_PERSON_EN = """
own: Salutation
first_name: First Name | Name
last_name: Last Name
patronymic: Middle Name | Second Name
full_name: First and Last Names | Full name | First name, Last name
birthday: Birthday | Date of birth | Birthdate
position: Position
created_on: Created | Created on
-: Photo
"""
_CONTACT_RU = """
company: Компания
own: Тип контакта | Дополн. сведения | Контакт | Тип связи
"""
_CONTACT_EN = """
company: Company
own: Contact Type | More info | Contact
"""
_LEAD_RU = """
own: Название лида | Дополнительно о стадии | Дополнительно о статусе | Цена | Количество | Возможная сумма | Сумма
own: Валюта | Сумма/Валюта | Лид | Состояние | Группа стадий | Повторный лид | Клиент | Контакт | Компания
own: Имя,Фамилия,Название | Сконвертированные | Дата завершения | Имя,Фамилия,Название,Название компании
own: Создать на основании
company: Название компании
status: Стадия | Статус
interest: Товар
"""
_LEAD_EN = """
own: Lead Name | Lead title | Stage information | Status information | Price | Quantity | Opportunity | Total | Currency
own: Amount/Currency | Lead | Status group | Repeat lead | Client | Contact | Company | First name,Last Name,Title
own: Converted | Completed on | Generate
company: Company Name
status: Stage | Status
interest: Product
"""
_COMPANY_RU = """
company: Название компании
activity: Сфера деятельности
size: Кол-во сотрудников | Количество сотрудников
legal_address: Юридический адрес
address: Фактический адрес
created_on: Дата создания | Создана
own: Тип компании | Банковские реквизиты | Годовой оборот | Валюта | Компания продавец | Основной продавец | Компания
own: Контакты | Контактные лица
-: Логотип
inn: ИНН
kpp: КПП
ogrn: ОГРН | ОГРНИП
head: Ген. директор
"""
_COMPANY_EN = """
company: Company Name
activity: Industry
size: Employees
legal_address: Legal address | Billing address
address: Street address | Actual address
created_on: Created | Created on
own: Company Type | Bank details | Payment details | Annual revenue | Currency | My company | Company | Contacts
-: Logo
"""
_DEAL_RU = """
own: Название сделки | Стадия сделки | Стадия | Сумма | Валюта | Сумма/Валюта | Вероятность | Тип | Сделка | Клиент
own: Направление | Воронка | Группа стадий | Состояние | Сделка закрыта | Закрыта | Товар | Новая сделка | Дата начала
own: Предполагаемая дата закрытия | Дата завершения | Повторная сделка | Повторное обращение | Лид | Предложение
own: Дата создания | Дата события | Тип события | Описание события | Ставка налога | Является новой | Цена | Количество
own: Повторяющаяся сделка | Дополнительно о стадии | Продавец | Реквизиты компании | Счета | Активен
full_name: Контакт
company: Компания
"""
_DEAL_EN = """
own: Deal Name | Stage | Income | Total | Amount | Currency | Amount/Currency | Probability, % | Probability | Type
own: Deal | Pipeline | Deal status | State | Closed | Product | New deal | Start date | Assumed close date
own: End date | Lead
own: Repeat deal | Repeat inquiry | Created | Created on | Event Date | Event Type | Event Description
own: Price | Quantity
full_name: Contact
company: Company
"""

# With «all fields» a deal brings its contact and its company along, each column named after whose it is.
_OF_CLIENT = """
own: Контакт: ID | Контакт: Обращение | Контакт: Тип контакта | Контакт: Источник | Контакт: Ответственный
own: Контакт: Комментарий | Контакт: Дополнительно об источнике | Контакт: Номер факса | Контакт: Корпоративный сайт
own: Компания: ID | Компания: Тип компании | Компания: Ответственный | Компания: Комментарий
own: Компания: Годовой оборот | Компания: Валюта
first_name: Контакт: Имя
last_name: Контакт: Фамилия
patronymic: Контакт: Отчество
birthday: Контакт: Дата рождения
position: Контакт: Должность
phone: Контакт: Рабочий телефон | Контакт: Мобильный телефон | Контакт: Домашний телефон | Контакт: Другой телефон
phone: Контакт: Телефон | Контакт: Телефон для рассылок | Компания: Рабочий телефон | Компания: Телефон
phone: Компания: Мобильный телефон | Компания: Другой телефон
email: Контакт: Рабочий e-mail | Контакт: Частный e-mail | Контакт: Другой e-mail | Контакт: E-mail
email: Контакт: E-mail для рассылок | Компания: Рабочий e-mail | Компания: E-mail | Компания: Другой e-mail
address: Контакт: Адрес
company: Компания: Название компании
activity: Компания: Сфера деятельности
size: Компания: Кол-во сотрудников
"""

_SIGNS = """
Номер пейджера | Телефон для рассылок | Частный e-mail | E-mail для рассылок | Микроблог Twitter
Контакт Открытая линия | Контакт Битрикс24.Network | Контакт Битрикс24 Network | Страница LiveJournal
Комментарии Instagram
Доступен для всех | Дополнительно об источнике | Создан CRM-формой | Создана CRM-формой | SMS marketing phone
Newsletters email
Bitrix24.Network account | Open Channel account | Instagram comments | Source information | Available to everyone
Created by CRM form | Included in export
"""

profiles.add(
    Profile(
        key="bitrix24_contacts",
        label=_("Bitrix24: contacts"),
        tables=(_CONTACT_RU + _PERSON_RU + _MANY_RU + _ADDRESS_RU, _CONTACT_EN + _PERSON_EN + _MANY_EN + _ADDRESS_EN),
        signs=_SIGNS + "| Тип контакта | Контакт MSN/Live!",
    )
)
profiles.add(
    Profile(
        key="bitrix24_leads",
        label=_("Bitrix24: leads"),
        tables=(_LEAD_RU + _PERSON_RU + _MANY_RU + _ADDRESS_RU, _LEAD_EN + _PERSON_EN + _MANY_EN + _ADDRESS_EN),
        signs=_SIGNS + "| Название лида | Дополнительно о стадии | Lead Name",
    )
)
profiles.add(
    Profile(
        key="bitrix24_companies",
        label=_("Bitrix24: companies"),
        tables=(_COMPANY_RU + _MANY_RU + _ADDRESS_RU, _COMPANY_EN + _MANY_EN),
        signs=_SIGNS + "| Годовой оборот | Банковские реквизиты | Тип компании | Annual revenue",
    )
)
profiles.add(
    Profile(
        key="bitrix24_deals",
        label=_("Bitrix24: deals"),
        tables=(_DEAL_RU + _MANY_RU, _DEAL_EN + _MANY_EN, _OF_CLIENT),
        signs=_SIGNS + "| Стадия сделки | Предполагаемая дата закрытия | Assumed close date | Probability, %",
    )
)
