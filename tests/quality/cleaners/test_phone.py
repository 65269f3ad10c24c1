from tests.quality.piece import cleaned, cleaned_row

WRITINGS = {
    "89161234567": ["+79161234567"],
    "+7 (916) 123-45-67": ["+79161234567"],
    "9161234567": ["+79161234567"],
    "8\u00a0916\u00a0123\u00a045\u00a067": ["+79161234567"],
    "007 916 123 45 67": ["+79161234567"],
    "8107 916 123 45 67": ["+79161234567"],
    "+7 8 916 123 45 67": ["+79161234567"],
    "+8 916 123 45 67": ["+79161234567"],
    "8/916/1234567": ["+79161234567"],
    "89О3 123 45 67": ["+79031234567"],
    "８９１６１２３４５６７": ["+79161234567"],
    "79161234567.0": ["+79161234567"],
    "7.9161234567E+10": ["+79161234567"],
    "тел. 8 916 123 45 67": ["+79161234567"],
    "8(916)1234567 (моб)": ["+79161234567"],
    "8 (34364) 2-34-57": ["+73436423457"],
    "8 800 555 35 35": ["+78005553535"],
    "8 (495) 123-45-67 доб. 123": ["+74951234567;ext=123"],
    "495 123 45 67 (доб.5)": ["+74951234567;ext=5"],
    "+74951234567 ext 12": ["+74951234567;ext=12"],
    "84951234567#15": ["+74951234567;ext=15"],
    "89161234567 89031234567": ["+79161234567", "+79031234567"],
    "89161234567, 8 903 123 45 67": ["+79161234567", "+79031234567"],
    "+7 495 123-45-67; 8 916 765 43 21 / 8 903 123-45-68": ["+74951234567", "+79167654321", "+79031234568"],
    "9161234567\n9031234567": ["+79161234567", "+79031234567"],
    "89161234567, +7 916 123-45-67": ["+79161234567"],
    "+375 29 123 45 67": ["+375291234567"],
    "375291234567": ["+375291234567"],
    "+49 30 123456": ["+4930123456"],
    "8 777 123 45 67": ["+77771234567"],
    "00 49 170 1234567": ["+491701234567"],
    "+7 495 777-77-77": ["+74957777777"],
}
DUMMIES = [
    "11111",
    "0",
    "0000000",
    "7111111",
    "123456789",
    "+7 999 999-99-99",
    "89999999999",
    "79000000000",
    "+7 (000) 000-00-00",
    "9111111111",
    "8 916 777 77 77",
    "123-45-67",
    "нет",
    "-",
    "не указан",
    "н/д",
]


def test_every_writing_of_a_number_becomes_e164_without_a_word() -> None:
    clean = cleaned(phone=list(WRITINGS))

    assert dict(zip(WRITINGS, clean["phones"].to_list(), strict=True)) == WRITINGS
    assert clean["reasons"].explode().drop_nulls().to_list() == []


def test_dummies_are_told_and_are_no_phones() -> None:
    clean = cleaned(phone=DUMMIES)

    assert clean["phones"].to_list() == [[]] * len(DUMMIES)
    assert clean["reasons"].to_list() == [["phone:placeholder"]] * len(DUMMIES)


def test_what_cannot_be_dialled_is_told_apart() -> None:
    cells = ["891612345", "98765432100", "спросить у жены", "7,91612E+10", "+79401234567", "+999 123 456"]
    clean = cleaned(phone=cells)

    reasons = ["invalid", "invalid", "invalid", "lost_digits", "not_in_register", "invalid"]
    assert clean["reasons"].to_list() == [[f"phone:{reason}"] for reason in reasons]
    assert clean["phones"].to_list() == [[], [], [], [], ["+79401234567"], []]


def test_a_number_without_its_city_code_is_kept_beside_the_phones() -> None:
    row = cleaned_row(phone="2-34-57, 8 916 123 45 67")

    assert row["phones"] == ["+79161234567"]
    assert row["local_phone"] == "23457"
    assert row["reasons"] == ["phone:no_code"]


def test_text_beside_a_number_is_not_swallowed_silently() -> None:
    clean = cleaned(phone=["Иван 8916 123 45 67", "8916 1234567 Иван, 89031234567 Мария", "89161234567 кв 12"])

    assert clean["phones"].to_list() == [["+79161234567"], ["+79161234567", "+79031234567"], ["+79161234567"]]
    assert clean["reasons"].to_list() == [["phone:trailing_text"]] * 3


def test_valid_numbers_stand_before_those_that_no_operator_has() -> None:
    row = cleaned_row(phone="+7 940 123-45-67", phone__2="8 916 123-45-67", phone__3="+79161234567")

    assert row["phones"] == ["+79161234567", "+79401234567"]


def test_numbers_keep_the_order_in_which_they_were_written() -> None:
    assert cleaned_row(phone="+77771234567, 89161234567")["phones"] == ["+77771234567", "+79161234567"]


def test_the_first_phone_tells_region_and_time_zone() -> None:
    row = cleaned_row(phone="8 (423) 212-34-56")

    assert (row["region"], row["time_zone"]) == ("Приморский край", "Asia/Vladivostok")


def test_an_endless_cell_is_read_from_its_beginning_and_says_so() -> None:
    row = cleaned_row(phone="89161234567 " + "x" * 100_000)

    assert row["phones"] == ["+79161234567"]
    assert "phone:too_long" in row["reasons"]
