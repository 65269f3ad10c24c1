import pytest

from tests.quality.piece import cleaned, cleaned_row

Parts = tuple[str | None, str | None, str | None]
NAMES: dict[str, Parts] = {
    "Иванов Иван Иванович": ("Иванов", "Иван", "Иванович"),
    "Иван Иванович Иванов": ("Иванов", "Иван", "Иванович"),
    "  ИВАНОВ   иван ": ("Иванов", "Иван", None),
    "Иван Петров": ("Петров", "Иван", None),
    "Mikhail Krivov": ("Krivov", "Mikhail", None),
    "elskij artur ajratovich": ("Elskij", "Artur", "Ajratovich"),
    "DMITRIY ARSENEVICh UKhIKhIN": ("Ukhikhin", "Dmitriy", "Arsenevich"),
    "Smith, John": ("Smith", "John", None),
    "John F. Kennedy": ("Kennedy", "John", "F."),
    "Иванов И.И.": ("Иванов", "И.", "И."),
    "Лебедев И.П.": ("Лебедев", "И.", "П."),
    "И. И. Иванов": ("Иванов", "И.", "И."),
    "Иванов ИИ": ("Иванов", "И.", "И."),
    "Stolyarova Ya.K.": ("Stolyarova", "Ya.", "K."),
    "Волкенко А.": ("Волкенко", "А.", None),
    "Мамедов Вугар Али оглы": ("Мамедов", "Вугар", "Али оглы"),
    "Абрамович Роман Аркадьевич": ("Абрамович", "Роман", "Аркадьевич"),
    "Иванова-Петрова анна-мария": ("Иванова-Петрова", "Анна-Мария", None),
    "Иванова Петрова Анна Сергеевна": ("Иванова Петрова", "Анна", "Сергеевна"),
    "О'КОННОР Джон": ("О'Коннор", "Джон", None),
    "van der Berg Jan": ("van der Berg", "Jan", None),
    "Любовь Петровна": (None, "Любовь", "Петровна"),
    "Виноградова Гтлина Маратовна": ("Виноградова", "Гтлина", "Маратовна"),
    "Дьякарев Аркадий Ильеч": ("Дьякарев", "Аркадий", "Ильеч"),
    "Вячеслов Никитин": ("Никитин", "Вячеслов", None),
    "Геннадий Андреев": ("Андреев", "Геннадий", None),
    "Иванов": ("Иванов", None, None),
    "Наташа": (None, "Наташа", None),
}
DUMMIES = [
    "Клиент",
    "Тест",
    "Тест Тестов",
    "нет",
    "-",
    "aaa",
    "asdf",
    "йцукен",
    "Без имени",
    "Покупатель",
    "Панда",
    "Гость",
    "Анонимная Панда",
    "Зелёный Барсук",
    "123",
    "новый клиент",
]


def parts(*, full_name: list[str]) -> list[Parts]:
    return list(cleaned(full_name=full_name).select("last_name", "first_name", "patronymic").iter_rows())


def test_surname_first_name_and_patronymic_are_told_apart_in_any_order_case_and_alphabet() -> None:
    assert dict(zip(NAMES, parts(full_name=list(NAMES)), strict=True)) == NAMES


def test_dummies_are_told_and_name_nobody() -> None:
    clean = cleaned(full_name=DUMMIES)

    assert parts(full_name=DUMMIES) == [(None, None, None)] * len(DUMMIES)
    assert all("name:placeholder" in reasons for reasons in clean["reasons"])
    assert clean["kind"].unique().to_list() == [""]


@pytest.mark.parametrize(
    ("written", "shown", "reason"),
    [
        ("Bdfyjd", ("Иванов", None, None), "layout"),
        ("Ukfprbyf Jkmuf Ybrjkftdyf", ("Глазкина", "Ольга", "Николаевна"), "layout"),
        ("<jhbcjd .hbq", ("Борисов", "Юрий", None), "layout"),
        ("Ивaнов Иван", ("Иванов", "Иван", None), "lookalike"),
        ("Иванов Иван (директор)", ("Иванов", "Иван", None), "remark"),
        ("Иванов Иван, главный бухгалтер", ("Иванов", "Иван", None), "remark"),
        ("Ольга салон красоты", (None, "Ольга", None), "remark"),
        ("г-н Иванов", ("Иванов", None, None), "remark"),
        ("Иван 89161234567", (None, "Иван", None), "digits"),
        ("Иванов И., Петров П.", ("Иванов", "И.", None), "several"),
        ("Тимур Ильяс", ("Тимур", "Ильяс", None), "order_guessed"),
    ],
)
def test_what_was_changed_or_left_out_is_said(written: str, shown: Parts, reason: str) -> None:
    row = cleaned_row(full_name=written)

    assert (row["last_name"], row["first_name"], row["patronymic"]) == shown
    assert row["reasons"] == [f"name:{reason}"]


@pytest.mark.parametrize("name", ["Bob Dylan", "Dan", "Li Wei", "St Brodrick", "Spwncer"])
def test_latin_names_are_not_taken_for_the_wrong_layout(name: str) -> None:
    assert "name:layout" not in cleaned_row(full_name=name)["reasons"]


@pytest.mark.parametrize("surname", ["Gray", "Swan", "White"])
def test_a_colour_in_a_column_of_surnames_is_a_surname(surname: str) -> None:
    assert cleaned_row(last_name=surname, first_name="")["last_name"] == surname


@pytest.mark.parametrize(
    "spellings",
    [
        ["Юлия", "Yuliya", "Iuliia", "Юля", "ЮЛИЯ"],
        ["Алексей", "Aleksey", "Alexey", "Лёша", "Леша"],
        ["Наталья", "Наталия", "Natalia", "Наташа"],
    ],
)
def test_a_first_name_its_short_forms_and_transliterations_have_one_key(spellings: list[str]) -> None:
    assert cleaned(first_name=spellings)["first_key"].n_unique() == 1


def test_lena_and_lenya_are_different_people() -> None:
    assert cleaned(first_name=["Лена", "Лёня"])["first_key"].to_list() == ["elena", "leonid"]


def test_a_surname_and_its_transliterations_have_one_key() -> None:
    clean = cleaned(last_name=["Щербакова", "Shcherbakova", "Scherbakova", "ЩЕРБАКОВА"])

    assert clean["last_key"].n_unique() == 1


def test_an_initial_has_a_one_letter_key_that_begins_the_key_of_its_name() -> None:
    clean = cleaned(first_name=["Ю.", "Юлия", "Ж.", "Жанна", "З.", "Ya.", "Яна"])
    keys = clean["first_key"].to_list()

    assert [len(key) for key in keys] == [1, 5, 1, 4, 1, 1, 4]
    assert keys[1].startswith(keys[0])
    assert keys[3].startswith(keys[2])
    assert not keys[3].startswith(keys[4])
    assert keys[6].startswith(keys[5])


def test_a_short_form_of_several_names_keeps_a_key_of_its_own_until_something_decides() -> None:
    clean = cleaned(full_name=["Саша", "Саша Иванова", "Иванов Саша", "Слава Иванов"])

    assert clean["first_key"].to_list() == ["sawa", "aleksandra", "aleksandr", "slava"]
    assert clean["sex"].to_list() == [None, "f", "m", "m"]


def test_separate_columns_are_believed_and_mended_where_they_are_plainly_wrong() -> None:
    clean = cleaned(
        last_name=["Петрова", "Иван", "Иванов Иван Иванович", "", "Иванов"],
        first_name=["анна", "Иванов", "", "Иван Петров", "Иван Иванович"],
        patronymic=["С.", "", "", "", ""],
    )

    assert list(clean.select("last_name", "first_name", "patronymic").iter_rows()) == [
        ("Петрова", "Анна", "С."),
        ("Иванов", "Иван", None),
        ("Иванов", "Иван", "Иванович"),
        ("Петров", "Иван", None),
        ("Иванов", "Иван", "Иванович"),
    ]
    assert clean["reasons"].to_list() == [[], ["name:swapped"], [], [], []]


def test_several_words_in_the_only_filled_column_may_be_that_part_alone() -> None:
    first = cleaned(first_name=["Анна Мария", "Иван Петров"])
    last = cleaned(last_name=["Иванова Петрова", "Иванов Иван", "Bdfyjd"])

    assert list(first.select("last_name", "first_name").iter_rows()) == [(None, "Анна Мария"), ("Петров", "Иван")]
    assert list(last.select("last_name", "first_name").iter_rows()) == [
        ("Иванова Петрова", None),
        ("Иванов", "Иван"),
        ("Иванов", None),
    ]


def test_the_column_decides_the_order_that_a_name_leaves_open() -> None:
    surname_first = cleaned(full_name=["Иванова Анна", "Петрова Ольга", "Ким Роман", "Цой Дмитрий"])
    first_name_first = cleaned(full_name=["Анна Иванова", "Ольга Петрова", "Роман Тимур", "Дмитрий Сидоров"])

    assert surname_first["last_name"].to_list()[2] == "Ким"
    assert first_name_first["last_name"].to_list()[2] == "Тимур"


def test_a_whole_name_that_is_its_parts_leaves_nothing_to_guess() -> None:
    clean = cleaned(
        full_name=["Ван Дейк", "Анна Мария", "S. А. Б."],
        last_name=["Ван Дейк", "", ""],
        first_name=["", "Анна Мария", "S. А. Б."],
    )

    assert clean["last_name"].to_list() == ["Ван Дейк", None, None]
    assert clean["first_name"].to_list() == [None, "Анна Мария", "S. А. Б."]
