import pytest

from zhivo.quality.places import regions


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("Респ. Татарстан", "Татарстан"),
        ("Самарская обл.", "Самарская область"),
        ("Пермского края", "Пермский край"),
        ("Республика Алтай", "Алтай"),
        ("Алтайский край", "Алтайский край"),
        ("Кемеровская область - Кузбасс", "Кемеровская область"),
        ("ХМАО-Югра", "Ханты-Мансийский автономный округ"),
        ("Ненецкий АО", "Ненецкий автономный округ"),
        ("Республика Саха (Якутия)", "Якутия"),
        ("Город Москва, Московская область", "Москва и Московская область"),
        ("МО", "Московская область"),
        ("область", None),
        ("Нормандия", None),
        ("", None),
    ],
)
def test_regions_are_known_by_the_names_people_and_registers_write(written: str, region: str | None) -> None:
    assert regions.find(written) == region


def test_every_name_that_is_given_is_found_again() -> None:
    assert {name: regions.find(name) for name in regions.time_zones()} == {name: name for name in regions.time_zones()}
