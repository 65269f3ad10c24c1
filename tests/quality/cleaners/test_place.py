from tests.quality.piece import cleaned, cleaned_row

CITIES = {
    "г.Москва": ("Москва", "Москва", "Europe/Moscow"),
    "САМАРА": ("Самара", "Самарская область", "Europe/Samara"),
    "СПб": ("Санкт-Петербург", "Санкт-Петербург", "Europe/Moscow"),
    "С-Петербург": ("Санкт-Петербург", "Санкт-Петербург", "Europe/Moscow"),
    "Н.Новгород": ("Нижний Новгород", "Нижегородская область", "Europe/Moscow"),
    "Ростов на Дону": ("Ростов-на-Дону", "Ростовская область", "Europe/Moscow"),
    "комсомольск-на-амуре": ("Комсомольск-на-Амуре", "Хабаровский край", "Asia/Vladivostok"),
    "Московская обл., г. Химки": ("Химки", "Московская область", "Europe/Moscow"),
    "г. Химки МО": ("Химки", "Московская область", "Europe/Moscow"),
    "Россия, Пермь": ("Пермь", "Пермский край", "Asia/Yekaterinburg"),
    "Moscow": ("Москва", "Москва", "Europe/Moscow"),
    "Респ. Татарстан": (None, "Татарстан", "Europe/Moscow"),
    "село Кукуево Рязанской обл": ("Кукуево", "Рязанская область", "Europe/Moscow"),
    "п. Яблоневый": ("Яблоневый", None, None),
    "Berlin": ("Berlin", None, None),
    "Алматы": ("Алматы", "Казахстан", "Asia/Almaty"),
}


def test_cities_are_known_by_any_usual_spelling() -> None:
    clean = cleaned(city=list(CITIES))
    found = zip(clean["city"], clean["region"], clean["time_zone"], strict=True)

    assert dict(zip(CITIES, found, strict=True)) == CITIES
    assert clean["reasons"].explode().drop_nulls().to_list() == []


def test_a_short_form_of_several_cities_is_taken_aloud() -> None:
    row = cleaned_row(city="Ростов")

    assert (row["city"], row["reasons"]) == ("Ростов-на-Дону", ["city:guessed"])


def test_a_dummy_is_no_city() -> None:
    clean = cleaned(city=["нет", "-", "не указан"])

    assert clean["city"].null_count() == 3
    assert clean["reasons"].to_list() == [["city:placeholder"]] * 3


def test_the_city_goes_before_the_phone_and_the_phone_fills_the_gap() -> None:
    clean = cleaned(city=["Владивосток", "", "Кукуево"], phone=["8 (495) 123-45-67"] * 3)

    assert clean["time_zone"].to_list() == ["Asia/Vladivostok", "Europe/Moscow", "Europe/Moscow"]
    assert clean["region"].to_list() == [
        "Приморский край",
        "Москва и Московская область",
        "Москва и Московская область",
    ]


def test_region_and_zone_columns_are_read() -> None:
    clean = cleaned(
        region=["Самарская обл.", "Респ Татарстан", "Нормандия", "", ""],
        time_zone=["", "", "", "МСК+4", "чушь"],
    )

    assert clean["region"].to_list() == ["Самарская область", "Татарстан", "Нормандия", None, None]
    assert clean["time_zone"].to_list() == ["Europe/Samara", "Europe/Moscow", None, "Asia/Novosibirsk", None]
    assert clean["reasons"].to_list() == [[], [], [], [], ["time_zone:unknown"]]


def test_a_firm_of_which_nothing_else_is_known_is_where_it_got_its_inn() -> None:
    clean = cleaned(
        company=["ООО Ромашка", "ООО Лютик", "", "ООО Астра"],
        full_name=["", "", "Крюков Лев", ""],
        inn=["6316000632", "6316000632", "6316000632", "7707083893"],
        phone=["", "8 (383) 223-45-67", "", ""],
        city=["", "", "", "Пермь"],
    )

    assert clean["region"].to_list() == ["Самарская область", "Новосибирская область", None, "Пермский край"]
    assert clean["time_zone"].to_list() == ["Europe/Samara", "Asia/Novosibirsk", None, "Asia/Yekaterinburg"]
