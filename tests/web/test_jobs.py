"""The worker's side of the screens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhivo.web import jobs
from zhivo.web.models import Tries


@pytest.mark.django_db
def test_tries_that_no_longer_count_are_forgotten_and_the_others_are_not() -> None:
    Tries.objects.create(key="old", at=[timezone.now() - timedelta(hours=1)])
    Tries.objects.create(key="new", at=[timezone.now() - timedelta(hours=1), timezone.now()])

    jobs.forget_tries()

    assert list(Tries.objects.values_list("key", flat=True)) == ["new"]
