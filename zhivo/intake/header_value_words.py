"""Words by which the values of a column without a telling name are known: posts, states of work, sources, streets."""

from __future__ import annotations

_POSTS = """
директор генеральный гендиректор ген.директор коммерческий исполнительный финансовый технический управляющ менеджер
бухгалтер главбух гл.бухгалтер главный инженер руководитель начальник зам заместитель специалист администратор
секретарь закупщик снабженец логист юрист маркетолог продавец кассир владелец собственник учредитель основатель
партнёр партнер консультант аналитик программист разработчик дизайнер товаровед мастер прораб технолог экономист
оператор ассистент помощник водитель кладовщик агент риелтор врач учитель преподаватель президент председатель
категорийный product sales manager director ceo cto cfo coo owner founder head engineer accountant assistant developer
designer analyst consultant specialist president vice chief buyer marketer
техник сварщик электрик слесарь механик повар официант бармен парикмахер медсестра психолог тренер редактор журналист
переводчик строитель монтажник токарь швея охранник курьер диспетчер стилист косметолог фармацевт провизор стоматолог
хирург терапевт воспитатель архитектор сметчик кадровик рекрутер копирайтер фотограф художник адвокат нотариус агроном
ветеринар супервайзер мерчендайзер промоутер завхоз комендант диспетчер контролёр контролер ревизор аудитор брокер
шеф-повар управдом hr-
"""
_STATES = """
новый новая новое новые работе первичный контакт лид думает отказ отказался закрыт закрыта закрыто успешно реализовано
нереализовано неактивен активен активный активная неактивный архив потенциальный действующий постоянный согласование
переговоры ждёт ждет ожидает ожидание оплачен оплата клиент отвечает недозвон дозвон квалифицирован
неквалифицирован кп счёт счет договор принимают принимает решение спящий потерян потеряна бывший интерес
перезвонить встреча назначена назначен отложен отложено пауза завершён завершен завершено
lost won open closed active inactive new contacted qualified unqualified customer lead prospect churned negotiation
proposal pending progress
обработке обработан целевой нецелевой отвал сделка дубль спам думают подписан подписание завершение первичное повторный
повторная квалификация презентация замер монтаж отгрузка отгружен отменён отменен отмена проиграна выиграна успех провал
"""
_SOURCES = """
сайт авито avito instagram инстаграм вк вконтакте telegram телеграм google гугл яндекс yandex директ реклама рекламы
рекомендация рекомендации сарафан сарафанное знакомые знакомых выставка холодный холодные звонок входящий исходящий
обзвон 2гис гис карты визитка листовка вывеска лендинг landing почта рассылка email whatsapp facebook fb таргет seo
поиск партнёр партнер партнёры партнеры соцсети радио баннер квиз тильда marquiz youtube юла циан hh ozon wildberries
маркетплейс форма виджет чат бот база органика organic referral direct ads partner website cold ad search social
мероприятие конференция вебинар блогер форум справочник журнал газета сми тв телевизор
контекст контекстная друзья друг друга соседи сосед мимо мессенджер тг tg ютуб блог акция флаер буклет наружная
телемаркетинг агент агрегатор коллега коллеги подруга подруги маркет озон cpc
"""
_HEATS = """
холодный тёплый теплый горячий холодная тёплая теплая горячая cold warm hot
"""
_ABROAD_NAMES = """
james robert john michael david william richard joseph thomas christopher charles matthew anthony mark steven andrew
paul joshua kenneth kevin brian george edward ryan jacob nicholas jonathan stephen justin scott brandon benjamin samuel
jack harry oliver noah liam ethan lucas mason logan henry adam mary patricia jennifer linda elizabeth barbara susan
jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah
stephanie rebecca laura sharon cynthia kathleen amy angela emma olivia sophia isabella charlotte amelia mia grace chloe
"""
_STREETS = """
ул улица пр пр-т пр-кт просп проспект пер переулок ш шоссе наб набережная б-р бульвар пл площадь д дом кв квартира корп
корпус стр строение оф офис мкр проезд тракт аллея км влд помещ
street st avenue ave road rd drive dr lane ln place pl blvd way court ct close terrace
"""
_SURE_STREETS = """
ул улица пр пр-т пр-кт просп проспект переулок шоссе набережная бульвар street avenue road drive lane crescent circuit
"""

POSTS = tuple(_POSTS.split())  # beginnings: «менеджер» stands for «менеджер по продажам» too
STATES, SOURCES, STREETS, SURE_STREETS, HEATS, ABROAD_NAMES = (
    frozenset(text.split()) for text in (_STATES, _SOURCES, _STREETS, _SURE_STREETS, _HEATS, _ABROAD_NAMES)
)
