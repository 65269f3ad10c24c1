import polars as pl

from tests.quality.piece import cleaned, cleaned_row
from zhivo.quality.clean import clean

WRITINGS = {
    "ivan@mail.ru": ["ivan@mail.ru"],
    "IVAN@Mail.RU": ["ivan@mail.ru"],
    " ivan@mail.ru. ": ["ivan@mail.ru"],
    "<ivan@mail.ru>": ["ivan@mail.ru"],
    "ivan @ mail.ru": ["ivan@mail.ru"],
    "mailto:ivan@mail.ru": ["ivan@mail.ru"],
    "ivan(собака)mail.ru": ["ivan@mail.ru"],
    "ivan собака mail.ru": ["ivan@mail.ru"],
    "ivan@mail,ru": ["ivan@mail.ru"],
    "ivan@mail.ru, Petr@ya.ru; ivan@mail.ru": ["ivan@mail.ru", "petr@ya.ru"],
    "ivan@mail.ru petr@ya.ru": ["ivan@mail.ru", "petr@ya.ru"],
    "o'brien+tag@firm.co.uk": ["o'brien+tag@firm.co.uk"],
    "ivan@почта.рф": ["ivan@почта.рф"],
    "romashka@romashka.ru": ["romashka@romashka.ru"],
}
DUMMIES = [
    "1@mail.ru",
    "test@test.ru",
    "no@no.ru",
    "1@1.ru",
    "client@mail.ru",
    "mail@mail.ru",
    "aaa@aaa.ru",
    "нет",
    "-",
    "qwerty@mail.ru",
    "noemail@firma.ru",
    "asdf@asdf.ru",
    "ivan@example.com",
    "не указан",
    "12345@mail.ru",
]
BROKEN = [
    "ivanmail.ru",
    "ivan@mail",
    "ivan@mail..ru",
    "ivan..p@mail.ru",
    "ivan@@mail.ru",
    "ivan@-mail.ru",
    "a.pтtrov@ya.ru",
]


def test_every_writing_of_an_address_is_read_without_a_word() -> None:
    clean = cleaned(email=list(WRITINGS))

    assert dict(zip(WRITINGS, clean["emails"].to_list(), strict=True)) == WRITINGS
    assert clean["reasons"].explode().drop_nulls().to_list() == []


def test_dummies_are_told_and_are_no_addresses() -> None:
    clean = cleaned(email=DUMMIES)

    assert clean["emails"].to_list() == [[]] * len(DUMMIES)
    assert clean["reasons"].to_list() == [["email:placeholder"]] * len(DUMMIES)


def test_broken_addresses_are_told() -> None:
    clean = cleaned(email=BROKEN)

    assert clean["emails"].to_list() == [[]] * len(BROKEN)
    assert clean["reasons"].to_list() == [["email:invalid"]] * len(BROKEN)


def test_russian_letters_that_look_latin_are_mended_aloud() -> None:
    clean = cleaned(email=["ivаn@mail.ru", "сomanda@gmail.соm"])

    assert clean["emails"].to_list() == [["ivan@mail.ru"], ["comanda@gmail.com"]]
    assert clean["reasons"].to_list() == [["email:lookalike"]] * 2


def test_several_columns_are_one_list() -> None:
    row = cleaned_row(email="ivan@mail.ru", email__2="нет", email__3="IVAN@mail.ru, i@firma.ru")

    assert row["emails"] == ["ivan@mail.ru", "i@firma.ru"]
    assert row["reasons"] == ["email:placeholder"]


def test_words_beside_an_address_are_not_swallowed_silently() -> None:
    row = cleaned_row(email="ivan@mail.ru (рабочая)")

    assert row["emails"] == ["ivan@mail.ru"]
    assert row["reasons"] == ["email:trailing_text"]


def test_a_misspelt_domain_of_a_mail_service_is_kept_and_told() -> None:
    clean = cleaned(email=["ivan@gmial.com", "ivan@gmail.con", "ivan@mai.ru", "1@mail.ry"])

    assert clean["emails"].to_list() == [["ivan@gmial.com"], ["ivan@gmail.con"], ["ivan@mai.ru"], ["1@mail.ry"]]
    assert clean["reasons"].to_list() == [["email:domain_typo"], ["email:domain_typo"], [], ["email:domain_typo"]]


def test_a_domain_that_somebody_put_right_is_put_right_in_every_writing() -> None:
    frame = pl.DataFrame(
        {"row": range(4), "email": ["Ivan@Gmial.com", "ivan@gmial,com; petr@mail.ru", "1@mail.ry", "petr@b.ru"]}
    )

    made = clean(frame, domains={"gmial.com": "gmail.com", "mail.ry": "mail.ru"})

    assert made["emails"].to_list() == [["ivan@gmail.com"], ["ivan@gmail.com", "petr@mail.ru"], [], ["petr@b.ru"]]
    corrected = ["email:domain_corrected"]
    assert made["reasons"].to_list() == [corrected, corrected, ["email:placeholder"], []]
