"""Coming in: by password, by link; how often one may try."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.test import override_settings
from django.utils import timezone

from tests.web.cast import PASSWORD, person
from zhivo.team import login_links
from zhivo.team.models import User
from zhivo.web.entry import tries
from zhivo.web.models import Tries

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return person("anna", roles=["manager"])


def enter(
    password: str = PASSWORD, *, email: str = "anna@example.org", to: str = "", **environ: str
) -> tuple[int, str]:
    response = Browser().post("/login/", {"email": email, "password": password, "next": to}, **environ)  # type: ignore[arg-type]
    return response.status_code, response.headers.get("Location", "")


def test_the_right_password_opens_the_page_that_was_asked_for(anna: User) -> None:
    assert enter(to="/people/?a=1") == (302, "/people/?a=1")


def test_the_email_is_known_in_any_case(anna: User) -> None:
    assert enter(email="Anna@Example.ORG")[0] == 302


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_after_log_in_nobody_is_sent_elsewhere(anna: User, to: str) -> None:
    assert enter(to=to) == (302, "/")


def test_a_wrong_password_and_an_unknown_person_look_the_same(anna: User) -> None:
    answers = [
        Browser().post("/login/", {"email": email, "password": "wrong wrong wrong"}, headers={"accept-language": "en"})
        for email in ("anna@example.org", "nobody@example.org")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("The e-mail or the password is wrong." in answer.content.decode() for answer in answers)


def test_who_no_longer_works_here_stays_out(anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)

    assert enter()[0] == 422


def test_the_eleventh_try_on_an_account_is_refused_even_with_the_right_password(anna: User) -> None:
    tried = [enter("wrong wrong wrong", REMOTE_ADDR=f"10.0.0.{number}")[0] for number in range(10)]

    assert tried == [422] * 10
    assert enter(REMOTE_ADDR="10.0.1.1")[0] == 429


def test_the_eleventh_try_from_an_address_is_refused_whatever_the_account(anna: User) -> None:
    for number in range(10):
        enter("wrong wrong wrong", email=f"a{number}@example.org", REMOTE_ADDR="10.0.0.1")

    assert enter(REMOTE_ADDR="10.0.0.1")[0] == 429
    assert enter(REMOTE_ADDR="10.0.0.2")[0] == 302


def test_right_passwords_do_not_count(anna: User) -> None:
    assert {enter()[0] for _number in range(12)} == {302}


def test_tries_are_forgotten_after_a_quarter_of_an_hour(anna: User) -> None:
    for _number in range(10):
        enter("wrong wrong wrong")
    long_ago = timezone.now() - tries.WITHIN - timedelta(seconds=1)
    Tries.objects.update(at=[long_ago] * 10)

    assert enter()[0] == 302


def test_old_tries_are_deleted(anna: User) -> None:
    enter("wrong wrong wrong")
    Tries.objects.filter(pk=Tries.objects.order_by("pk")[0].pk).update(at=[timezone.now() - timedelta(hours=1)])

    tries.forget_old()

    assert Tries.objects.count() == 1


def test_neither_account_nor_address_is_kept_readable(anna: User) -> None:
    enter("wrong wrong wrong", REMOTE_ADDR="10.9.8.7")

    kept = str(list(Tries.objects.values_list("key", flat=True)))
    assert "anna" not in kept
    assert "10.9.8.7" not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [
        (0, "1.1.1.{n}", True),
        (1, "9.9.9.{n}, 1.1.1.1", True),
        (1, "1.1.1.{n}", False),
        (2, "1.1.1.{n}, 8.8.8.8", False),
    ],
)
def test_only_trusted_proxies_say_the_address(anna: User, proxies: int, forwarded: str, same: bool) -> None:
    with override_settings(TRUSTED_PROXIES=proxies):
        for n in range(10):
            enter("wrong wrong wrong", email=f"a{n}@example.org", HTTP_X_FORWARDED_FOR=forwarded.format(n=n))
        status, _where = enter(HTTP_X_FORWARDED_FOR=forwarded.format(n=99))

    assert (status == 429) is same


def test_a_network_of_ipv6_counts_as_one_address(anna: User) -> None:
    for n in range(10):
        enter("wrong wrong wrong", email=f"a{n}@example.org", REMOTE_ADDR=f"2001:db8::{n + 1}")

    assert enter(REMOTE_ADDR="2001:db8::ffff")[0] == 429
    assert enter(REMOTE_ADDR="2001:db8:1::1")[0] == 302


def test_looking_at_a_link_does_not_use_it_up_and_pressing_the_button_does(anna: User) -> None:
    path, browser = login_links.make(anna), Browser()

    looked = [Browser().get(path).status_code for _number in range(3)]
    pressed = browser.post(path)

    assert looked == [200, 200, 200]
    assert (pressed.status_code, browser.get("/profile/").status_code) == (302, 200)
    assert Browser().post(path).status_code == 410


def test_who_has_no_password_is_asked_to_set_one() -> None:
    invited = User.objects.create_user("new@example.org", name="New", roles=["manager"])

    assert Browser().post(login_links.make(invited)).headers["Location"] == "/profile/password/"


def test_logging_out_wants_a_post_and_ends_the_session(anna: User) -> None:
    browser = Browser()
    browser.force_login(anna)

    assert browser.get("/logout/").status_code == 405
    assert browser.get("/profile/").status_code == 200
    browser.post("/logout/")
    assert browser.get("/profile/").status_code == 302


def test_a_form_without_its_key_is_refused_in_a_sentence(anna: User) -> None:
    browser = Browser(enforce_csrf_checks=True, headers={"accept-language": "en"})

    response = browser.post("/login/", {"email": "anna@example.org", "password": PASSWORD})

    assert response.status_code == 403
    assert "The page is out of date" in response.content.decode()
