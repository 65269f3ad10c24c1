from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest
from django.db import connection

from zhivo.lib import postgres
from zhivo.lib.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection[Any]]:
    """A connection to a database made as the test says."""
    how = request.param
    parameters = connection.get_connection_params() | {"autocommit": True}
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    name = f"{connection.settings_dict['NAME']}_odd"
    with psycopg.connect(**parameters) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 {how}")
        with psycopg.connect(**parameters | {"dbname": name}) as odd:
            yield odd
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def refusal_of(found: psycopg.Connection[Any]) -> str:
    with pytest.raises(Refusal) as refused:
        postgres.check(found)
    assert refused.value.hint
    return refused.value.code


@pytest.mark.parametrize("made", ["LOCALE_PROVIDER libc LOCALE 'C'"], indirect=True)
def test_a_database_that_does_not_know_russian_letters_is_refused(made: psycopg.Connection[Any]) -> None:
    assert refusal_of(made) == "no_russian_case"


@pytest.mark.parametrize("made", ["ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'"], indirect=True)
def test_a_database_in_another_encoding_is_refused(made: psycopg.Connection[Any]) -> None:
    assert refusal_of(made) == "not_utf8"


@pytest.mark.parametrize(
    "made", ["LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8' ENCODING 'UTF8'"], indirect=True
)
def test_a_database_made_as_the_hint_says_is_fit(made: psycopg.Connection[Any]) -> None:
    postgres.check(made)


def test_an_old_server_is_refused_before_anything_is_asked_of_it() -> None:
    old = cast(Any, SimpleNamespace(info=SimpleNamespace(server_version=150_018)))

    assert refusal_of(old) == "server_too_old"
