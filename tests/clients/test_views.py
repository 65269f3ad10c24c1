"""Lists that are kept under a name."""

from __future__ import annotations

from typing import Any

import pytest

from zhivo.clients.filters import Filters
from zhivo.clients.models import SavedView
from zhivo.clients.views import CannotKeep, differs, filters_of, keep, move, offered, overwrite, read, remove, rename
from zhivo.journal.undo import undo

pytestmark = pytest.mark.django_db
SAMARA = Filters(city="Самара", phone="no", sort="newest", columns="inn~city")
People = dict[str, Any]


def names(user: Any) -> list[str]:
    return [view.name for view in offered(user)]


def test_a_list_is_kept_with_its_conditions_order_and_columns(people: People) -> None:
    view = keep(name="  Самара   без телефона ", filters=SAMARA, is_shared=False, by=people["anna"])

    assert view.name == "Самара без телефона"
    assert filters_of(view) == (SAMARA.changed(view=str(view.pk)), [])


def test_an_address_of_nothing_but_the_list_means_the_list(people: People) -> None:
    view = keep(name="Самара", filters=SAMARA, is_shared=False, by=people["anna"])

    found, refused = read({"view": str(view.pk)}, user=people["anna"])

    assert (found.changed(view=""), refused) == (SAMARA, [])
    assert not differs(view, found)


def test_a_list_that_was_widened_to_everybody_is_not_taken_for_the_kept_one(people: People) -> None:
    view = keep(name="Самара", filters=Filters(city="Самара"), is_shared=False, by=people["anna"])
    widened = Filters(view=str(view.pk))

    found, refused = read(widened.asked(), user=people["anna"])

    assert (found, refused) == (widened, [])
    assert differs(view, found)


def test_a_private_list_is_nobody_elses(people: People) -> None:
    view = keep(name="Самара", filters=SAMARA, is_shared=False, by=people["boris"])

    assert names(people["anna"]) == []
    assert read({"view": str(view.pk)}, user=people["anna"]) == (Filters(), ["view"])


def test_a_shared_list_stands_behind_ones_own(people: People) -> None:
    keep(name="Аптеки", filters=SAMARA, is_shared=True, by=people["boris"])
    keep(name="Ярмарка", filters=SAMARA, is_shared=False, by=people["anna"])

    assert names(people["anna"]) == ["Ярмарка", "Аптеки"]
    assert names(people["clara"]) == ["Аптеки"]


def test_a_manager_keeps_lists_for_himself_only(people: People) -> None:
    with pytest.raises(CannotKeep) as refusal:
        keep(name="Самара", filters=SAMARA, is_shared=True, by=people["anna"])

    assert refusal.value.code == "may_not_share"
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("name", "code"), [(" ", "no_name"), ("я" * 61, "name_too_long"), ("самара", "name_taken")])
def test_a_name_that_cannot_be_is_refused(people: People, name: str, code: str) -> None:
    keep(name="Самара", filters=SAMARA, is_shared=False, by=people["anna"])

    with pytest.raises(CannotKeep) as refusal:
        keep(name=name, filters=SAMARA, is_shared=False, by=people["anna"])

    assert refusal.value.code == code


def test_lists_go_where_they_are_moved(people: People) -> None:
    first, _second, third = (
        keep(name=name, filters=SAMARA, is_shared=False, by=people["anna"]) for name in ("А", "Б", "В")
    )

    move(view=third, step=-1)
    move(view=first, step=-1)

    assert names(people["anna"]) == ["А", "В", "Б"]


def test_a_deleted_list_comes_back_where_it_was(people: People) -> None:
    anna = people["anna"]
    view = keep(name="А", filters=SAMARA, is_shared=False, by=anna)
    keep(name="Б", filters=SAMARA, is_shared=False, by=anna)

    operation = remove(view=view, by=anna)

    assert names(anna) == ["Б"]
    undo(operation=operation, by=anna)
    assert names(anna) == ["А", "Б"]
    assert read({"view": str(view.pk)}, user=anna)[0].city == "Самара"


def test_a_name_that_was_taken_since_is_not_taken_twice(people: People) -> None:
    anna = people["anna"]
    operation = remove(view=keep(name="А", filters=SAMARA, is_shared=False, by=anna), by=anna)
    keep(name="а", filters=SAMARA, is_shared=False, by=anna)

    assert undo(operation=operation, by=anna).kept == [{"why": "name_taken"}]
    assert names(anna) == ["а"]


def test_a_change_is_taken_back_but_not_over_a_later_one(people: People) -> None:
    boris = people["boris"]
    view = keep(name="А", filters=SAMARA, is_shared=False, by=boris)
    renamed = rename(view=view, name="Б", is_shared=True, by=boris)
    rewritten = overwrite(view=view, filters=Filters(kind="company"), by=boris)
    rename(view=view, name="В", is_shared=True, by=boris)
    assert renamed is not None and rewritten is not None

    undo(operation=rewritten, by=boris)
    kept = undo(operation=renamed, by=boris).kept

    view.refresh_from_db()
    assert filters_of(view)[0].city == "Самара"
    assert (view.name, view.is_shared) == ("В", False)
    assert kept == [{"field": "name", "why": "changed_since"}]


def test_nothing_changed_is_no_act(people: People) -> None:
    view = keep(name="А", filters=SAMARA, is_shared=False, by=people["anna"])

    assert rename(view=view, name="А", is_shared=False, by=people["anna"]) is None
    assert overwrite(view=view, filters=SAMARA, by=people["anna"]) is None


def test_a_condition_that_is_no_more_is_said_and_not_forgotten(people: People) -> None:
    view = keep(name="А", filters=SAMARA, is_shared=False, by=people["anna"])
    SavedView.objects.filter(pk=view.pk).update(asked={"city": "Самара", "kind": "robot"})

    assert read({"view": str(view.pk)}, user=people["anna"])[1] == ["kind"]
