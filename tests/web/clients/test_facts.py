"""Changing a field on the card: kept, undone, refused, or contested by somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from zhivo.clients.edit import edit
from zhivo.clients.models import Client, Edit
from zhivo.journal.models import Operation
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
FACTS = {"HX-Request": "true", "HX-Target": "facts"}


def send(browser: Browser, client: Client, **fields: object) -> object:
    client.refresh_from_db()
    said = {"version": client.version, "was": "", "before": ""} | fields
    return browser.post(f"/clients/{client.pk}/facts/?city=Самара", said)


def phones(client: Client) -> list[str]:
    return list(client.contact_points.filter(medium="phone").order_by("position").values_list("value", flat=True))


def test_a_value_is_kept_and_one_comes_back_to_the_card_with_an_undo(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    answer = send(browser, world.ivan, field="city", value=" Казань ", was="Самара")

    world.ivan.refresh_from_db()
    operation = Operation.objects.order_by("-pk")[0]
    assert (world.ivan.city, operation.by) == ("Казань", world.anna)
    assert (answer.status_code, answer.headers["Location"].startswith(f"/clients/{world.ivan.pk}/?city=")) == (
        303,
        True,
    )
    page = browser.get(answer.headers["Location"]).content.decode()
    assert f"/journal/{operation.pk}/undo/" in page
    browser.post(f"/journal/{operation.pk}/undo/")
    world.ivan.refresh_from_db()
    assert world.ivan.city == "Самара"


def test_htmx_gets_the_facts_the_head_and_the_feed(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)
    fields = {"field": "last_name", "value": "Петров", "version": world.ivan.version, "was": "Иванов"}

    world.ivan.refresh_from_db()
    answer = browser.post(
        f"/clients/{world.ivan.pk}/facts/", fields | {"version": world.ivan.version}, headers=FACTS, follow=True
    ).content.decode()

    assert answer.strip().startswith('<div id="facts">')
    assert 'id="card-head" hx-swap-oob="true"' in answer
    assert "Петров Иван</h1>" in answer
    assert 'id="notes"' in answer


def test_a_phone_is_added_changed_and_taken_away(world: World, log_in: LogIn) -> None:
    browser = log_in(world.anna)

    send(browser, world.ivan, field="phone", value="8 916 000-00-01")
    assert phones(world.ivan) == ["+79161234567", "+79160000001"]
    send(browser, world.ivan, field="phone", value="8 916 000-00-02", before="+79161234567", was="+79161234567")
    assert phones(world.ivan) == ["+79160000002", "+79160000001"]
    send(browser, world.ivan, field="phone", before="+79160000002", was="+79160000002", _method="DELETE")
    assert phones(world.ivan) == ["+79160000001"]


def test_the_same_value_is_no_edit(world: World, log_in: LogIn) -> None:
    before = Edit.objects.count()

    send(log_in(world.anna), world.ivan, field="city", value="Самара", was="Самара")
    send(
        log_in(world.anna),
        world.ivan,
        field="phone",
        value="+7 916 123-45-67",
        was="+79161234567",
        before="+79161234567",
    )

    assert Edit.objects.count() == before


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "12"), ("email", "не почта"), ("inn", "7707083894"), ("birthday", "31.02.1980")]
)
def test_what_cannot_be_is_refused_under_the_field_and_stays_in_it(
    world: World, log_in: LogIn, field: str, value: str
) -> None:
    answer = send(log_in(world.anna), world.ivan, field=field, value=value)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{value}"' in page
    assert 'aria-invalid="true"' in page
    assert not Edit.objects.filter(field=field).exists()


@pytest.mark.parametrize("field", ["id", "merged_into", "version", "tokens", "", "x" * 300])
def test_what_is_no_field_is_refused(world: World, log_in: LogIn, field: str) -> None:
    assert send(log_in(world.anna), world.ivan, field=field, value="1").status_code == 422


def test_a_change_of_the_same_field_in_between_shows_both_values(world: World, log_in: LogIn) -> None:
    browser, version = log_in(world.anna), Client.objects.get(pk=world.ivan.pk).version
    edit(client=world.ivan, field="city", value="Орёл", version=version, by=world.people["head"])

    answer = browser.post(
        f"/clients/{world.ivan.pk}/facts/", {"field": "city", "value": "Казань", "was": "Самара", "version": version}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Boris changed this" in page
    assert "Орёл" in page
    assert "Казань" in page
    world.ivan.refresh_from_db()
    assert world.ivan.city == "Орёл"
    conflict = answer.context["conflict"]
    browser.post(
        f"/clients/{world.ivan.pk}/facts/",
        {"field": "city", "value": conflict["mine"], "was": conflict["was"], "version": conflict["version"]},
    )
    world.ivan.refresh_from_db()
    assert world.ivan.city == "Казань"


def test_a_change_of_another_field_in_between_is_no_conflict(world: World, log_in: LogIn) -> None:
    version = Client.objects.get(pk=world.ivan.pk).version
    edit(client=world.ivan, field="position", value="директор", version=version, by=world.people["head"])

    log_in(world.anna).post(
        f"/clients/{world.ivan.pk}/facts/", {"field": "city", "value": "Казань", "was": "Самара", "version": version}
    )

    world.ivan.refresh_from_db()
    assert (world.ivan.city, world.ivan.values["position"]) == ("Казань", "директор")


def test_only_who_may_hand_over_changes_the_responsible_person(world: World, log_in: LogIn) -> None:
    boris = world.people["head"]
    given = {"field": "responsible", "value": boris.pk, "was": world.anna.pk}

    assert send(log_in(world.anna), world.ivan, **given).status_code == 403
    assert send(log_in(boris), world.ivan, **given | {"value": world.clara.pk}).status_code == 403
    assert send(log_in(boris), world.ivan, **given).status_code == 303
    world.ivan.refresh_from_db()
    assert world.ivan.responsible == boris


def test_clara_and_a_mere_look_change_nothing(world: World, log_in: LogIn) -> None:
    assert send(log_in(world.clara), world.ivan, field="city", value="Казань").status_code == 404
    assert log_in(world.anna).get(f"/clients/{world.ivan.pk}/facts/").status_code == 405
    world.ivan.refresh_from_db()
    assert world.ivan.city == "Самара"
