from zhivo.quality.places import cities, regions


def test_every_city_of_the_table_is_found_with_a_region_that_has_a_zone() -> None:
    for city in cities.known():
        found = cities.find(city.name)

        assert found == city
        assert found.region in regions.time_zones()


def test_words_without_a_place_are_no_city() -> None:
    assert [cities.find(text) for text in ("", "-", "г.", "Россия", "12")] == [None] * 5


def test_a_street_is_no_city() -> None:
    found = cities.find("Самара, ул. Ленина, дом 5")

    assert found
    assert found.name == "Самара"
