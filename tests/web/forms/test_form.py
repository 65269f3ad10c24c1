"""The public form: asks what is missing, keeps it as said by the client, tells nothing, gives nothing to guess."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client as Browser
from django.utils import timezone

from tests.rows import load
from zhivo.clients import form_links, merge
from zhivo.clients.models import Client, Consent, ContactPoint, Edit, Event, FormLink
from zhivo.journal.models import Operation
from zhivo.journal.undo import undo
from zhivo.quality import answering
from zhivo.team.models import Firm

pytestmark = pytest.mark.django_db
ROW = {"full_name": "Крюков Лев", "phone": "+79161234567", "company": "ООО Кукушка"}
GOOD = {"q-email": "lev@kryukov-primer.ru", "q-city": "г. Самара", "agree": "on"}


@pytest.fixture
def lev(db: None) -> Client:
    Firm.objects.update_or_create(pk=1, defaults={"name": "Ромашка"})
    load(ROW)
    return Client.objects.get(kind="person")


@pytest.fixture
def url(lev: Client) -> str:
    return address(link_of(lev))


def link_of(client: Client) -> FormLink:
    form_links.make(clients=[client.pk], by=None)
    return form_links.newest(clients=[client.pk])[client.pk]


def address(link: FormLink) -> str:
    return f"/form/{form_links.token(link)}/"


def words(content: bytes) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", content.decode()))


def test_the_form_asks_what_is_missing_in_the_firms_name_and_tells_nothing_of_what_is_known(url: str) -> None:
    response = Browser().get(url, headers={"Accept-Language": "ru"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Ромашка" in page
    assert re.findall(r'name="q-([^"]+)"', page) == ["email", "city", "birthday", "occupation", "convenient_time"]
    assert not any(known in page for known in ("Крюков", "Лев", "9161234567", "Кукушка"))
    assert response["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Language"] == "ru"


def test_answers_go_through_the_cleaners_and_stand_on_the_card_as_said_by_the_client(url: str, lev: Client) -> None:
    response = Browser().post(url, GOOD)

    lev.refresh_from_db()
    operation = Operation.objects.get(kind="client.answered")
    assert (response.status_code, response["Location"]) == (303, f"{url}?said")
    assert (lev.city, lev.region, lev.time_zone) == ("Самара", "Самарская область", "Europe/Samara")
    assert ContactPoint.objects.filter(client=lev, value="lev@kryukov-primer.ru").exists()
    assert operation.by is None
    assert operation.data["fields"] == ["email", "city"]
    assert FormLink.objects.get().answered_at == operation.at
    assert Event.objects.get(kind="client.answered").data["fields"] == ["email", "city"]
    assert words(Browser().get(f"{url}?said", headers={"Accept-Language": "en"}).content).count("Thank you") > 0


def test_an_undo_takes_the_answers_back_and_leaves_the_consent(url: str, lev: Client) -> None:
    Browser().post(url, GOOD)

    undo(operation=Operation.objects.get(kind="client.answered"), by=None)

    lev.refresh_from_db()
    assert lev.city is None
    assert Consent.objects.filter(client=lev, withdrawn_at=None).count() == 1


def test_the_very_words_that_were_shown_are_kept_with_the_consent(url: str, lev: Client) -> None:
    shown = words(Browser().get(url, headers={"Accept-Language": "ru"}).content)

    Browser().post(url, GOOD | {"news": "on"}, headers={"Accept-Language": "ru"})

    kept = {one.purpose: one.text.words for one in Consent.objects.select_related("text")}
    assert set(kept) == {"data", "news"}
    assert all(text in shown and "Ромашка" in text for text in kept.values())
    assert set(Consent.objects.values_list("source", "client")) == {("form", lev.pk)}


def test_without_consent_nothing_is_kept(url: str, lev: Client) -> None:
    response = Browser().post(url, {key: value for key, value in GOOD.items() if key != "agree"})

    assert response.status_code == 422
    assert not Edit.objects.exists()
    assert not Consent.objects.exists()
    assert "lev@kryukov-primer.ru" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "said"),
    [("email", "1@mail.ru"), ("email", "нет"), ("city", "нет"), ("birthday", "31.02.1980"), ("occupation", "ааа")],
)
def test_a_placeholder_is_refused_under_its_question(field: str, said: str, url: str) -> None:
    response = Browser().post(url, GOOD | {f"q-{field}": said})

    assert response.status_code == 422
    assert f"id_q-{field}_error" in response.content.decode()
    assert not Edit.objects.exists()


def test_an_empty_form_is_asked_for_one_answer(url: str) -> None:
    response = Browser().post(url, {"agree": "on", "q-email": "  "})

    assert response.status_code == 422
    assert not Event.objects.filter(kind="client.answered").exists()


def test_the_same_answer_twice_changes_nothing(url: str, lev: Client) -> None:
    Browser().post(url, GOOD)
    Browser().post(url, GOOD | {"q-city": "Омск", "q-email": "thief@zhivo-primer.ru"})

    lev.refresh_from_db()
    assert lev.city == "Самара"
    assert not ContactPoint.objects.filter(value="thief@zhivo-primer.ru").exists()
    assert Operation.objects.filter(kind="client.answered").count() == 1


def test_a_value_that_the_base_has_is_neither_asked_nor_changed(url: str, lev: Client) -> None:
    Browser().post(url, GOOD | {"q-phone": "+79039998877", "q-last_name": "Чужой", "q-responsible": "1"})

    lev.refresh_from_db()
    assert lev.last_name == "Крюков"
    assert list(ContactPoint.objects.filter(client=lev, medium="phone").values_list("value", flat=True)) == [
        "+79161234567"
    ]


def test_the_next_visit_asks_what_is_still_missing_and_thanks_when_nothing_is(url: str) -> None:
    Browser().post(url, GOOD)
    second = Browser().get(url).content.decode()
    Browser().post(
        url, {"q-birthday": "31.05.1980", "q-occupation": "врач", "q-convenient_time": "вечером", "agree": "on"}
    )
    third = Browser().get(url, headers={"Accept-Language": "en"})

    assert re.findall(r'name="q-([^"]+)"', second) == ["birthday", "occupation", "convenient_time"]
    assert third.status_code == 200
    assert "nothing more to ask" in words(third.content)
    assert Browser().post(url, GOOD).status_code == 200


def test_a_script_in_an_answer_is_a_text_like_any_other(url: str, lev: Client) -> None:
    script = "<script>alert(1)</script>"

    refused = Browser().post(url, {"q-occupation": script, "q-birthday": "вчера", "agree": "on"})
    Browser().post(url, {"q-occupation": script, "agree": "on"})

    lev.refresh_from_db()
    assert script not in refused.content.decode()
    assert lev.values["occupation"] == script


@pytest.mark.parametrize("huge", ["я" * 500_000, "a@b." + "c" * 1_000_000, "\x00" * 1000, "'; DROP TABLE x; --" * 5000])
def test_a_text_of_a_megabyte_is_refused_and_not_kept(huge: str, url: str) -> None:
    response = Browser().post(url, {"q-occupation": huge, "agree": "on"})

    assert response.status_code == 422
    assert not Edit.objects.exists()


def test_a_link_that_was_tampered_with_opens_nothing(url: str, lev: Client) -> None:
    load({"full_name": "Юдина Ольга", "phone": "+79035550000"}, source="other")
    olga = Client.objects.get(last_name="Юдина")
    _number, signature = url.split("/")[2].split(":")
    for forged in (
        f"{link_of(olga).pk}:{signature}",
        f"{signature}",
        url.split("/")[2][:-1],
        signing.dumps(lev.pk),
        signing.Signer(salt="another").sign(str(FormLink.objects.first().pk)),
        "1",
        "%00",
        "9" * 400 + ":x",
    ):
        response = Browser().get(f"/form/{forged}/")

        assert response.status_code == 410, forged
        assert 'name="q-' not in response.content.decode()


def test_a_link_that_has_expired_was_taken_back_or_lost_its_client_answers_as_a_forged_one(lev: Client) -> None:
    forged = Browser().get("/form/1:abc/").content
    link = link_of(lev)
    FormLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = Browser().get(address(link))
    FormLink.objects.update(expires_at=timezone.now() + timedelta(days=1), revoked_at=timezone.now())
    revoked = Browser().post(address(link), GOOD)
    FormLink.objects.update(revoked_at=None, client_id=10**12)
    gone = Browser().get(address(link))

    def bare(content: bytes) -> str:
        return re.sub(r'nonce="[^"]*"|X-CSRFToken": "[^"]*"', "", content.decode())

    for response in (expired, revoked, gone):
        assert response.status_code == 410
        assert bare(response.content) == bare(forged)
    assert not Edit.objects.exists()


def test_a_link_of_a_merged_client_asks_for_the_one_that_stays(url: str, lev: Client) -> None:
    load({"full_name": "Крюков Лев Ильич", "phone": "+79035550000", "email": "lev@kryukov-primer.ru"}, source="other")
    keep = Client.objects.exclude(pk=lev.pk).get(kind="person")
    merge.merge(keep=keep, absorb=lev, by=None)

    page = Browser().get(url).content.decode()
    Browser().post(url, {"q-city": "Самара", "agree": "on"})

    keep.refresh_from_db()
    assert 'name="q-email"' not in page
    assert keep.city == "Самара"


def test_guessing_addresses_is_stopped_and_a_right_one_still_opens(url: str) -> None:
    seen = [Browser().get(f"/form/{n}:guess/").status_code for n in range(35)]

    assert seen == [410] * 30 + [429] * 5
    assert Browser().get(url).status_code == 200


def test_answers_by_one_link_are_counted_whoever_sends_them(url: str) -> None:
    codes = [
        Browser().post(url, {"q-email": f"{n}", "agree": "on"}, REMOTE_ADDR=f"10.0.0.{n}").status_code
        for n in range(20)
    ]

    assert codes == [422] * 15 + [429] * 5


def test_a_form_from_elsewhere_is_refused_and_this_one_is_kept(url: str, lev: Client) -> None:
    strict = Browser(enforce_csrf_checks=True)
    page = strict.get(url).content.decode()
    key = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
    assert key is not None

    assert strict.post(url, GOOD).status_code == 403
    assert strict.post(url, GOOD | {"csrfmiddlewaretoken": key[1]}).status_code == 303


def test_what_was_missing_is_asked_by_weight(lev: Client) -> None:
    assert [one.field for one in answering.missing(lev)] == [
        "email",
        "city",
        "birthday",
        "occupation",
        "convenient_time",
    ]
