"""Numbers, phones and dates as pages write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from zhivo.web.templatetags import zhivo as tags


def test_a_share_is_written_in_per_cent() -> None:
    with translation.override("ru"):
        assert tags.percent(0.345, 1) == "34,5\u00a0%"
    assert tags.percent(None) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("+79002143608", "+7 900 214-36-08"),
        ("+12125550123", "+1 212-555-0123"),
        ("ivan@example.org", "ivan@example.org"),
        ("", ""),
        (None, ""),
        ("+7900214360", "+7 900214360"),
    ],
)
def test_a_phone_is_written_for_people(value: str | None, said: str) -> None:
    assert tags.phone(value) == said.replace(" ", "\u00a0")


def test_an_extension_is_said() -> None:
    with translation.override("en"):
        assert tags.phone("+74951234567;ext=12").endswith("ext.\u00a012")


def test_a_day_of_another_year_carries_the_year() -> None:
    with translation.override("ru"):
        assert tags.day(date(1999, 11, 12)) == "12\u00a0ноября\u00a01999"
        assert tags.day(timezone.localdate().replace(month=11, day=12)) == "12\u00a0ноября"


def test_a_moment_of_today_is_its_time_and_of_yesterday_says_so() -> None:
    now = datetime.now(UTC)
    with translation.override("en"), timezone.override("UTC"):
        assert tags.moment(now) == now.strftime("%H:%M")
        assert tags.moment(now - timedelta(days=1)).startswith("yesterday,")
        assert tags.moment(None) == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1\u00a0second"), (36, "36\u00a0seconds"), (240, "4\u00a0minutes"), (7800, "2 h 10 min")],
)
def test_how_long_something_lasts_is_said_in_the_fitting_unit(seconds: float, said: str) -> None:
    with translation.override("en"):
        assert tags.lasting(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "за 1 секунду"), (21, "за 21 секунду"), (36, "за 36 секунд"), (100, "за 2 минуты"), (3660, "за 61 минуту")],
)
def test_in_how_long_something_was_done_has_the_right_ending(seconds: float, said: str) -> None:
    with translation.override("ru"):
        assert tags.within(seconds) == said.replace(" ", "\u00a0")


def test_in_how_many_hours_something_was_done_is_said_as_it_lasts() -> None:
    with translation.override("ru"):
        assert tags.within(7800) == "за 2\u00a0ч 10\u00a0мин"


@pytest.mark.parametrize(("value", "said"), [(0.3456, "34.6"), (2, "100.0"), (-1, "0.0"), (None, "0.0")])
def test_a_bar_gets_a_number_with_a_point_whatever_the_language(value: float | None, said: str) -> None:
    with translation.override("ru"):
        assert tags.share(value) == said


def test_every_behaviour_is_loaded_with_the_nonce_of_the_page() -> None:
    drawn = Template("{% load zhivo %}{% scripts %}").render(Context({"CSP_NONCE": "abc"}))

    assert drawn.count("<script") == len(list(tags.BEHAVIOURS.glob("*.js"))) == drawn.count('nonce="abc"')


def test_a_query_keeps_what_is_not_changed_and_drops_what_is_emptied() -> None:
    request = RequestFactory().get("/", {"q": "a b", "page": "2", "tag": ["1", "2"]})

    drawn = Template("{% load zhivo %}{% query page='' of='x' %}").render(
        Context({"request": request}, autoescape=False)
    )

    assert drawn == "?q=a+b&tag=1&tag=2&of=x"


def test_a_long_address_is_torn_between_its_parts_and_stays_inert() -> None:
    assert tags.breakable("a.b@c.ru") == "a<wbr>.b@<wbr>c<wbr>.ru"
    assert "<script" not in tags.breakable("<script>@x")
