"""The way of a list through a browser: dropped, corrected, written, found, edited, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.cast import PASSWORD, World
from zhivo.clients.models import Client
from zhivo.intake import preflight
from zhivo.intake.jobs import work_on
from zhivo.intake.models import Preflight
from zhivo.sources.models import Batch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]

LIST = """ФИО;Мобильный;Размер обуви;Город
Крылова Вера Ивановна;8 905 000-00-01;38;Самара
Лосев Пётр;+7 905 000 00 02;43;Уфа
;;41;
"""
DROP = """async ([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: "text/csv"}));
  const options = {dataTransfer: data, bubbles: true, cancelable: true};
  for (const type of ["dragenter", "dragover", "drop"])
    document.querySelector("h1").dispatchEvent(new DragEvent(type, options));
}"""

PASTE = """([where, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
  return document.querySelector(where).dispatchEvent(event);
}"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "клиенты.csv"
    path.write_text(LIST, "utf-8")
    return path


def foretell() -> Preflight:
    """What a worker does: the reckoning that waits."""
    (waiting,) = Preflight.objects.filter(state="queued")
    found = preflight.run(waiting.drop_id)
    assert found is not None
    return found


def work() -> Batch:
    """What a worker does: the batch that waits."""
    (waiting,) = Batch.objects.filter(state__in=("queued", "undoing"))
    return work_on(waiting.pk)


def test_a_list_goes_all_the_way_in_and_back_out(world: World, chromium: Any, live_server: Any) -> None:
    page = chromium.new_context(base_url=live_server.url, locale="en").new_page()
    clients_before = Client.objects.count()
    page.goto("/imports/new/")
    page.fill("[name=email]", world.people["owner"].email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")

    page.wait_for_url("**/imports/new/")
    page.evaluate(DROP, ["клиенты.csv", LIST])

    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    at = page.url
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.select_option("#field-2", "comment")
    page.locator("button[formaction$='foretelling/']").click()

    page.wait_for_selector("#progress")
    foretell()
    page.wait_for_selector("#words, .sums")
    told = page.locator(".sums .t-num-2").all_inner_texts()
    page.locator(".act-foot .main-act").click()
    page.wait_for_selector("#progress")
    batch = work()
    assert (batch.state, batch.rows, batch.mapping[2]) == ("done", 3, "comment")
    assert told == ["2", "0", "1"]
    page.wait_for_selector(".sums")
    assert page.locator(".sums .t-num-2").all_inner_texts()[:4] == ["2", "0", "0", "1"]

    page.keyboard.press("Control+k")
    page.keyboard.type("905 000 00 01")
    page.wait_for_selector("#palette [role=option]:has-text('Крылова')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/clients/\d+/"))

    page.locator("a.val", has_text="Самара").click()
    page.fill("#facts input[name=value]", "Казань")
    page.press("#facts input[name=value]", "Enter")
    page.wait_for_selector("a.val:has-text('Казань')")

    page.goto(f"{at}undo/")
    page.locator("main form button").click()
    page.wait_for_selector("#progress")
    work()
    page.wait_for_selector(".kept")
    assert page.locator(".kept").inner_text() == "Крылова Вера Ивановна"
    assert Client.objects.count() == clients_before + 1


def test_choosing_a_field_does_not_disturb_the_choice_after_it(world: World, open_as: Open, file: Path) -> None:
    page = open_as(world.people["owner"], "/imports/new/")
    page.set_input_files("#files", file)
    page.wait_for_url(re.compile(r"/imports/\d+/$"))

    for number, field in ((0, "company"), (1, "-"), (2, "comment"), (3, "address")):
        page.select_option(f"#field-{number}", field)
    page.wait_for_selector("#sure-3 > span.t-sm")

    chosen = [page.input_value(f"#field-{number}") for number in range(4)]
    assert chosen == ["company", "-", "comment", "address"]
    page.reload()
    assert [page.input_value(f"#field-{number}") for number in range(4)] == chosen


def test_another_header_row_draws_the_columns_and_keeps_the_place(world: World, open_as: Open, file: Path) -> None:
    page = open_as(world.people["owner"], "/imports/new/")
    page.set_input_files("#files", file)
    page.wait_for_url(re.compile(r"/imports/\d+/$"))

    page.fill("#header_row", "2")
    page.press("#header_row", "Tab")
    page.wait_for_selector("td.named:has-text('Крылова')")

    assert page.evaluate("document.activeElement.id") == "encoding"


def test_enter_in_a_field_keeps_it_and_starts_nothing(world: World, open_as: Open, file: Path) -> None:
    page = open_as(world.people["owner"], "/imports/new/")
    page.set_input_files("#files", file)
    page.wait_for_url(re.compile(r"/imports/\d+/$"))

    page.fill("#source", "Наша база")
    page.press("#source", "Enter")
    page.wait_for_load_state("networkidle")

    batch = Batch.objects.latest("pk")
    assert (batch.state, batch.source.name) == ("draft", "Наша база")


def test_a_file_that_is_too_large_is_not_even_sent(world: World, open_as: Open, file: Path) -> None:
    page = open_as(world.people["owner"], "/imports/new/")
    page.evaluate("document.querySelector('form.drop').dataset.mostBytes = '10'")

    page.set_input_files("#files", file)
    page.wait_for_selector("[data-drop=fault]:not(:empty)")

    assert not Batch.objects.filter(state="draft").exists()
    assert page.url.endswith("/imports/new/")


def test_what_cannot_be_read_is_said_on_the_same_page(world: World, open_as: Open, tmp_path: Path) -> None:
    picture = tmp_path / "фото.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    page = open_as(world.people["owner"], "/imports/new/")

    page.set_input_files("#files", picture)

    page.wait_for_selector("#result .fault:has-text('фото.csv')")


def test_a_table_is_pasted_anywhere_on_the_page_unless_somebody_types_elsewhere(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/imports/new/")
    box = page.locator("form.paste textarea")

    page.evaluate(PASTE, ["h1", "ФИО\tТелефон\nКрылова Вера\t8 905 000-00-01\n"])
    typed = page.evaluate(PASTE, ["form.paste textarea", "left to the browser"])

    assert (box.input_value(), typed) == ("ФИО\tТелефон\nКрылова Вера\t8 905 000-00-01\n", True)
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    assert Batch.objects.latest("pk").columns == ["ФИО", "Телефон"]


def test_an_empty_paste_is_said_on_the_same_page(world: World, open_as: Open) -> None:
    page = open_as(world.people["owner"], "/imports/new/")

    page.locator("form.paste button").click()

    page.wait_for_selector("#result .fault")


def test_without_scripts_the_way_in_is_the_same(world: World, open_as: Open, file: Path) -> None:
    page = open_as(world.people["owner"], "/imports/new/", java_script_enabled=False)

    page.set_input_files("#files", file)
    page.locator("form.drop button[type=submit]").click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    page.select_option("#field-2", "comment")
    page.locator("button[formaction$='foretelling/']").click()
    page.wait_for_selector("#progress")
    foretell()
    page.goto(page.url)
    page.locator(".act-foot .main-act").click()
    page.wait_for_selector("#progress")
    batch = work()
    page.goto(page.url)

    assert (batch.state, batch.mapping[2]) == ("done", "comment")
    assert page.locator(".sums").count() == 1


@pytest.mark.parametrize("width", [390, 1366])
def test_no_page_of_imports_is_wider_than_the_screen(world: World, open_as: Open, file: Path, width: int) -> None:
    page = open_as(world.people["owner"], "/imports/new/", viewport={"width": width, "height": 800})
    page.set_input_files("#files", file)
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    at = page.url
    strange = f"/imports/{world.strange_batch.pk}/"

    for path in (at, "/imports/", "/imports/new/", strange, f"{strange}rows/", f"{strange}undo/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
