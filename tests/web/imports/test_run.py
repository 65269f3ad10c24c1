"""Setting an import going, stopping it, and looking at it meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.web.cast import World
from tests.web.imports.files import draft
from zhivo.sources.models import Batch
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
HTMX = {"HX-Request": "true", "HX-Target": "progress"}


@pytest.fixture
def batch(world: World) -> Batch:
    return draft(world.people["owner"])


def test_a_draft_starts_with_what_its_form_says(
    owner: Browser, batch: Batch, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        answer = owner.post(f"/imports/{batch.pk}/run/", {"field": ["full_name", "phone", "-"], "source": "Наша"})
    batch.refresh_from_db()

    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert (batch.state, batch.mapping[2], batch.source.name) == ("queued", "-", "Наша")
    assert ProcrastinateJob.objects.filter(task_name="intake.load", args={"batch_id": batch.pk}).count() == 1


def test_a_mapping_that_cannot_be_does_not_start(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/run/", {"field": ["-", "-", "-"]})
    batch.refresh_from_db()

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert batch.state == "draft"


def test_starting_twice_shows_where_it_is(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/run/")

    answer = owner.post(f"/imports/{batch.pk}/run/")

    assert answer.headers["Location"] == f"/imports/{batch.pk}/"
    assert Batch.objects.get(pk=batch.pk).state == "queued"


def test_a_get_starts_nothing(owner: Browser, batch: Batch) -> None:
    assert owner.get(f"/imports/{batch.pk}/run/").status_code == 405
    assert Batch.objects.get(pk=batch.pk).state == "draft"


def test_waiting_says_that_no_worker_runs_and_asks_again_by_itself(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/run/")

    page = owner.get(f"/imports/{batch.pk}/").content.decode()
    region = owner.get(f"/imports/{batch.pk}/", headers=HTMX).content.decode()

    assert "zhivo worker" in page
    assert 'hx-trigger="every 1s"' in region
    assert "<html" not in region


def test_progress_says_how_far_how_fast_and_that_the_total_is_an_estimate(owner: Browser, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="running", rows=50_000, rows_total=131_481, seconds=10)

    text = owner.get(f"/imports/{batch.pk}/", headers=HTMX).content.decode().replace("\u00a0", " ")

    assert 'value="38.0"' in text
    assert "130 000" in text
    assert "5 000" in text


def test_when_it_is_over_the_page_is_drawn_anew(owner: Browser, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="done", finished_at=timezone.now())

    assert owner.get(f"/imports/{batch.pk}/", headers=HTMX).headers["HX-Refresh"] == "true"


def test_a_queued_import_stops_at_once_and_can_go_on(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/run/")

    owner.post(f"/imports/{batch.pk}/stop/")
    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert Batch.objects.get(pk=batch.pk).state == "cancelled"
    assert f'action="/imports/{batch.pk}/run/"' in text
    owner.post(f"/imports/{batch.pk}/run/")
    assert Batch.objects.get(pk=batch.pk).state == "queued"


def test_a_running_import_is_asked_to_stop(owner: Browser, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="running", rows=5)

    owner.post(f"/imports/{batch.pk}/stop/")

    assert Batch.objects.get(pk=batch.pk).stop_asked_at is not None
    assert f'action="/imports/{batch.pk}/stop/"' not in owner.get(f"/imports/{batch.pk}/").content.decode()


def test_what_broke_off_says_why_and_what_is_kept(owner: Browser, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(
        state="failed", fault={"code": "disk_full", "data": {}}, finished_at=timezone.now(), rows=3
    )

    text = owner.get(f"/imports/{batch.pk}/").content.decode()

    assert 'class="fault"' in text
    assert "disk_full" not in text
    assert f'action="/imports/{batch.pk}/run/"' in text


def test_what_is_on_its_way_cannot_be_undone_yet(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/run/")

    owner.post(f"/imports/{batch.pk}/undo/")

    batch.refresh_from_db()
    assert batch.operation is not None
    assert (batch.state, batch.operation.state) == ("queued", "running")
