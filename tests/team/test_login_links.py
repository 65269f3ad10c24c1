"""A log-in link works once, for a while, for one person."""

from __future__ import annotations

import pytest
from django.core import signing
from django.db import transaction
from django.utils import timezone

from tests.web.cast import person
from zhivo.team import login_links
from zhivo.team.models import User

pytestmark = pytest.mark.django_db


def token_of(user: User) -> str:
    return login_links.make(user).split("/")[2]


def test_a_link_names_its_user() -> None:
    anna = person("anna", roles=["manager"])

    assert login_links.read(token_of(anna)) == anna


def test_a_link_dies_with_any_later_log_in_even_in_the_same_second() -> None:
    anna = person("anna", roles=["manager"])
    token = token_of(anna)

    with transaction.atomic():
        login_links.use(token)
        User.objects.filter(pk=anna.pk).update(last_login=timezone.now())

    with pytest.raises(login_links.BadLink):
        login_links.read(token)


@pytest.mark.parametrize("change", [{"password": "x"}, {"email": "other@example.org"}, {"is_active": False}])
def test_a_link_dies_when_the_account_changes(change: dict[str, object]) -> None:
    anna = person("anna", roles=["manager"])
    token = token_of(anna)

    User.objects.filter(pk=anna.pk).update(**change)

    with pytest.raises(login_links.BadLink):
        login_links.read(token)


def test_a_link_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(person("anna", roles=["manager"]))

    monkeypatch.setattr(
        signing.time, "time", lambda: timezone.now().timestamp() + login_links.LASTS.total_seconds() + 5
    )

    with pytest.raises(login_links.BadLink):
        login_links.read(token)


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "W10:1x:y", "Й"])
def test_a_made_up_link_is_refused(token: str) -> None:
    with pytest.raises(login_links.BadLink):
        login_links.read(token)


def test_a_link_signed_for_another_purpose_is_refused() -> None:
    anna = person("anna", roles=["manager"])

    with pytest.raises(login_links.BadLink):
        login_links.read(signing.dumps([anna.pk, ""], salt="something else"))


@pytest.mark.django_db(transaction=True)
def test_using_a_link_wants_a_transaction() -> None:
    anna = person("anna", roles=["manager"])

    with pytest.raises(RuntimeError):
        login_links.use(token_of(anna))
