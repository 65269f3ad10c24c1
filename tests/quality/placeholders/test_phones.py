import pytest

from tests.quality.piece import cleaned

DUMMIES = {
    "the same digit": "111111 7111111 8-999-999-99-99 +7(111)111-11-11 9999999998 8(916)777-77-77",
    "noughts": "0000 8(900)000-00-00 80000000000 +7-800-000-00-00 79000000012 00-00-00",
    "a walk": "123 12345 1234567 7654321 +71234567890 89123456789 12345678910",
    "a walk over the block of numbers": "147258369 1472583 789456123 89147258369",
    "one group over and over": "123123 1231231 8-912-312-31-23 121212",
    "an example of how to write it": "+7(999)123-45-67 +79001234567",
    "a mask": "+7 8 +7(___)___-__-__ +7(9",
    "a trial": "тест asdf ыыы",
}


@pytest.mark.parametrize("cells", DUMMIES.values(), ids=DUMMIES)
def test_numbers_that_nobody_has_are_dummies(cells: str) -> None:
    clean = cleaned(phone=cells.split())

    assert clean["phones"].to_list() == [[]] * clean.height
    assert clean["reasons"].to_list() == [["phone:placeholder"]] * clean.height


SOMEBODY = {
    "+7 495 777-77-77": "+74957777777",
    "8 800 555-35-35": "+78005553535",
    "8 922 922-92-29": "+79229229229",
    "+7 916 147-25-83": "+79161472583",
    "8 916 765-43-21": "+79167654321",
    "8 (495) 123-45-67": "+74951234567",
    "8 916 100-00-01": "+79161000001",
    "+7 916 111-11-12": "+79161111112",
}


@pytest.mark.parametrize("cell", SOMEBODY)
def test_a_number_that_is_easy_to_remember_is_somebodys(cell: str) -> None:
    clean = cleaned(phone=[cell])

    assert clean["phones"].to_list() == [[SOMEBODY[cell]]]
    assert clean["reasons"].to_list() == [[]]


def test_a_short_number_of_a_taxi_is_no_dummy() -> None:
    assert cleaned(phone=["23-23-23", "300-300", "2-00-00"])["local_phone"].to_list() == ["232323", "300300", "20000"]
