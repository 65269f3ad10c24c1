"""The log of facts."""

import time

import psycopg
import pytest
from django.db import connection

from zhivo.clients import events
from zhivo.clients.edit import edited


def read(count: int, *, patience: float = 20) -> list[events.Event]:
    """Read until so many facts have come: any transaction of the server, another test's too, holds the horizon back."""
    found: list[events.Event] = []
    until = time.monotonic() + patience
    while len(found) < count and time.monotonic() < until:
        found += events.read_new("test")
    return found


@pytest.mark.django_db
def test_a_fact_holds_just_what_its_kind_declares():
    with pytest.raises(ValueError, match="wants"):
        events.record(edited, field="city")


@pytest.mark.django_db(transaction=True)
def test_a_reader_sees_every_fact_once():
    for city in ("Самара", "Казань"):
        events.record(edited, field="city", before=None, after=city)

    assert [fact.data["after"] for fact in read(2)] == ["Самара", "Казань"]
    assert list(events.read_new("test")) == []


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_commits_late_is_not_lost():
    """Ids are given before commit: the earlier id becomes visible later."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as late:
        late.execute("INSERT INTO clients_event (kind, at, data) VALUES ('client.edited', now(), '{\"n\": \"late\"}')")
        events.record(edited, field="city", before=None, after="early")

        assert list(events.read_new("test")) == []
        late.commit()

    assert [fact.data.get("n", "early") for fact in read(2)] == ["late", "early"]
