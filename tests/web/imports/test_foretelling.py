"""From a draft to its consequences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from tests.web.cast import World
from tests.web.imports.files import draft
from zhivo.intake import jobs, preflight
from zhivo.intake.models import Preflight
from zhivo.sources.models import Batch
from zhivo.team.models import User

LogIn = Callable[[User], Browser]


@pytest.fixture
def batch(world: World) -> Batch:
    return draft(world.people["owner"])


@pytest.mark.django_db
def test_what_the_form_says_is_kept_and_reckoned(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/foretelling/", {"field": ["full_name", "phone", "-"], "source": "Наша"})
    batch.refresh_from_db()

    assert batch.drop is not None
    assert answer.headers["Location"] == f"/imports/drops/{batch.drop_id}/consequences/"
    assert (batch.state, batch.mapping[2], batch.source.name) == ("draft", "-", "Наша")
    assert Preflight.objects.get().state == "queued"


@pytest.mark.django_db
def test_a_mapping_that_cannot_be_is_not_reckoned(owner: Browser, batch: Batch) -> None:
    answer = owner.post(f"/imports/{batch.pk}/foretelling/", {"field": ["-", "-", "-"]})

    assert answer.status_code == 422
    assert 'class="fault"' in answer.content.decode()
    assert not Preflight.objects.exists()


@pytest.mark.django_db
def test_what_has_begun_is_shown_where_it_is(world: World, log_in: LogIn, owner: Browser, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="queued")

    assert owner.post(f"/imports/{batch.pk}/foretelling/").headers["Location"] == f"/imports/{batch.pk}/"
    assert owner.get(f"/imports/{batch.pk}/foretelling/").status_code == 405
    assert log_in(world.clara).post(f"/imports/{batch.pk}/foretelling/").status_code == 403


@pytest.mark.django_db
def test_a_reckoning_is_stopped(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/foretelling/")
    drop = Batch.objects.get(pk=batch.pk).drop_id

    owner.post(f"/imports/drops/{drop}/consequences/stop/")

    assert Preflight.objects.get().state == "cancelled"
    owner.post(f"/imports/drops/{drop}/consequences/")
    assert Preflight.objects.get().state == "queued"


@pytest.mark.django_db(transaction=True)
def test_what_was_foretold_is_what_is_written(owner: Browser, batch: Batch) -> None:
    owner.post(f"/imports/{batch.pk}/foretelling/")
    drop = Batch.objects.get(pk=batch.pk).drop
    assert drop is not None
    found = preflight.run(drop.pk)
    assert found is not None
    counts = found.counts[str(batch.pk)]

    owner.post(f"/imports/drops/{drop.pk}/run/")
    written = jobs.work_on(batch.pk)

    told = ("rows", "clients_created", "clients_joined", "held", "refused", "unchanged", "companies_created", "reasons")
    assert written.state == "done"
    assert {name: counts[name] for name in told} == {name: getattr(written, name) for name in told}
