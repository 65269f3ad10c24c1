"""The walk of every address as everybody: nobody reads or changes what he may not, by path, query, filter or body."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.access_cases import CASES, Case
from tests.web.cast import FOREIGN_MARKS, OWN_MARKS, World, make_world
from zhivo.team.permissions import permissions_of
from zhivo.web import counts
from zhivo.web.access import SIGNED_IN

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "nobody", "manager", "head", "marketer", "administrator", "owner")
SEES_ALL = {"owner", "marketer"}
SEES_OWN = SEES_ALL | {"manager", "head"}
PASSING = re.compile(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|сейчас\s\d\d:\d\d')
METHODS = ("POST", "PUT", "PATCH", "DELETE")


def routes() -> Iterator[tuple[str, Any]]:
    """Yield the name and the view of every address, in the order of the resolver."""

    def walk(patterns: list[Any], spaces: list[str]) -> Iterator[tuple[str, Any]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, [*spaces, *([pattern.namespace] if pattern.namespace else [])])
            elif isinstance(pattern, URLPattern):
                yield ":".join([*spaces, str(pattern.name)]), pattern.callback

    return walk(get_resolver().url_patterns, [])


VIEWS = dict(routes())
COVERED = [name for name in VIEWS if name in CASES]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for the whole walk: every test looks at it inside a transaction of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def browser(world: World, role: str) -> Browser:
    return browser_of(world, role)


def browser_of(world: World, role: str) -> Browser:
    """A browser of this role that shows faults as pages; its session is not part of what is compared."""
    browser = Browser(raise_request_exception=False)
    if role != "anonymous":
        browser.force_login(world.people[role])
    counts._kept.clear()
    return browser


def may_open(name: str, role: str) -> bool:
    permission = VIEWS[name].permission
    if permission is None:
        return True
    wanted = {permission, *CASES[name].also} - {SIGNED_IN}
    return role != "anonymous" and wanted <= permissions_of([role])


def checksum() -> str:
    """Every row of every table but sessions, as one number."""
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label not in ("sessions", "procrastinate")
    )
    parts = " UNION ALL ".join(f"SELECT md5(x::text) AS row FROM {table} x" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT md5(string_agg(row, '' ORDER BY row)) FROM ({parts}) AS every")
        return str(cursor.fetchone()[0])


def tells_of_foreign(response: HttpResponse, world: World, role: str, *, asked: str = "") -> list[str]:
    """Return the marks of clients that this role does not see and the answer holds though nobody typed them."""
    text = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
    text = (text + str(dict(response.headers))).replace("\u00a0", " ").replace("&nbsp;", " ")
    hidden = [] if role in SEES_ALL else [*FOREIGN_MARKS, str(world.stranger.pk), str(world.secret.pk)]
    if role not in SEES_OWN:
        hidden += OWN_MARKS
    return [mark for mark in hidden if mark in text and mark not in asked]


def address(name: str, parts: dict[str, Any]) -> str:
    return reverse(name, kwargs=parts)


def test_every_address_has_its_entry_and_no_entry_is_left_over() -> None:
    assert set(VIEWS) == set(CASES)


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_says_who_may_open_it(name: str) -> None:
    view = VIEWS[name]

    assert hasattr(view, "permission"), "neither @allow nor @public"
    assert view.permission is None or view.permission == SIGNED_IN or view.permission in permissions_of(["owner"])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", COVERED)
def test_reading_is_allowed_by_role_and_shows_no_foreign_client(
    name: str, role: str, world: World, browser: Browser
) -> None:
    case = CASES[name]
    url = address(name, case.own(world))
    before = checksum()

    queries = case.queries(world) if may_open(name, role) else ()
    for query, headers in (({}, {}), ({}, {"HX-Request": "true"}), *((query, {}) for query in queries)):
        response = browser.get(url, query, headers=headers)

        assert_status(response, name, role)
        assert not tells_of_foreign(response, world, role, asked=f"{url} {query}"), query
    assert checksum() == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [name for name in COVERED if CASES[name].foreign is not Case().foreign])
def test_foreign_objects_are_not_there(name: str, role: str, world: World, browser: Browser) -> None:
    if role in SEES_ALL and may_open(name, role):
        pytest.skip("sees every client")
    case, before = CASES[name], checksum()

    for parts in case.foreign(world):
        url = address(name, parts)
        calls = [browser.get(url)] + [browser.generic(method, url) for method in METHODS]
        calls += [
            browser.post(url, {**body, **({"_method": method} if method != "POST" else {})})
            for body in case.bodies(world)
            for method in METHODS
        ]
        for response in calls:
            assert response.status_code in ((302,) if role == "anonymous" else case.refuses), url
            assert not tells_of_foreign(response, world, role, asked=url)
    assert checksum() == before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", COVERED)
def test_who_may_not_open_it_changes_nothing(name: str, role: str, world: World, browser: Browser) -> None:
    if may_open(name, role):
        pytest.skip("may open it")
    case, before = CASES[name], checksum()
    url = address(name, case.own(world))

    for body in (*case.bodies(world), *case.reaching(world)):
        for method in METHODS:
            response = browser.post(url, {**body, **({"_method": method} if method != "POST" else {})})
            assert response.status_code == (302 if role == "anonymous" else 403)
            response = browser.generic(method, url, data=b"x=1", content_type="application/x-www-form-urlencoded")
            assert response.status_code == (302 if role == "anonymous" else 403)
    assert checksum() == before


@pytest.mark.parametrize("role", ["manager", "head", "administrator", "nobody"])
@pytest.mark.parametrize("name", [name for name in COVERED if CASES[name].reaching is not Case().reaching])
def test_a_body_that_names_foreign_ids_reaches_nothing_foreign(
    name: str, role: str, world: World, browser: Browser
) -> None:
    if not may_open(name, role):
        pytest.skip("may not open it")
    case, before = CASES[name], foreign_rows(world)

    for body in case.reaching(world):
        for headers in ({}, {"HX-Request": "true"}):
            response = browser.post(address(name, case.own(world)), body, headers=headers)

            assert response.status_code < 500
            assert not tells_of_foreign(response, world, role, asked=str(body)), body
            assert foreign_rows(world) == before, body


@pytest.mark.parametrize("role", ["manager", "head", "administrator"])
@pytest.mark.parametrize("name", COVERED)
def test_hidden_values_change_no_answer(name: str, role: str, world: World, browser: Browser) -> None:
    if not may_open(name, role):
        pytest.skip("may not open it")
    url = address(name, CASES[name].own(world))
    queries = ({}, *CASES[name].queries(world))
    before = [said(browser.get(url, query)) for query in queries]

    hide_other_values(world)

    assert [said(browser.get(url, query)) for query in queries] == before


def hide_other_values(world: World) -> None:
    """Make the foreign clients other people of another city, found by the words that Ivan is found by."""
    ids = [world.stranger.pk, world.secret.pk]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clients_client SET name = 'А' || id, sort_name = 'а' || id, last_name = 'А', city = 'Самара',"
            " inn = NULL, company = NULL, values = '{}', tokens = (SELECT tokens FROM clients_client WHERE id = %s)"
            " WHERE id = ANY(%s)",
            [world.ivan.pk, ids],
        )
        cursor.execute("DELETE FROM clients_contactpoint WHERE client_id = ANY(%s)", [ids])


def said(response: HttpResponse) -> str:
    """What an answer says, without what is drawn anew for each."""
    content = b"".join(response) if response.streaming else response.content
    if content.startswith(b"PK"):  # a workbook: its parts are marked with the minute they were made in
        with zipfile.ZipFile(BytesIO(content)) as book:
            content = b"".join(book.read(part) for part in book.namelist())
    return f"{response.status_code} {PASSING.sub('', content.decode())}"


def foreign_rows(world: World) -> list[Any]:
    """Everything the base says of the foreign clients and of Clara."""
    wanted = {
        "clients_client": "id IN (%(a)s, %(b)s) OR merged_into_id IN (%(a)s, %(b)s)",
        "clients_contactpoint": "client_id IN (%(a)s, %(b)s)",
        "clients_edit": "client_id IN (%(a)s, %(b)s)",
        "clients_membership": "client_id IN (%(a)s, %(b)s)",
        "clients_standing": "client_id IN (%(a)s, %(b)s)",
        "clients_clienttag": "client_id IN (%(a)s, %(b)s)",
        "clients_event": "client_id IN (%(a)s, %(b)s)",
        "quality_question": "client_id IN (%(a)s, %(b)s) OR other_id IN (%(a)s, %(b)s)",
        "team_user": "id = %(c)s",
    }
    ids = {"a": world.stranger.pk, "b": world.secret.pk, "c": world.clara.pk}
    rows = []
    with connection.cursor() as cursor:
        for table, which in wanted.items():
            cursor.execute(f"SELECT x::text FROM {table} x WHERE {which} ORDER BY 1", ids)
            rows.append((table, cursor.fetchall()))
    return rows


def assert_status(response: HttpResponse, name: str, role: str) -> None:
    if may_open(name, role):
        assert response.status_code in (200, 302, 404, 405, 410), response.status_code
    elif role == "anonymous" and response.headers.get("HX-Redirect"):
        assert response.headers["HX-Redirect"].startswith("/login/")
    elif role == "anonymous":
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/login/")
    else:
        assert response.status_code == 403
