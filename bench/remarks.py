"""Remarks of made-up managers about made-up clients, each with what is to be found in it.

Forms of words are written out here by hand, so that nothing of the product can answer for itself. Every remark that
holds nothing is there to mislead: numbers of orders and accounts, days on which something was, cities goods go to.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
from stdnum.ru import inn as inns

from bench import words
from zhivo.quality.numbering import is_assigned

PHRASES = ("convenient_time", "next_action")  # fields of free text
TODAY = date(2026, 6, 1)
Facts = list[tuple[str, str, str | None]]  # field, value, day
Remark = tuple[str, Facts]
Maker = Callable[[random.Random], Remark]

# Nominative, genitive, dative, accusative, instrumental.
_NAMES = """
f Марина Марины Марине Марину Мариной|f Оля Оли Оле Олю Олей|f Катя Кати Кате Катю Катей|f Юлия Юлии Юлии Юлию Юлией
f Ирина Ирины Ирине Ирину Ириной|f Наталья Натальи Наталье Наталью Натальей|f Света Светы Свете Свету Светой
f Анна Анны Анне Анну Анной|f Людмила Людмилы Людмиле Людмилу Людмилой|f Гузель Гузели Гузели Гузель Гузелью
f Любовь Любови Любови Любовь Любовью|f Настя Насти Насте Настю Настей|f Алла Аллы Алле Аллу Аллой
m Сергей Сергея Сергею Сергея Сергеем|m Павел Павла Павлу Павла Павлом|m Пётр Петра Петру Петра Петром
m Игорь Игоря Игорю Игоря Игорем|m Олег Олега Олегу Олега Олегом|m Дима Димы Диме Диму Димой
m Юрий Юрия Юрию Юрия Юрием|m Ринат Рината Ринату Рината Ринатом|m Лёша Лёши Лёше Лёшу Лёшей
m Михаил Михаила Михаилу Михаила Михаилом|m Илья Ильи Илье Илью Ильёй
m Александр Александра Александру Александра Александром
"""
_SURNAMES = """
m Кузнецов Кузнецова Кузнецову Кузнецова Кузнецовым|m Сорокин Сорокина Сорокину Сорокина Сорокиным
m Зарецкий Зарецкого Зарецкому Зарецкого Зарецким|m Гончаренко Гончаренко Гончаренко Гончаренко Гончаренко
m Лебедев Лебедева Лебедеву Лебедева Лебедевым|f Кузнецова Кузнецовой Кузнецовой Кузнецову Кузнецовой
f Сорокина Сорокиной Сорокиной Сорокину Сорокиной|f Зарецкая Зарецкой Зарецкой Зарецкую Зарецкой
f Гончаренко Гончаренко Гончаренко Гончаренко Гончаренко|f Лебедева Лебедевой Лебедевой Лебедеву Лебедевой
"""
_PATRONYMICS = """
m Иванович Ивановича Ивановичу Ивановича Ивановичем|m Сергеевич Сергеевича Сергеевичу Сергеевича Сергеевичем
m Ильич Ильича Ильичу Ильича Ильичом|f Ивановна Ивановны Ивановне Ивановну Ивановной
f Сергеевна Сергеевны Сергеевне Сергеевну Сергеевной|f Ильинична Ильиничны Ильиничне Ильиничну Ильиничной
"""
_ROLES = """
f бухгалтер бухгалтера бухгалтеру бухгалтера бухгалтером|m директор директора директору директора директором
m снабженец снабженца снабженцу снабженца снабженцем|m прораб прораба прорабу прораба прорабом
f секретарь секретаря секретарю секретаря секретарём|m кладовщик кладовщика кладовщику кладовщика кладовщиком
f жена жены жене жену женой|m муж мужа мужу мужа мужем|f дочь дочери дочери дочь дочерью|m сын сына сыну сына сыном
f мама мамы маме маму мамой|m брат брата брату брата братом|f сестра сестры сестре сестру сестрой
m юрист юриста юристу юриста юристом|f помощница помощницы помощнице помощницу помощницей
m управляющий управляющего управляющему управляющего управляющим|f логист логиста логисту логиста логистом
m главный_бухгалтер главного_бухгалтера главному_бухгалтеру главного_бухгалтера главным_бухгалтером
"""
# Nominative, genitive, prepositional, accusative.
_CITIES = """
Самара Самары Самаре Самару|Казань Казани Казани Казань|Екатеринбург Екатеринбурга Екатеринбурге Екатеринбург
Нижний_Новгород Нижнего_Новгорода Нижнем_Новгороде Нижний_Новгород
Ростов-на-Дону Ростова-на-Дону Ростове-на-Дону Ростов-на-Дону|Уфа Уфы Уфе Уфу|Ярославль Ярославля Ярославле Ярославль
Тюмень Тюмени Тюмени Тюмень|Набережные_Челны Набережных_Челнов Набережных_Челнах Набережные_Челны|Тула Тулы Туле Тулу
Чебоксары Чебоксар Чебоксарах Чебоксары|Сочи Сочи Сочи Сочи|Липецк Липецка Липецке Липецк
Йошкар-Ола Йошкар-Олы Йошкар-Оле Йошкар-Олу|Череповец Череповца Череповце Череповец|Иваново Иваново Иваново Иваново
Пенза Пензы Пензе Пензу|Владивосток Владивостока Владивостоке Владивосток|Калуга Калуги Калуге Калугу
Санкт-Петербург Санкт-Петербурга Санкт-Петербурге Санкт-Петербург
Великий_Новгород Великого_Новгорода Великом_Новгороде Великий_Новгород|Химки Химок Химках Химки
Пермь Перми Перми Пермь|Астрахань Астрахани Астрахани Астрахань|Королёв Королёва Королёве Королёв
"""
_MONTHS = [
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября"),
    "декабря",
]


def _table(text: str) -> list[list[str]]:
    entries = text.replace("\n", "|").split("|")
    return [[word.replace("_", " ") for word in entry.split()] for entry in entries if entry]


NAMES, LAST, MIDDLE, ROLES, CITIES = map(_table, (_NAMES, _SURNAMES, _PATRONYMICS, _ROLES, _CITIES))


def _digits(draw: random.Random, length: int) -> str:
    return "".join(str(draw.randrange(10)) for _ in range(length))


def _national(draw: random.Random) -> str:
    """Ten digits of a mobile number that is in the register and does not look made up."""
    while True:
        number = draw.choice(
            ("903", "905", "906", "909", "910", "912", "916", "917", "919", "926", "927", "937", "985")
        )
        number += str(draw.randint(1, 9)) + _digits(draw, 6)
        if len(set(number[3:])) > 3 and is_assigned(pl.Series([int(number)]))[0]:
            return number


def _written(draw: random.Random, number: str) -> str:
    a, b, c, d = number[:3], number[3:6], number[6:8], number[8:]
    return draw.choice(
        (
            f"8{number}", f"+7{number}", f"7{number}", f"8 {a} {b} {c} {d}", f"8-{a}-{b}-{c}-{d}",
            f"8({a}){b}-{c}-{d}", f"+7 ({a}) {b}-{c}-{d}", f"8 {a} {b}-{c}-{d}", f"8{a} {b} {c} {d}",
            f"8.{a}.{b}.{c}.{d}", f"+7 {a} {b}{c}{d}", f"8 {a} {b}{c}{d}", f"{a}-{b}-{c}-{d}", f"8 {a} {b} {c}{d}",
            f"8{a}-{b}-{c}-{d}",
        )
    )  # fmt: skip


def _phone(draw: random.Random) -> Remark:
    number = _national(draw)
    role = draw.choice(ROLES[6:13])
    before = draw.choice(
        (
            "тел. ", "тел ", "моб. ", "доп номер ", "второй номер: ", "номер ", "вотсап ", "WhatsApp ", "звонить на ",
            "", f"тел. {role[2]} ", f"номер {role[2]} - ", f"телефон {role[2]}: ", "раб. ", "личный ", "сот. ",
            "новый номер ", "для связи ", "запасной ", "тел секретаря ", "писать в вайбер ",
        )
    )  # fmt: skip
    after = draw.choice(("", "", "", " (личный)", " доб. 12", " днем", " основной"))
    value = f"+7{number}" + (";ext=12" if "доб" in after else "")
    return f"{before}{_written(draw, number)}{after}", [("phone", value, None)]


def _fixed_phone(draw: random.Random) -> Remark:
    code, rest = draw.choice((("495", 3), ("812", 3), ("846", 3), ("843", 3), ("4842", 2), ("4852", 2), ("8452", 2)))
    first = str(draw.randint(2, 7)) + _digits(draw, rest - 1)
    tail = _digits(draw, 2), _digits(draw, 2)
    written = draw.choice(("8 ({}) {}-{}-{}", "({}) {}-{}-{}", "8-{}-{}-{}-{}", "+7 {} {} {} {}", "8({}){}{}{}"))
    before = draw.choice(("офис ", "городской ", "тел. ", "раб. ", "бухгалтерия "))
    value = f"+7{code}{first}{''.join(tail)}"
    return before + written.format(code, first, *tail), [("phone", value, None)]


def _two_phones(draw: random.Random) -> Remark:
    one, two = _national(draw), _national(draw)
    a, b = _written(draw, one), _written(draw, two)
    facts: Facts = [("phone", f"+7{one}", None), ("phone", f"+7{two}", None)]
    return draw.choice(
        (
            (f"тел {a}, {b}", facts),
            (f"{a} или {b}", facts),
            (f"номер не {a}, а {b}", facts[1:]),
            (f"старый номер {a}, новый {b}", facts[1:]),
            (f"вместо {a} теперь {b}", facts[1:]),
            (f"тел {a} не актуален, звонить {b}", facts[1:]),
            (f"сменил номер с {a} на {b}", facts[1:]),
        )
    )


def _address(draw: random.Random) -> str:
    name = words.latin(draw.choice(words.SURNAMES)).lower()
    name = draw.choice(
        (name, f"{name}.{draw.choice('abvgd')}", f"{name}{draw.randint(50, 99)}", f"{name}_{draw.randint(1, 9)}")
    )
    firm = words.latin(draw.choice(words.FIRM_BEGINS) + draw.choice(words.FIRM_ENDS)).lower()
    return (
        f"{name}@{draw.choice(('mail.ru', 'yandex.ru', 'gmail.com', 'bk.ru', 'inbox.ru', f'{firm}.ru', f'{firm}.com'))}"
    )


def _email(draw: random.Random) -> Remark:
    one, two = _address(draw), _address(draw)
    facts: Facts = [("email", one, None)]
    shown = draw.choice(
        (one, one, one, one.capitalize(), one.upper(), one.replace("@", " @ "), one.replace("@", "(собака)"))
    )
    if draw.random() < 0.15:
        return draw.choice((f"почта не {two}, а {one}", f"старая почта {two}, писать на {one}")), facts
    before = draw.choice(
        ("почта ", "e-mail: ", "мыло ", "кп на ", "эл.почта ", "", "счета слать на ", "почта бухгалтера ")
    )
    return before + shown, facts


def _inn_of(draw: random.Random, length: int) -> str:
    while True:
        number = draw.choice("123567") + _digits(draw, length - 1)
        if inns.is_valid(number):
            return number


def _inn(draw: random.Random) -> Remark:
    ten, twelve = _inn_of(draw, 10), _inn_of(draw, 12)
    number, text = draw.choice(
        (
            (ten, f"ИНН {ten}"), (ten, f"инн:{ten}"), (ten, f"ИНН/КПП {ten}/{ten[:4]}01001"), (twelve,
            f"ип, инн {twelve}"), (ten, f"реквизиты: ИНН {ten} КПП {ten[:4]}01001"), (ten,
            f"платит ООО Вектор, ИНН {ten}"), (ten, f"ООО \"Лидер\" {ten}"), (twelve, f"ИНН {twelve}"), (ten,
            f"ИНН - {ten}"),
        )
    )  # fmt: skip
    return text, [("inn", number, None)]


def _birthday(draw: random.Random) -> Remark:
    day = date(draw.randint(1945, 2004), draw.randint(1, 12), draw.randint(1, 28))
    written = draw.choice(
        (
            f"{day:%d.%m.%Y}", f"{day.day}.{day.month:02}.{day.year}",
            f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
            f"{day:%d.%m.%y}" if day.year < 2000 else f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}",
        )
    )  # fmt: skip
    before = draw.choice(("ДР ", "д.р. ", "день рождения ", "др: ", "родился ", "дата рождения ", "день рождения - "))
    return draw.choice((before + written, before + written, f"{written} г.р.")), [("birthday", day.isoformat(), None)]


def _city(draw: random.Random) -> Remark:
    n, g, p, a = draw.choice(CITIES)
    text = draw.choice(
        (f"живет в {p}", f"г. {n}", f"г.{n}", f"город {n}", f"сам из {g}", f"клиент из {g}", f"переехал в {a}",
        f"из {g}",
         f"находятся в {p}", f"теперь живет в {p}", f"офис в {p}", f"проживает в г. {p}", f"переехала в {a}")
    )  # fmt: skip
    return text, [("city", n, None)]


def _person(draw: random.Random) -> Remark:
    role = draw.choice(ROLES)
    case = draw.randrange(5)
    first = draw.choice([one for one in NAMES if one[0] == role[0]])
    last = draw.choice([one for one in LAST if one[0] == role[0]])
    middle = draw.choice([one for one in MIDDLE if one[0] == role[0]])
    kin = role[1] in ("жена", "муж", "дочь", "сын", "мама", "брат", "сестра")
    initials = f"{first[1][0]}.{middle[1][0]}."
    spaced = f"{first[1][0]}. {middle[1][0]}."
    ways = [([first], first[1]), ([first, middle], f"{first[1]} {middle[1]}")]
    if not kin:
        ways += [([first, last], f"{first[1]} {last[1]}"), ([last, first, middle], f"{last[1]} {first[1]} {middle[1]}")]
        ways += [([last], last[1])]
    parts, name = draw.choice(ways)
    said = " ".join(part[case + 1] for part in parts)
    if not kin and draw.random() < 0.15:
        said, name = f"{last[case + 1]} {initials}", f"{last[1]} {spaced}"
    before = (
        ("", "", "решает ", "трубку берет "), ("телефон у ", "от ", "без ", "для "), ("передать ", "звонить ",
        "перевести на карту "), ("через ", "спросить ", "спрашивать "), ("общаться с ", "говорила с ",
        "вопрос решаем с "),
    )[case]  # fmt: skip
    text = draw.choice(before) + f"{role[case + 1]} {said}"
    if case == 0 and draw.random() < 0.4 and (kin or len(parts) < 3):
        text = draw.choice((f"{name} - {role[1]}", f"{role[1]}: {name}", f"{role[1]} — {name}", f"{name} ({role[1]})"))
    return text, [("contact_person", f"{name}, {role[1]}", None)]


def _convenient(draw: random.Random) -> Remark:
    early, late = draw.randint(8, 12), draw.randint(14, 20)
    text = draw.choice(
        (f"звонить после {late}", f"звонить с {early} до {late}", f"не звонить до {early}", "до обеда не беспокоить",
         f"по будням с {early} до {late}", "звонить только вечером", "по выходным не звонить",
         f"удобно после {late}:00", f"на связи с {early} до {late}", "звонить лучше с утра",
         f"звонить строго до {late}-00", "утром не берет трубку", f"звонить по будням после {late}",
         f"набирать с {early}:00 до {late}:00", "звонить во второй половине дня", "отвечает только после обеда",
         f"с {early} до {late} не беспокоить", "звонить по средам и пятницам", "удобно общаться вечером",
         f"дозвониться можно до {early}")
    )  # fmt: skip
    core = {"удобно общаться вечером": "общаться вечером", f"дозвониться можно до {early}": f"до {early}"}.get(
        text, text
    )
    return text, [("convenient_time", core, None)]


def _promise(draw: random.Random) -> Remark:
    day = TODAY + timedelta(days=draw.randint(-400, 200))
    on: str | None = day.isoformat()
    written = draw.choice((f"{day:%d.%m.%Y}", f"{day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day:%d.%m.%y}"))
    if draw.random() < 0.6:
        on = None
        written = draw.choice((f"{day:%d.%m}", f"{day.day} {_MONTHS[day.month - 1]}"))
    if draw.random() < 0.4:
        on = None
        text = draw.choice(
            ("перезвонить завтра", "просил набрать в среду", "вернуться через неделю", "обещал оплатить до пятницы",
             "созвониться на следующей неделе", "перезвонить в понедельник после обеда", "просила связаться в сентябре",
             "напомнить через месяц", "пришлет реквизиты завтра", "обещала ответ до конца недели", "в пт набрать",
             "перезвонить после праздников", "подпишут договор на следующей неделе", "заедет в субботу")
        )  # fmt: skip
        return text, [("next_action", text, None)]
    text = draw.choice(
        (f"перезвонить {written}", f"обещал оплатить до {written}", f"просил набрать {written}",
        f"встреча {written} в 14:00",
         f"созвон {written}", f"выслать КП до {written}", f"{written} перезвонить",
         f"договорились созвониться {written}", f"обещала подписать договор до {written}", f"напомнить {written}",
         f"ждет звонка {written}", f"замер {written}", f"перезвонить {written} после 15", f"оплатит до {written}",
         f"связаться {written}", f"просила позвонить {written}")
    )  # fmt: skip
    return text, [("next_action", text, on)]


def _number_of_something(draw: random.Random) -> Remark:
    ten, eleven, day = _national(draw), "8" + _national(draw), TODAY - timedelta(days=draw.randint(1, 900))
    a, b = draw.randint(100, 3000), draw.randint(100, 3000)
    text = draw.choice(
        (f"заказ {eleven}", f"заказ № {ten} отгружен", f"счет {eleven} от {day:%d.%m.%Y}", f"артикул {eleven}",
        f"арт. {ten}",
         f"трек {eleven}{_digits(draw, 3)}", f"накладная {ten}",
         f"карта {_digits(draw, 4)} {_digits(draw, 4)} {_digits(draw, 4)} {_digits(draw, 4)}",
         f"р/с 40702810{_digits(draw, 12)}", f"БИК 04{_digits(draw, 7)}", f"договор {ten}", f"код {ten}",
         f"ID {eleven}", f"лицевой счет {ten}", f"сумма {a} {b:03} руб", f"размер {a}х{b}х{a}",
         f"паспорт {_digits(draw, 4)} {_digits(draw, 6)}",
         f"СНИЛС {_digits(draw, 3)}-{_digits(draw, 3)}-{_digits(draw, 3)} {_digits(draw, 2)}",
         f"штрихкод 46{_digits(draw, 11)}", f"модель {a}-{b}-45", f"ОГРН 1{_digits(draw, 12)}",
         f"декларация {_digits(draw, 8)}/{day:%d%m%y}/{_digits(draw, 7)}", f"цена {a} 500 руб", f"{a} шт по {b}",
         f"полис {_digits(draw, 4)} {_digits(draw, 10)}", f"заявка {_inn_of(draw, 10)}",
         f"код клиента {_inn_of(draw, 10)}", f"платежка {ten} от {day:%d.%m}", f"посылка {ten}", "8-000-000-00-00",
         "1@mail.ru", f"серийный номер {eleven}", f"к/с 30101810{_digits(draw, 12)}", "test@test.ru",
         "тел 11111111111", f"чек {ten}", f"старый номер {_written(draw, ten)}",
         f"на {_written(draw, ten)} не звонить", f"{_written(draw, ten)} не актуален")
    )  # fmt: skip
    return text, []


def _day_of_something(draw: random.Random) -> Remark:
    day = TODAY - timedelta(days=draw.randint(1, 900))
    d = draw.choice((f"{day:%d.%m.%Y}", f"{day:%d.%m}", f"{day.day} {_MONTHS[day.month - 1]}"))
    text = draw.choice(
        (f"оплатил {d}", f"отгрузили {d}", f"звонили {d} не ответил", f"договор от {d}", f"клиент с {d}", f"был {d}",
         f"скидка до {d}", f"доставлено {d}", f"последний заказ {d}", f"перезвонил {d}", f"акция до {d}",
         f"возврат {d}", f"срок гарантии до {d}", f"счет действителен до {d}", f"выставлен счет {d}",
         f"КП отправлено {d}", f"у сына др {d}", f"день рождения жены {d}", f"ДР фирмы {d}", "др 9 мая",
         f"подписали {d}", f"приезжал {d}")
    )  # fmt: skip
    return text, []


def _place_or_name(draw: random.Random) -> Remark:
    _n, g, p, a = draw.choice(CITIES)
    first = draw.choice(NAMES)
    text = draw.choice(
        (f"доставка в {a}", f"поставщик из {g}", f"едет в {a} в отпуск", f"отгрузка через {a}", f"филиал в {p}",
         f"был в {p} на выставке", f"груз из {g} не пришел", f"склад в {p}", f"ул. Московская {draw.randint(1, 90)}",
         f"наш менеджер {first[1]} в курсе", f"{first[1]} просит скидку", "директор в отпуске", "жена решает",
         "муж против", f"заказ для {first[2]}", f"ул. Ленина {draw.randint(1, 90)}-{draw.randint(1, 200)}",
         f"кв {draw.randint(1, 200)}",
         f"подъезд {draw.randint(1, 9)} этаж {draw.randint(1, 16)} домофон {draw.randint(1, 200)}",
         "бухгалтер болеет", f"мастер {first[1]} делал замер", "телеграм @master_dom", "инста @torty",
         "офис работает с 9 до 18", "водитель позвонит")
    )  # fmt: skip
    return text, []


def _chatter(draw: random.Random) -> Remark:
    text = draw.choice(
        ("постоянный клиент", "просит скидку", "думает", "дорого", "берет раз в месяц", "доставка вечером", "VIP",
        "опт",
         "оплата по счету", "ждет образцы", "рекомендация", "не туда попали", "нужна отсрочка", "самовывоз", "дубль?",
         "перезвонить", "не звонить", "обещал подумать", "сравнивает цены", "хочет в рассрочку", "доставка после 18",
         "берет 2 паллеты", "скидка 5%", "работает с конкурентами", "был на сайте", "нужны документы",
         "самовывоз до 20", "недоволен сроками", "ищет дешевле", "взял каталог", "просил КП", "магазин открыт до 21")
    )  # fmt: skip
    return text, []


FACTS: tuple[Maker, ...] = (
    _phone, _phone, _fixed_phone, _two_phones, _email, _email, _inn, _birthday, _city, _city, _person, _person, _person,
    _convenient, _convenient, _promise, _promise,
)  # fmt: skip
OTHERS: tuple[Maker, ...] = (
    _number_of_something,
    _number_of_something,
    _day_of_something,
    _place_or_name,
    _chatter,
    _chatter,
)


def comment(draw: random.Random, *, share: float) -> Remark:
    """Return a comment of one to four remarks, so many of them (`share`) with something to be found."""
    chosen: list[Maker] = []
    for _ in range(draw.choice((1, 1, 2, 2, 3, 4))):
        maker = draw.choice(FACTS if draw.random() < share else OTHERS)
        if maker not in chosen or maker in OTHERS:
            chosen.append(maker)
    # Behind somebody's name it would be that person's birthday.
    remarks = [maker(draw) for maker in sorted(chosen, key=lambda maker: maker is not _birthday)]
    facts = [fact for _, found in remarks for fact in found]
    sign = draw.choice((", ", ". ", "; ", "\n", " / ", ", "))
    text = sign.join(text for text, _ in remarks)
    style = draw.random()
    if style < 0.1 and not any(name == "contact_person" for name, _, _ in facts):
        return text.lower(), [(name, value if name not in PHRASES else value.lower(), on) for name, value, on in facts]
    return (text[:1].upper() + text[1:] if style < 0.5 else text), facts
