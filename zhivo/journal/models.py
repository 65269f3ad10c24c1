"""Operations: every act on many rows or by hand, with what is needed to undo it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from zhivo.team.models import User


class Operation(models.Model):
    """One act of a person or a rule, and where its undo stands."""

    class State(models.TextChoices):
        """Where the act is in its life."""

        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        UNDOING = "undoing"
        UNDONE = "undone"

    kind = models.TextField()  # a key of journal.kinds
    state = models.TextField(choices=State, default=State.DONE)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="operations")
    at = models.DateTimeField(default=timezone.now)
    data = models.JSONField(default=dict)  # what the sentence of the kind needs: names, counts
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    kept = models.JSONField(default=list)  # what the undo left alone, and why

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-at", "-id"], name="operation_newest"),
            models.Index(fields=["undone_at"], name="operation_undone", condition=models.Q(undone_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Change(models.Model):
    """A before-image: the changed columns of one row as they were; kept 90 days."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="changes")
    table = models.TextField()
    row = models.BigIntegerField()
    before = models.JSONField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["row"], name="change_of_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
