import pytest

from zhivo.quality.mail_domains import KNOWN, meant


@pytest.mark.parametrize(
    ("typo", "domain"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("yandex.r", "yandex.ru"),
        ("yndex.ru", "yandex.ru"),
        ("mail.ry", "mail.ru"),
        ("maill.ru", "mail.ru"),
        ("mail.u", "mail.ru"),
        ("ramlber.ru", "rambler.ru"),
        ("hotmial.com", "hotmail.com"),
    ],
)
def test_one_slip_of_the_keyboard_is_seen_through(typo: str, domain: str) -> None:
    assert meant(typo) == domain


@pytest.mark.parametrize(
    "domain", [*KNOWN, "ya.r", "bx.ru", "mai.ru", "mil.ru", "romashka.ru", "gnail.org", "почта.рф", ""]
)
def test_a_domain_of_somebody_means_itself(domain: str) -> None:
    assert meant(domain) is None
