"""Whose clients a person sees."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from zhivo.team.models import User

pytestmark = pytest.mark.django_db
People = dict[str, Any]


def test_a_head_sees_the_clients_of_the_team(people: People) -> None:
    assert people["boris"].sees_clients_of() == sorted([people["boris"].pk, people["anna"].pk])
    assert people["anna"].sees_clients_of() == [people["anna"].pk]
    assert people["vera"].sees_clients_of() is None
    assert people["adam"].sees_clients_of() == []


def test_a_head_s_team_is_asked_for_once_a_request(
    people: People, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    boris = User.objects.get(pk=people["boris"].pk)

    with django_assert_num_queries(1):
        first, second = boris.sees_clients_of(), boris.sees_clients_of()

    assert first == second


def test_who_lost_the_role_sees_no_team_though_it_was_asked_for(people: People) -> None:
    boris = people["boris"]
    boris.sees_clients_of()

    boris.roles = ["manager"]

    assert boris.sees_clients_of() == [boris.pk]
