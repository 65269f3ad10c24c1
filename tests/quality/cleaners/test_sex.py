from tests.quality.piece import cleaned, cleaned_row


def test_the_column_says_it_in_any_usual_word() -> None:
    clean = cleaned(sex=["м", "Муж.", "male", "Ж", "женский", "F", "", "нет", "оно"])

    assert clean["sex"].to_list() == ["m", "m", "m", "f", "f", "f", None, None, None]
    assert clean["reasons"].to_list() == [[]] * 8 + [["sex:unknown"]]


def test_the_patronymic_says_it_before_the_first_name() -> None:
    names = [
        "Иванов Саша Петрович",
        "Гюльчатай Али кызы",
        "Мамедов Вугар Али оглы",
        "Анна",
        "Иван",
        "Женя",
        "Иванов И.И.",
    ]

    assert cleaned(full_name=names)["sex"].to_list() == ["m", "f", "m", "f", "m", None, None]


def test_a_column_that_contradicts_the_name_is_believed_aloud() -> None:
    clean = cleaned(full_name=["Иванова Анна Петровна"], sex=["м"])

    assert clean["sex"].to_list() == ["m"]
    assert clean["reasons"].to_list() == [["sex:contradicts_name"]]


def test_outlooks_word_for_nothing_said_is_no_fault() -> None:
    row = cleaned_row(sex="Не определен", full_name="Юдина Анна")

    assert (row["sex"], row["reasons"]) == ("f", [])
