"""What column headers are called in the files that people really have, Russian and English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from zhivo.intake.header_spelling import normal

# Answers that are no field yet; `headers.py` looks at the rest of the table to settle them.
OWN = "?own"  # a known header for which there is no field of ours
GIVEN = "?given"  # «Имя», "name": a first name or a whole one
PARTY = "?party"  # «Клиент»: rather a person, perhaps a firm
FIRM = "?firm"  # «Контрагент», «Наименование»: rather a firm, perhaps a person
KIND = "?kind"  # «Тип»: person or company if the values say so
COUNTER = "?counter"  # «№ п/п»: numbers the rows of this file only
CODE = "?code"  # «Код», «Номер»: an id of the source if nothing better is there
DROP = "-"
_LONG_ENOUGH = 5  # letters of a word in which one slip still leaves the word

# Whole headers as `headers.normal()` leaves them: lower case, ё as е, words only, no numbers, "email" for its synonyms.
_ALIASES = """
source_id: id | ид | uid | uuid | guid | идентификатор | row id | ext id | external id | externalid | rec id
source_id: record id | unique id | client id | customer id | contact id | lead id | user id | person id
source_id: subscriber id | id клиента | id контакта | id лида | id контрагента | id записи | клиент id | внешний id
source_id: внешний код | код клиента | код контрагента | код покупателя | код заказчика | номер клиента
source_id: номер карточки | no клиента | client code | customer code | client no | client number | customer number
source_id: id в crm | код в 1с | код 1с | id 1с
?code: код | номер | code | number | key | ключ | артикул клиента
?counter: no | n | nn | no п п | n п п | п п | пп | номер п п | номер по порядку | порядковый номер | row | row no
?counter: row number | строка | номер строки
?kind: тип | вид | kind | type | тип клиента | вид клиента | тип контрагента | вид контрагента | юр физ лицо | юр физ
?kind: физ юр | физ юр лицо | юридическое физическое лицо | юрлицо физлицо | client type | customer type | entity type
?kind: person or company | лицо | человек или компания
-: номер в базе | number in the base | объединенные карточки | joined cards | merged ids
full_name: фио | fio | imya familiya | familiya imya | ф и о | полное имя | полное имя контакта | full name | fullname
full_name: display name | contact name | contact person | contact full name | контактное лицо | контакт | фио клиента
full_name: фио контакта | фио контактного лица | имя контактного лица | имя клиента целиком | имя целиком | подписчик
full_name: получатель | пациент | гость | ученик | абонент | физ лицо | физлицо | физическое лицо | имя фамилия
full_name: фамилия имя | имя и фамилия | фамилия и имя | фамилия имя отчество | имя отчество фамилия
full_name: имя фамилия отчество | фамилия и о | фамилия и инициалы | first and surname | first and last name
full_name: представитель | контакты фио | whole name
?given: имя | imya | name | имя клиента | имя контакта | ваше имя | your name | как вас зовут | как к вам обращаться
?party: клиент | заказчик | покупатель | клиенты | customer | client | customer name | client name | имя покупателя
?party: имя заказчика | плательщик | buyer | lead | лид | lead name
?firm: контрагент | наименование | название | партнер | account | наименование клиента | название клиента
?firm: контрагенты | наименование контрагента | полное наименование | краткое наименование | сокращенное наименование
?firm: наименование полное | официальное наименование | полное название | рабочее наименование | поставщик
first_name: first name | firstname | given name | givenname | forename | имя человека | fname | собственное имя
last_name: фамилия | familiya | familia | surname | lastname | last name | family name | second name | фамилия клиента
last_name: фамилия контакта | lname
patronymic: отчество | otchestvo | patronymic | middle name | middlename | father name | отчество клиента
sex: пол | sex | gender | пол клиента | м ж
birthday: др | data rozhdeniya | den rozhdeniya | д р | день рожд | дата рожд | дата рождения | день рождения
birthday: birthday | birth date | birthdate | date of birth | dob | bday | родился | дата рождения клиента
birthday: день рождения клиента
age: возраст | age | лет | сколько лет | полных лет
telegram: контакт telegram | ник в телеграм | ник в telegram | ник telegram | ник тг | тг ник
max: max | макс | max id | id max | мессенджер max | контакт max | max messenger
company: компания | kompaniya | organizaciya | организация | фирма | company | company name | organization
company: organisation | organization name | organisation name | название компании | название организации
company: название фирмы | наименование организации | наименование компании | наименование юр лица
company: наименование юридического лица | юр лицо | юрлицо | юридическое лицо | account name | employer | место работы
company: предприятие | работодатель | точка | заведение | магазин | клиент компания | ооо ип | бренд
company_form: организационно правовая форма | орг правовая форма | опф | правовая форма | форма организации
company_form: форма собственности | организационная форма | legal form | company form
position: должность | title | position | job title | job | organization title | post | роль в компании | кем работает
inn: инн | inn | инн кпп | tin | tax id | инн организации | инн клиента | инн контрагента | vat
kpp: кпп | kpp
ogrn: огрн | огрнип | ogrn | ogrnip | огрн огрнип
activity: вид деятельности | сфера деятельности | сфера | отрасль | industry | оквэд | activity | направление
activity: чем занимается | сегмент бизнеса | род деятельности | область деятельности | business type
activity: основной вид деятельности
size: размер компании | размер организации | численность | численность сотрудников | количество сотрудников
size: кол во сотрудников | сотрудников | штат | employees | company size | number of employees | headcount
hours: часы работы | режим работы | график работы | время работы | working hours | opening hours | business hours
head: руководитель | директор | ген директор | генеральный директор | гендиректор | ceo | director | фио директора
head: фио руководителя | руководитель организации | head of company | первое лицо
city: г | gorod | город | city | town | suburb | locality | нас пункт | населенный пункт | откуда клиент
city: город клиента
region: регион | область | обл | region | state | province | край | республика | субъект рф | субъект | county
address: адрес | adres | addr | address | дом | кв | корпус | улица | street | zip | zipcode | zip code | postcode
address: индекс | страна | country | район | location address | куда доставить | po box | postal code | метро
legal_address: юр адрес | юрадрес
time_zone: часовой пояс | часовая зона | time zone | timezone | tz | utc | gmt | разница с мск | разница с москвой
convenient_time: удобное время | удобное время звонка | удобное время для звонка | время для звонка | когда звонить
convenient_time: время звонка | когда удобно | best time to call | convenient time | call time | удобно звонить
occupation: профессия | род занятий | занятие | occupation | profession | специальность
interest: интерес | интересы | interest | interests | интересует | чем интересуется | что интересует | потребность
interest: потребности | товар | продукт | услуга | product interest | интересующий товар | интересующая услуга
interest: что хотел
comment: коммент | kommentariy | kommentarij | primechanie | комм | прим | описание | доп информация
comment: дополнительная информация | дополнительно | сообщение | текст обращения | текст заявки | вопрос | message
comment: description | remarks | info | инфо | информация | история | memo | разное | пожелания | обращение клиента
comment: что сказал
tags: теги | тэги | тег | тэг | метки | метка | tags | tag | labels | label | категория | категории | category
tags: categories | группа | группы | group | groups | group membership | сегмент | сегменты | ключевые слова
tags: keywords | группа контрагентов | группа клиентов | список | списки
responsible: ведет | кто ведет | закреплен | закреплен за | кто закреплен | owner | contact owner | lead owner
responsible: сотрудник | менеджер фио | мой менеджер | продавец
status: статус | этап | стадия | status | stage | состояние | результат | lead status | итог звонка
heat: тепло | температура | теплота | heat | lead temperature | теплый холодный | прогрев
next_action: что дальше | что делать | что сделать | дальше | план | задача | todo | to do | next | действие
next_action_on: перезвонить | follow up | followup | напомнить | когда перезвонить | дата звонка план | план дата
next_action_on: callback date | дата касания | дата задачи | срок задачи
consent: согласие | consent | согласен | подписка | подписан | optin | opt in | subscribed | gdpr
do_not_contact: не беспокоить | не звонить | не писать | dnc | optout | opt out | стоп лист | стоплист | черный список
do_not_contact: blacklist | do not call | do not contact | do not email | отказ от рассылки
source: источник | source | откуда | откуда узнали | откуда пришел | канал | канал привлечения | lead source
source: рекламный канал | как узнали о нас | как узнал | реклама | referrer | источник трафика | источник заявки
utm_source: utm source | utmsource
utm_medium: utm medium | utmmedium
utm_campaign: utm campaign | utmcampaign
created_on: создан | создано | создана | добавлен | добавлено | заведен | created | created on | created at | added
created_on: date added | registered | registered at | signup date | дата заявки | дата обращения | дата лида
created_on: creation time | date created | дата и время заявки | timestamp | дата появления | first seen | клиент с
phone: telefon | tel mob | callback | обратный вызов | msisdn | контактный номер | номер для связи | контактный
email: ящик | pochta
?own: manager s name | assistant s name | assistant s phone | обращение | комментарии instagram | title prefix
?own: код организации | личный код | личный номер | government id number | organizational id number | company yomi
?own: имя помощника | телефон помощника | краткое имя email | частное | тип контакта | другой контакт | сделки
?own: статус оплаты | дата | date | сумма | file as | web | im address | email name
?own: отдел | подписи | суффикс | fn | prodid | rev | x abshowas | x abadr
"""

# These mean other things too, so a clearer header goes before them and the user is asked to look.
_WEAK = """
title товар г max макс план next info инфо post лицо точка магазин дата date
"""
WEAK = frozenset(_WEAK.split())


def _by_name(table: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in table.strip().splitlines():
        field, _colon, several = line.partition(": ")
        for name in several.split(" | "):
            if names.setdefault(name, field) != field:
                raise ValueError(f"{name} is said to be both {names[name]} and {field}")
    return names


ALIASES = _by_name(_ALIASES)


@dataclass(frozen=True)
class Rule:
    """If a header has a word of every group, it means the field; a word of `but` turns it into an own field.

    A word that ends with * stands for every word that begins so.
    """

    field: str
    groups: tuple[str, ...]
    but: str = ""


_PHONE = (
    "телефон телефона телефоны телефону тел моб мобильный мобильного мобила мобилка сотовый сотовая сот радиотелефон"
    " phone phones telephone tel mobile cell cellphone cellular handphone"
)
_NOT_A_CONTACT = (
    "дата date время time статус status тип type оператор operator проверен* verified valid* последн* last помощник*"
    " assistant менеджер* manager ответственн* count количество кол телетайп tty telex телекс код code"
    " opened clicked открыт* клик* тема subject ребен* супруг* мужа жены hash хеш бот bot паспорт*"
)
_NAME_OF_OTHERS = (
    "phonetic yomi фонет* супруг* мужа жены ребен* детей мать отец девичья maiden прежн* manager assistant* nick*"
)

# In order: the first rule that speaks decides.
RULES = (
    Rule(DROP, ("фото фотография фотографии photo photos avatar аватар аватарка picture userpic image",)),
    Rule(DROP, ("label ярлык", f"email website event relation address custom {_PHONE}")),
    Rule(DROP, ("тип type", f"email {_PHONE}")),
    Rule("comment", ("коммент* примечан* заметк* comment comments note notes remark",), "instagram дата автор"),
    Rule("do_not_contact", ("не", "звонить беспокоить писать контактировать отправлять")),
    Rule("do_not_contact", ("отписан* отписал* отписк* unsubscribe* optout blacklist",), "дата date причина reason"),
    Rule(
        "consent",
        ("согласи* согласен consent подписан подписка подписан* subscribed newsletter",),
        "дата date текст источник",
    ),
    Rule(OWN, ("кем", "созда* измен* редакт* добавл* заведен* обновл* удален*")),
    Rule(OWN, ("by автор author",)),
    Rule("phone", (_PHONE,), _NOT_A_CONTACT + " pager пейджер*"),
    Rule(OWN, ("факс* fax isdn pager пейджер* telex телекс",)),
    Rule("email", ("email emails",), _NOT_A_CONTACT),
    Rule("telegram", ("telegram телеграм* телега телеграмм* tg тг",), "дата статус date status"),
    Rule("whatsapp", ("whatsapp whats ватсап вотсап вацап вотсапп ватсапп wa",), "дата статус date status"),
    Rule("vk", ("vk вк вконтакте vkontakte",), "дата статус date status"),
    Rule(
        "birthday",
        ("рожд* birthday birth birthdate dob",),
        "место place city город country страна год year ребен* супруг* мужа жены",
    ),
    Rule("head", ("руководител* директор* ceo director гендиректор*",), "арт"),
    Rule("next_action_on", ("дата когда date срок день", "следующ* след next планов* перезвон* касания касани*")),
    Rule("next_action_on", ("следующ* след next", "контакт* звон* call contact касани* визит* встреч*")),
    Rule("next_action", ("следующ* след next", "действи* шаг* step action задач* дело")),
    Rule(
        "created_on",
        (
            "созда* добавлен* регистрац* заведен* creation created added registration заявк* обращени*",
            "дата день когда date time at on время",
        ),
        "by сделк* заказ* счет* deal order последн* last",
    ),
    Rule(
        "responsible",
        ("ответственн* менеджер* куратор* manager responsible assignee assigned",),
        "дата date телефон phone email id отдел группа",
    ),
    Rule("inn", ("инн inn",), "банк* поручител*"),
    Rule("kpp", ("кпп kpp",), "банк*"),
    Rule("ogrn", ("огрн* ogrn*",)),
    Rule(OWN, ("сайт* site website url web webpage страниц* ссылк* link ip сервер* микроблог портал*",)),
    Rule("legal_address", ("адрес* address", "юр юридич* legal registered регистрац* прописк*")),
    Rule("address", ("стран* country zip zipcode postcode postal индекс* ящик район* district",), "id"),
    Rule("city", ("город* city town suburb населенн* locality",), "id дата"),
    Rule(
        "region", ("регион* област* обл край республик* region state province субъект*",), "id дата деятельност* знаний"
    ),
    Rule("address", ("адрес* address street улиц* дом квартир* корпус подъезд addr",), "id дата"),
    Rule("activity", ("деятельност* отрасл* industry оквэд*",), "код id"),
    Rule("position", ("должност* position",), "id дата"),
    Rule(
        "company",
        ("компани* организац* фирм* company organization organisation предприяти* юрлиц*",),
        "тип вид размер size type код id department отдел yomi численност* форма legal расположен* дата date роль",
    ),
    Rule("full_name", ("фио",), _NAME_OF_OTHERS + " врач* мастер* тренер* учител*"),
    Rule("full_name", ("фамили* surname last", "имя имени first"), _NAME_OF_OTHERS),
    Rule("last_name", ("фамили* surname lastname",), _NAME_OF_OTHERS),
    Rule("last_name", ("last family", "name"), _NAME_OF_OTHERS + " date"),
    Rule("first_name", ("first given", "name"), _NAME_OF_OTHERS),
    Rule("patronymic", ("отчеств* patronymic",), _NAME_OF_OTHERS),
    Rule("patronymic", ("middle", "name"), _NAME_OF_OTHERS),
    Rule("tags", ("тег теги тэг тэги метк* tag tags",)),
    Rule(
        "status",
        ("статус* этап* стади* status stage",),
        "дополнительн* дата date оплат* payment заказ* order семейн* marital доставк*",
    ),
    Rule("source", ("источник* source",), "дополнительн* id дата date финанс*"),
)


def is_known(header: str) -> bool:
    """Say whether the words are ones that columns are called by; for those who look for the header row."""
    return meaning(normal(header)) is not None


@lru_cache(maxsize=10_000)
def meaning(name: str) -> tuple[str, float] | None:
    """Return what a normal header says by itself, and how surely; None for words that columns are not called by."""
    if name in ALIASES:
        return ALIASES[name], 0.7 if name in WEAK else 0.95
    words = name.split()
    for rule in RULES:
        if all(_has(words, group) for group in rule.groups):
            return (OWN if _has(words, rule.but) else rule.field), 0.9
    return None


@lru_cache(maxsize=10_000)
def almost(name: str) -> tuple[str, float] | None:
    """Return what a normal header means that has a slip in a long word, «телефн»; never surely."""
    words = [_righted(word) for word in name.split()]
    found = meaning(" ".join(words)) if words != name.split() else None
    return (found[0], 0.65) if found else None


def _righted(word: str) -> str:
    if len(word) < _LONG_ENOUGH or word in _vocabulary():
        return word
    near = process.extractOne(word, _long_words(), scorer=OSA.distance, score_cutoff=1 + (len(word) > 9))
    return near[0] if near else word


@cache
def _vocabulary() -> frozenset[str]:
    groups = " ".join(group for rule in RULES for group in (*rule.groups, rule.but))
    return frozenset(word.rstrip("*") for word in f"{' '.join(ALIASES)} {groups}".split())


@cache
def _long_words() -> list[str]:
    return sorted(word for word in _vocabulary() if len(word) >= _LONG_ENOUGH)


def _has(words: list[str], group: str) -> bool:
    whole, stems = _parsed(group)
    return any(word in whole or word.startswith(stems) for word in words)


@cache
def _parsed(group: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole words of a group and the beginnings, those written with a star."""
    words = group.split()
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), stems
