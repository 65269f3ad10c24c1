"""What only a browser shows: keys, the palette, the undo, dropping files, the rules against foreign scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.cast import World
from zhivo.clients.edit import edit
from zhivo.clients.models import Client
from zhivo.journal.models import Operation
from zhivo.team.models import Team, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]


def press(page: Any, code: str, key: str, **held: bool) -> None:
    """Press a physical key as the Russian layout reports it: `code` is the place, `key` the letter."""
    page.evaluate(
        "([code, key, held]) => (document.activeElement || document.body).dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true, ...held}))",
        [code, key, held],
    )


def test_ctrl_k_in_the_russian_layout_finds_and_opens_a_client(world: World, open_as: Open) -> None:
    page = open_as(world.anna, "/search/keys/")

    press(page, "KeyK", "л", ctrlKey=True)
    page.keyboard.type("иванов")
    page.wait_for_selector("#palette [role=option]:has-text('Иванов Иван')")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"/clients/{world.ivan.pk}/"))


def test_arrows_choose_and_escape_closes(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/search/keys/")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette [aria-selected=true]")
    first = page.locator("#palette [aria-selected=true]").inner_text()

    page.keyboard.press("ArrowDown")
    second = page.locator("#palette [aria-selected=true]").inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    last = page.locator("#palette [aria-selected=true]").inner_text()
    page.keyboard.press("Escape")

    assert len({first, second, last}) == 3
    assert page.locator("#palette[open]").count() == 0


def test_a_question_mark_opens_the_list_of_keys_and_letters_can_be_switched_off(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/people/")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    page.locator("#keys input[type=checkbox]").uncheck()
    page.keyboard.press("Escape")

    press(page, "KeyN", "т")
    page.wait_for_timeout(200)
    stayed = page.url
    page.evaluate("localStorage.clear()")
    press(page, "KeyN", "т")

    page.wait_for_url("**/people/new/")
    assert stayed.endswith("/people/")


def test_z_takes_back_what_was_just_done(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/people/teams/")
    page.fill("[name=name]", "Третья")
    page.press("[name=name]", "Enter")
    page.wait_for_selector(".note")

    page.locator("h1").click()
    press(page, "KeyZ", "я")

    page.wait_for_selector(".note:has-text('Undone'), .note:has-text('Отменено')")
    assert not Team.objects.filter(name="Третья").exists()


def test_letters_typed_into_a_field_are_letters(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/people/teams/")

    page.locator("[name=name]").press_sequentially("nzjk?")

    assert page.input_value("[name=name]") == "nzjk?"
    assert page.url.endswith("/people/teams/")


def test_j_and_k_walk_the_rows_and_enter_opens(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/people/")
    names = page.locator("tbody tr .m").all_inner_texts()

    press(page, "KeyJ", "о")
    press(page, "KeyJ", "о")
    press(page, "KeyK", "л")
    at = page.locator("tr.open .m").inner_text()
    press(page, "KeyJ", "о")
    page.keyboard.press("Enter")

    page.wait_for_selector(f"h2:has-text('{names[1]}')")
    assert at == names[0]


def test_older_lines_of_the_journal_come_without_a_new_page(world: World, open_as: Open) -> None:
    Operation.objects.bulk_create(
        Operation(kind="team.made", by=world.clara, data={"team": 0, "name": f"№{n}"}) for n in range(120)
    )
    page = open_as(world.people["owner"], "/journal/?of=people")
    before = page.locator(".feed li:not(.day, .more)").count()

    page.locator(".more a").click()
    page.wait_for_function("n => document.querySelectorAll('.feed li:not(.day, .more)').length > n", arg=before)

    assert page.locator(".feed li.day").count() == 1
    assert page.url.endswith("of=people")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_from_the_first_paint(world: World, open_as: Open, scheme: str) -> None:
    page = open_as(world.anna, "/search/keys/", color_scheme=scheme)

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert page.get_attribute("html", "data-bs-theme") == scheme
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 24, 23)")


def test_a_chosen_theme_wins_over_the_system_without_scripts(world: World, open_as: Open) -> None:
    User.objects.filter(pk=world.anna.pk).update(theme="dark")
    page = open_as(world.anna, "/search/keys/", color_scheme="light", java_script_enabled=False)

    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_hostile_names_stay_text_and_no_rule_is_broken(world: World, open_as: Open) -> None:
    ivan = world.ivan
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    edit(client=ivan, field="last_name", value=hostile, version=ivan.version, by=world.anna)
    page = open_as(world.people["owner"], "/journal/")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())

    for path in ("/journal/", f"/clients/{ivan.pk}/", "/clients/", "/search/?q=img", "/questions/"):
        page.goto(path)

    assert not dialogs
    assert hostile in str(Client.objects.get(pk=ivan.pk).last_name)


def test_files_dropped_anywhere_on_the_first_page_are_sent(
    transactional_db: None, open_as: Open, tmp_path: Path
) -> None:
    vera = User.objects.create_user("vera@example.org", name="Vera", roles=["owner"])
    page = open_as(vera, "/")
    sent: list[str] = []
    page.route("**/imports/new/", lambda route: (sent.append(route.request.method), route.fulfill(body="ok")))

    page.evaluate(
        "() => { const data = new DataTransfer(); data.items.add(new File(['a;b'], 'a.csv'));"
        " for (const name of ['dragenter', 'dragover', 'drop'])"
        " document.body.dispatchEvent(new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true})); }"
    )
    page.wait_for_url("**/imports/new/")

    assert sent == ["POST"]


def test_a_lost_connection_is_said(world: World, open_as: Open) -> None:
    Operation.objects.bulk_create(
        Operation(kind="team.made", by=world.clara, data={"team": 0, "name": f"№{n}"}) for n in range(60)
    )
    page = open_as(world.people["owner"], "/journal/?of=people")
    page.route("**/journal/?*", lambda route: route.fulfill(status=500, body=""))

    page.locator(".more a").click()

    page.wait_for_selector("#fault .note.bad")
