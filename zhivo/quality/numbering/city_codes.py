"""Cities by the codes of their landlines: the regional centres and the largest towns that have a code of their own."""

from __future__ import annotations

from functools import cache

import polars as pl

# From the state's numbering plan, city and the beginnings of its ten-digit numbers. In a region whose code is three
# digits long the town's own number begins right behind it, so only the centre's first digits are told here.
_CODES = """
Москва 495 499; Санкт-Петербург 812; Улан-Удэ 3012; Чита 3022; Ижевск 3412; Пермь 3422; Екатеринбург 3432 3433;
Тюмень 3452; Сургут 3462; Уфа 3472; Салехард 34922; Челябинск 3512 3517; Магнитогорск 3519; Курган 3522; Оренбург 3532;
Симферополь 3652; Омск 3812; Томск 3822; Новосибирск 3832 3833; Кемерово 3842; Новокузнецк 3843; Барнаул 3852;
Горно-Алтайск 38822; Абакан 3902; Красноярск 3912; Кызыл 39422; Иркутск 3952; Калининград 4012; Якутск 4112;
Магадан 4132; Петропавловск-Камчатский 4152; Благовещенск 4162; Хабаровск 4212; Комсомольск-на-Амуре 4217;
Владивосток 4232; Южно-Сахалинск 4242; Биробиджан 42622; Курск 4712; Белгород 4722; Воронеж 4732; Липецк 4742;
Тамбов 4752; Смоленск 4812; Тверь 4822; Брянск 4832; Калуга 4842; Ярославль 4852; Рыбинск 4855; Орёл 4862; Тула 4872;
Рязань 4912; Владимир 4922; Иваново 4932; Кострома 4942; Псков 8112; Петрозаводск 8142; Мурманск 8152;
Великий Новгород 8162; Вологда 8172; Архангельск 8182; Череповец 8202; Сыктывкар 8212; Нижний Новгород 8312 8314;
Киров 8332; Саранск 8342; Чебоксары 8352; Йошкар-Ола 8362; Пенза 8412; Ульяновск 8422; Казань 8432 8435;
Волгоград 8442; Волжский 8443; Саратов 8452; Самара 8462 8463 8469; Тольятти 8482; Элиста 84722; Астрахань 8512;
Набережные Челны 8552; Краснодар 8612; Сочи 8622; Ростов-на-Дону 8632; Ставрополь 8652; Нальчик 8662; Владикавказ 8672;
Севастополь 8692; Грозный 8712; Махачкала 8722; Майкоп 8772; Черкесск 8782; Пятигорск 8793
"""
_LONG = 12  # characters of a Russian number with its plus


@cache
def by_code() -> dict[str, str]:
    """Return the city of every code, three to five digits long; no code is the beginning of another."""
    lines = [line.split() for line in " ".join(_CODES.split()).split(";")]
    return {
        word: " ".join(part for part in line if not part.isdigit()) for line in lines for word in line if word.isdigit()
    }


def city(phone: pl.Expr) -> pl.Expr:
    """Return the city of a landline in E.164 form, null of any other number and of a code that is not told here."""
    known = by_code()
    code = pl.when(phone.str.starts_with("+7") & (phone.str.len_chars() == _LONG)).then(phone.str.slice(2, 5))
    lengths = sorted({len(one) for one in known}, reverse=True)
    found = [code.str.slice(0, n).replace_strict(known, default=None, return_dtype=pl.String) for n in lengths]
    return pl.coalesce(found)
