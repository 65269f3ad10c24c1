"""Open questions about the base, and what people answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhivo.clients.models import Client
from zhivo.journal.models import Operation
from zhivo.sources.models import Record
from zhivo.team.models import User


class Question(models.Model):
    """«The same person?»: a client that shares a value with another and was not joined by itself."""

    class State(models.TextChoices):
        """Open, or how it was answered."""

        OPEN = "open"
        SAME = "same"
        DIFFERENT = "different"
        LINKED = "linked"

    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="questions")
    other = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="questions_about")
    record = models.ForeignKey(Record, null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    reason = models.TextField()  # names, shared, kinds: why the row did not join
    medium = models.TextField()
    value = models.TextField()
    state = models.TextField(choices=State, default=State.OPEN)
    skipped_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    operation = models.ForeignKey(Operation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reason", "id"], name="question_open", condition=models.Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} = {self.other_id}?"
