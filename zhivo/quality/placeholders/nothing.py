"""Words for «nothing» and words of trials."""

from __future__ import annotations

import polars as pl


def words(text: str) -> frozenset[str]:
    """Return the words of a text: lists of words read best as text."""
    return frozenset(text.split())


# A cell of nothing but these says that there is no value; they are never a name, a firm or a city.
NO_VALUE = words(
    "нет нету не ни без имени имя имён имен фамилии фамилия отчества отчество названия название данных данные "
    "указано указан указана указаны указал указала назван назначен назначена известно известен известна известный "
    "неизвестно неизвестный неизвестная неизвестен неизвестна неуказано неуказан неуказана определен определён "
    "определено отсутствует отсутствуют отсутствие пусто пустой пустая пустое пропуск прочерк никто нигде никакой "
    "никакая никак ничего аноним анонимно безымянный безымянная фио ф.и.о. заполнено заполнен заполнена заполнить "
    "уточнить уточняется уточняем уточню знаю знает хз эл электронной ящик ящика адреса адрес назвал назвала "
    "назвался назвалась даст дату даты секрет секретно только см смотри инн кпп огрн где-то где кто кто-то помню "
    "помнит хочет хотел хотела сказал сказала скажу скажет потерял потеряла забыл забыла представился представилась "
    "оставил оставила дал дала дают даёт дает предоставил предоставила предоставлено предоставлен сообщил сообщила "
    "отказ отказался отказалась скрыт скрыта скрыто скрытый потом позже узнать спросить выбрано выбран выбрать "
    "выберите введите значение значения нужно нужен важно имеет имеется пользуется телефона телефон телефоны тел "
    "номера номер почта почты почту email e-mail емейл емейла мейл мейла мыла мыло none null nan empty unknown "
    "undefined noname nobody anonymous n na a н д not available set provided given specified selected select enter "
    "name surname firstname lastname first last fio yet later hidden withheld ytn - — ?"
)
_NO_VALUE = ["", *sorted(NO_VALUE)]
# A row that somebody made to try things out.
TRIAL = words(
    "тест debug тестер тестировщик пробный пробная проба тестович тестовна тестовый тестовая тестовое тестовые "
    "тестовой тестирование тестируем тестик тестт тестттт test testing tester testovich testtest теst проверка "
    "проверочный проверочная проверяем демо demo lorem ipsum ntcn тестовы testovy testoviy testovyi"
)


def is_no_value(cells: pl.Series) -> pl.Series:
    """Say which cells consist of words for «nothing», signs and zeros only; an empty cell is not one of them."""
    may_be = (cells != "") & ~cells.str.contains("[1-9]")
    if not may_be.any():
        return may_be
    lower = cells.filter(may_be).str.to_lowercase()
    # Most cells begin with another word, and then nothing else has to be done.
    first_is = lower.str.extract(r"^\P{L}*(\p{L}*)").is_in(_NO_VALUE)
    bare = lower.filter(first_is).str.replace_all(r"[^\p{L}]+", " ").str.strip_chars(" ")
    words = bare.str.split(" ").list.eval(pl.element().is_in(_NO_VALUE)).list.all()
    first_is = first_is.scatter(first_is.arg_true(), words)
    return may_be.clone().scatter(may_be.arg_true(), first_is)
