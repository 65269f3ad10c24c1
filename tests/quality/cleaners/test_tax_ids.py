from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

from tests.quality.piece import cleaned, cleaned_row


def test_inns_are_kept_where_the_check_digits_hold() -> None:
    cells = [
        "7707083893",
        "7707083894",
        "500100732259",
        "500100732258",
        "ИНН 7707083893",
        "7707083893.0",
        "7707 083 893",
    ]
    clean = cleaned(inn=cells)

    assert clean["inn"].to_list() == [
        "7707083893",
        None,
        "500100732259",
        None,
        "7707083893",
        "7707083893",
        "7707083893",
    ]
    assert clean["reasons"].to_list() == [[], ["inn:check_digits"], [], ["inn:check_digits"], [], [], []]


def test_the_check_agrees_with_the_library_on_every_number_of_a_stretch() -> None:
    numbers = [f"77070{number:05d}" for number in range(0, 100_000, 97)] + [
        f"50010073{number:04d}" for number in range(10_000)
    ]
    expected = [number if stdnum_inn.is_valid(number) else None for number in numbers]

    assert cleaned(inn=numbers)["inn"].to_list() == expected
    assert sum(one is not None for one in expected) > 100


def test_a_zero_that_the_spreadsheet_ate_is_given_back_aloud() -> None:
    clean = cleaned(inn=["105043509", "105043510", "14376126625.0"])

    assert clean["inn"].to_list() == ["0105043509", None, "014376126625"]
    assert clean["reasons"].to_list() == [["inn:zero_restored"], ["inn:check_digits"], ["inn:zero_restored"]]


def test_a_kpp_behind_the_inn_goes_to_its_own_place() -> None:
    row = cleaned_row(inn="7707083893/773601001")

    assert (row["inn"], row["kpp"], row["reasons"]) == ("7707083893", "773601001", [])


def test_kpps_have_a_form_and_no_check_digits() -> None:
    clean = cleaned(kpp=["773601001", "7736AAA01", "7736AB001", "12", "нет"], inn=["7707083893"] * 5)

    assert clean["kpp"].to_list() == ["773601001", None, "7736AB001", None, None]
    assert clean["reasons"].to_list() == [[], ["kpp:invalid"], [], ["kpp:invalid"], ["kpp:placeholder"]]


def test_ogrns_are_kept_where_the_check_digit_holds() -> None:
    numbers = ["1027700132195", "1027700132196", "304500116000157", "304500116000158"]
    clean = cleaned(ogrn=numbers)

    assert clean["ogrn"].to_list() == [number if stdnum_ogrn.is_valid(number) else None for number in numbers]
    assert clean["ogrn"].null_count() == 2


def test_dummies_are_told() -> None:
    clean = cleaned(inn=["0000000000", "1111111111", "1234567890", "нет", "-"])

    assert clean["inn"].null_count() == 5
    assert clean["reasons"].to_list() == [["inn:placeholder"]] * 5


def test_rows_without_an_inn_keep_their_places() -> None:
    clean = cleaned(inn=["", "7707083893", "", "17"], company=["А", "Б", "В", "Г"])

    assert clean["inn"].to_list() == [None, "7707083893", None, None]
    assert clean["reasons"].to_list() == [[], [], [], ["inn:check_digits"]]
