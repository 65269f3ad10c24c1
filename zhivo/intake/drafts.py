"""Drafts that nobody wants any more: the batch goes, its file if no other batch was made of it, and an empty drop."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zhivo.intake import files, preflight
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Batch


def discard(*, batch: Batch) -> None:
    """Remove a draft, its file, and its source if nothing else ever came from there.

    Raises Refusal once the draft has begun to be written.
    """
    with files.alone_with(batch.file_digest):
        _remove(batch)
        files.let_go(batch)


def _remove(batch: Batch) -> None:
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("source", "drop").get(pk=batch.pk)
        if batch.state != Batch.State.DRAFT:
            raise Refusal("begun", _("This import has begun: undo it instead."))
        source, drop = batch.source, batch.drop
        batch.delete()
        if drop is not None:
            preflight.forget(drop)
            if not drop.batches.exists():
                drop.delete()
        if not source.batches.exists() and not source.mappings.exists():
            source.delete()
