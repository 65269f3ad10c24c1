"""The company's own fields that a list or an act may name: those that were made here and those that files brought."""

from __future__ import annotations

from django.db.models import F, Func

from zhivo.clients.models import Attribute
from zhivo.sources.models import Batch

PREFIX = "attribute:"


def labels() -> dict[str, str]:
    """Return what each own field is called, by its key (`attribute:...`): those made here first, in their order."""
    made = list(Attribute.objects.order_by("position", "label"))
    found = {f"{PREFIX}{field.key}": field.label for field in made if field.archived_at is None}
    archived = {f"{PREFIX}{field.key}" for field in made} - set(found)
    for key in sorted(_of_files() - archived - set(found), key=str.lower):
        found[key] = key.removeprefix(PREFIX)
    return found


def _of_files() -> set[str]:
    mapped = Batch.objects.annotate(field=Func(F("mapping"), function="unnest")).values_list("field", flat=True)
    return {field for field in mapped.distinct() if field.startswith(PREFIX)}
