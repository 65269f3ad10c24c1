"""Requests to other machines, against a server of our own."""

from __future__ import annotations

import pytest

from tests.lib.fake_http import Answer, serving
from zhivo.lib import http


def test_a_body_is_sent_and_its_answer_read() -> None:
    with serving(lambda asked: Answer({"said": asked.body})) as fake:
        found = http.post_json(f"{fake.url}/x", body={"query": "Ёж"}, headers={"Authorization": "Token t"})

    assert found == {"said": {"query": "Ёж"}}
    assert fake.asked[0].headers["authorization"] == "Token t"


def test_a_busy_server_is_asked_again_and_then_given_up() -> None:
    busy = Answer(status=503, headers={"Retry-After": "0"})
    with serving(lambda _asked: busy) as fake, pytest.raises(http.HttpFailed) as failed:
        http.post_json(fake.url, body={}, headers={})

    assert failed.value.status == 503
    assert len(fake.asked) == http.TRIES


def test_a_redirect_is_a_failure_and_is_not_followed() -> None:
    with serving(lambda _asked: Answer("secret")) as inside:
        away = Answer(status=307, headers={"Location": inside.url})
        with serving(lambda _asked: away) as fake, pytest.raises(http.HttpFailed):
            http.post_json(fake.url, body={}, headers={})

    assert inside.asked == []


@pytest.mark.parametrize(
    "answer",
    [Answer(b"<html>"), Answer(b"[" * 100_000), Answer(b'"' + b"x" * (http.LARGEST + 10) + b'"'), Answer(b"\xff\xfe")],
    ids=["html", "deep", "large", "bytes"],
)
def test_what_is_no_answer_is_a_failure_in_a_word(answer: Answer) -> None:
    with serving(lambda _asked: answer) as fake, pytest.raises(http.HttpFailed):
        http.post_json(fake.url, body={}, headers={})


def test_a_server_that_is_away_is_a_failure_that_does_not_tell_the_key() -> None:
    with serving(lambda _asked: Answer({})) as fake:
        url = fake.url

    with pytest.raises(http.HttpFailed) as failed:
        http.post_json(url, body={"query": "7707083893"}, headers={"Authorization": "Token secret"})

    assert "secret" not in str(failed.value)
    assert "7707083893" not in str(failed.value)
