"""Drops whose consequences are reckoned: by hand, where a test is about the page alone."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.web.imports.files import draft
from zhivo.intake import batches, drops, preflight
from zhivo.intake.models import Preflight
from zhivo.sources.models import Batch, Drop
from zhivo.team.models import User

WORDS = """ФИО;Телефон;Почта;Ответственный;Дата рождения
Иванов Иван;8 916 123-45-67;ivan@gmial.com;Белова;31.02.1980
Юдина Ольга;+7 903 555 77 88;olga@mail.ru;Anna;14.05.1985
;;;;
"""
MAPPING = ["full_name", "phone", "email", "responsible", "birthday"]
COUNTS: dict[str, Any] = {
    "rows": 3,
    "clients_created": 1,
    "clients_joined": 1,
    "held": 0,
    "refused": 1,
    "unchanged": 0,
    "companies_created": 0,
    "placeholders": 0,
    "reasons": {"email:domain_typo": 1, "responsible:unknown": 1, "birthday:not_a_date": 1},
    "skipped": {"blank": {"count": 2, "rows": [4, 5]}},
    "notes": {},
    "in_files": 0,
    "reachable": 1,
    "next_actions": 0,
    "responsible": {},
}


def dropped(by: User, *, text: str = WORDS, mapping: list[str] | None = None) -> Batch:
    """Return a draft of a drop of its own with its columns chosen."""
    batch = draft(by, text=text)
    batches.choose(batch=batch, mapping=mapping or MAPPING)
    drops.of(batch)
    batch.refresh_from_db()
    return batch


def reckoned(batch: Batch, **changes: Any) -> Drop:
    """Return the drop of a draft with its consequences as they are told here."""
    drop = drops.of(batch)
    source = batch.source_id
    asks = [
        {"source": source, "field": "responsible", "said": "белова", "written": "Белова", "rows": 1, "proposed": None},
        {"source": source, "field": "email", "said": "gmial.com", "rows": 1, "proposed": "gmail.com"},
        {"source": source, "field": "birthday", "said": "31.02.1980", "rows": 1, "proposed": None},
    ]
    counts = {str(batch.pk): {**COUNTS, **changes.pop("counts", {})}}
    told = {"state": "done", "rows": 3, "rows_total": 3, "counts": counts, "asks": asks, "finished_at": timezone.now()}
    Preflight.objects.create(drop=drop, mark=preflight.mark_of(drop), **{**told, **changes})
    return drop
