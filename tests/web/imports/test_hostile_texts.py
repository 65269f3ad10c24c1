"""Texts that imitate attacks, in headers, cells and the name of the file: on every page they are nothing but text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from tests.web.imports.files import draft
from zhivo.clients.models import Client
from zhivo.intake import batches
from zhivo.intake.jobs import work_on
from zhivo.sources.models import Batch, Record
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
MARK = "zz9"
TEXTS = [
    f"<script>{MARK}(1)</script>",
    f'"><img src=x onerror={MARK}(1)>',
    f"' onmouseover='{MARK}(1)",
    f"javascript:{MARK}(1)",
    f"<svg/onload={MARK}(1)>",
    f"</textarea></template><script>{MARK}(1)</script>",
    *("{{7*7}}", "{% debug %}", "${7*7}", "%s%n%(name)s", "{0}", "../../etc/passwd", "'; DROP TABLE clients_client;--"),
    *(
        "=HYPERLINK('http://x')",
        "+cmd|' /C calc'!A0",
        "@SUM(1)",
        "-2+3",
        "＝1+1",
        "\u202egnp.exe",
        "a\u200bb",
        "\ud7ff\ufffe",
    ),
    *("имя\tтаб", "две\nстроки", "\\", "%00", "é" * 3, "😀", "NULL", "undefined", "true", "1e309", "-0", "NaN"),
]


class Alive(HTMLParser):
    """Finds what of the marked texts a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attrs:
            text = value or ""
            is_run = name.startswith("on") or (
                name in ("href", "src", "action") and text.strip().startswith("javascript:")
            )
            if MARK in name or (MARK in text and is_run):
                self.found.append(f"{tag} {name}={text}")

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and MARK in data:
            self.found.append(data[:100])

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def alive(page: str) -> list[str]:
    parser = Alive()
    parser.feed(page)
    return parser.found


@pytest.fixture
def loaded(world: World) -> Batch:
    """A list of which everything is hostile."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            "ФИО",
            "Телефон",
            "Город",
            "Компания",
            "Комментарий",
            "Метки",
            *(f"{text} {n}" for n, text in enumerate(TEXTS[:6])),
            "=1+1",
        ]
    )
    for place, text in enumerate(TEXTS):
        writer.writerow([text, f"+7916123{place:04}", text, text, text, text, *[text] * 7])
    name = "<img src=x onerror=zz9(1)>.csv"
    batch = draft(world.people["owner"], name, page.getvalue())
    batches.start(batch=batch, by=world.people["owner"])
    return work_on(batch.pk)


def test_nothing_of_it_is_run_on_any_page(world: World, log_in: LogIn, loaded: Batch) -> None:
    owner = log_in(world.people["owner"])
    assert (loaded.state, loaded.rows) == ("done", len(TEXTS))
    record = Record.objects.filter(batch=loaded).earliest("row")
    clients = list(Client.objects.filter(memberships__record__batch=loaded).order_by("pk")[:8])
    paths = [
        "/imports/",
        f"/imports/{loaded.pk}/",
        f"/imports/{loaded.pk}/rows/",
        "/clients/",
        "/journal/",
        "/questions/",
    ]
    paths += [f"/clients/{client.pk}/" for client in clients] + [f"/clients/{client.pk}/panel/" for client in clients]
    paths += [f"/clients/?q={MARK}", f"/imports/{loaded.pk}/firms/"]
    again = draft(
        world.people["owner"], '">zz9.csv', '<script>zz9(1)</script>;Телефон\n"<svg/onload=zz9(1)>";89161234567\n'
    )

    for path in [*paths, f"/imports/{again.pk}/"]:
        answer = owner.get(path)
        assert answer.status_code in (200, 404), path
        assert alive(answer.content.decode()) == [], path
    assert record.values[0] == TEXTS[0]
    assert (
        TEXTS[0].replace("<", "&lt;").replace(">", "&gt;") in owner.get(f"/imports/{loaded.pk}/rows/").content.decode()
    )


def test_what_is_taken_out_holds_the_texts_and_no_formula(world: World, log_in: LogIn, loaded: Batch) -> None:
    owner = log_in(world.people["owner"])

    def taken(kind: str) -> bytes:
        return b"".join(owner.post("/clients/export/", {"format": kind}).streaming_content)  # type: ignore[attr-defined]

    header, *rows = csv.reader(io.StringIO(taken("csv").decode("utf-8-sig"), newline=""), delimiter=";")
    comments = {row[header.index("Комментарий")] for row in rows}
    assert {"'=HYPERLINK('http://x')", "'@SUM(1)", "'＝1+1", TEXTS[0], "две\nстроки"} <= comments
    assert "'=1+1" in header
    assert {one["comment"] for one in json.loads(taken("json"))} >= {"=HYPERLINK('http://x')", TEXTS[0]}
    assert taken("xlsx").startswith(b"PK")


def test_the_parser_of_this_test_sees_what_would_be_run() -> None:
    assert len([text for text in TEXTS if alive(text)]) >= 4
