import pytest

from tests.quality.piece import cleaned, cleaned_row

NOBODY = {
    "a word": "Клиент|Покупатель 2|новый клиент|Девушка|Директор|WhatsApp|Авито|Заявка №123|покупатель с авито|Мама",
    "nothing": "нет имени|Имя Фамилия|Ф.И.О.|ФИО|без имени 3|не представился|Имя не указано|-",
    "a trial": "Тест|Тест Тестов|Тестов Тест|Тестов|ТЕСТ ТЕСТОВИЧ ТЕСТОВ|Test Testov|тест2|Анна Тест",
    "a guest of a chat": "Гость 4821|Посетитель №17|User12345|user_123|Пользователь VK|Аноним|Anonymous Capybara",
    "any adjective and an animal": "Мечтательный Жираф|Космический Кролик|Шустрая Выдра",
    "an animal": "Анонимный Енот|Синий Кит|Панда|Весёлая Капибара|Серый Волк|Sneaky Otter|Розовый Фламинго",
    "a machine's": "a3f9c2e1b7|id123456|550e8400-e29b-41d4-a716-446655440000",
    "keys": "йцукен|фывапр|qwerty123|ааааа|dfgdfg|ьлорпа",
    "a letter": "А|x|Ы",
    "where from": "Покупатель из Твери|клиент с ярмарки|Заказ с маркетплейса",
    "a city": "Москва|клиент Москва|Санкт-Петербург",
    "digits": "123|+79161234567|***",
}
SOMEBODY = {
    "Тестов Николай": ("Тестов", "Николай"),
    "Testov Ivan": ("Testov", "Ivan"),
    "Тестова А.И.": ("Тестова", "А."),
    "Новый Николай": ("Новый", "Николай"),
    "Новая Мария": ("Новая", "Мария"),
    "Неизвестный Эрнст": ("Неизвестный", "Эрнст"),
    "Со Людмила": ("Со", "Людмила"),
    "Ю Мария": ("Ю.", "Мария"),
    "Пак Людмила": ("Пак", "Людмила"),
    "Ан Роман": ("Ан", "Роман"),
    "Ли": (None, "Ли"),
    "Цой": (None, "Цой"),
    "Лев": (None, "Лев"),
    "Роза": (None, "Роза"),
    "Вера": (None, "Вера"),
    "Лида": (None, "Лида"),
    "Енот Мария": ("Енот", "Мария"),
    "Волков Кит": ("Волков", "Кит"),
    "Голубь Анна": ("Голубь", "Анна"),
    "Белый Олег": ("Белый", "Олег"),
    "Megan Fox": ("Fox", "Megan"),
    "Elena Swan": ("Swan", "Elena"),
    "Москва Иван": ("Москва", "Иван"),
    "Клиентов Иван": ("Клиентов", "Иван"),
    "Логин Сергей": ("Логин", "Сергей"),
    "William Tester": ("Tester", "William"),
    "Ernie Griffin": ("Griffin", "Ernie"),
    "Miss B. Lindsay": ("Lindsay", "B."),
    "Иванов с": ("Иванов", "С."),
    "Ырысбек": (None, "Ырысбек"),
    "Мкртчян Ашот": ("Мкртчян", "Ашот"),
}


@pytest.mark.parametrize("cells", NOBODY.values(), ids=NOBODY)
def test_words_that_name_nobody_are_a_dummy(cells: str) -> None:
    clean = cleaned(full_name=cells.split("|"))

    assert clean["last_name"].null_count() == clean["first_name"].null_count() == clean.height
    assert all("name:placeholder" in reasons for reasons in clean["reasons"])


@pytest.mark.parametrize("cell", SOMEBODY)
def test_names_that_look_like_a_dummy_are_names(cell: str) -> None:
    row = cleaned_row(full_name=cell)

    assert (row["last_name"], row["first_name"]) == SOMEBODY[cell]
    assert "name:placeholder" not in row["reasons"]


@pytest.mark.parametrize("cell", ["новый Николай", "Гость Николай", "Админ Николай", "Николай WhatsApp", "Николай нет"])
def test_what_is_said_beside_a_name_goes_aloud_and_the_name_stays(cell: str) -> None:
    row = cleaned_row(full_name=cell)

    assert (row["last_name"], row["first_name"], row["reasons"]) == (None, "Николай", ["name:remark"])


def test_a_dummy_in_one_of_the_columns_leaves_the_others_and_is_told() -> None:
    row = cleaned_row(last_name="Иванов", first_name="Иван", patronymic="нет")

    assert (row["last_name"], row["first_name"], row["patronymic"]) == ("Иванов", "Иван", None)
    assert row["reasons"] == ["name:placeholder"]


def test_an_animal_in_the_column_of_surnames_is_a_surname() -> None:
    clean = cleaned(last_name=["Волк", "Панда", "Ю"], first_name=["Иван", "", ""])

    assert clean["last_name"].to_list() == ["Волк", "Панда", "Ю."]
