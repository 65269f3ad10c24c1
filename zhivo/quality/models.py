"""Open questions about the base and what people answered; the portrait; what was counted of the whole base."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from zhivo.clients.models import Client, Kind
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


class ValueQuestion(models.Model):
    """A value of one client that waits for a person: found in a comment, contradicted, or not understood."""

    class Kind(models.TextChoices):
        """Why it waits."""

        FOUND = "found"  # in a comment; `value` is proposed, `quote` are the words
        CONFLICT = "conflict"  # the client's rows say different things
        UNREADABLE = "unreadable"  # `code` says what is wrong with what the row has

    class State(models.TextChoices):
        """Open, or how it was answered."""

        OPEN = "open"
        TAKEN = "taken"  # a value was chosen or typed
        REFUSED = "refused"  # it is not proposed again
        GONE = "gone"  # nothing to ask any more: an edit, an undo or another row has settled it

    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="value_questions")
    record = models.ForeignKey(Record, null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    kind = models.TextField(choices=Kind)
    field = models.TextField()
    value = models.TextField(null=True)  # what is proposed; of a conflict all that is said, so it is asked once
    also = models.JSONField(null=True)  # what is filled with it: the day of a next action
    quote = models.TextField(null=True)
    code = models.TextField(db_default="")
    state = models.TextField(choices=State, default=State.OPEN)
    skipped_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    operation = models.ForeignKey(Operation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "field", "id"], name="value_open", condition=models.Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.client_id}.{self.field}?"


class PortraitField(models.Model):
    """A field that a client is to have filled: what it weighs, and how it is asked for."""

    of_kind = models.TextField(choices=Kind)
    field = models.TextField()
    weight = models.SmallIntegerField(default=5)
    is_required = models.BooleanField(default=False)
    question = models.TextField(blank=True)  # what to ask the client; empty: as the product words it
    rule = models.TextField(blank=True)  # when and how it is filled, for the printed page
    position = models.SmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of_kind", "field"], name="portrait_field_once")
        ]

    def __str__(self) -> str:
        return f"{self.of_kind}.{self.field}: {self.weight}"


class Reading(models.Model):
    """What was counted of the whole base on a day, the last time that day; `of` is the version it was counted of."""

    on = models.DateField(unique=True)
    at = models.DateTimeField(default=timezone.now)
    of = models.JSONField(default=list)  # the version of the base (`clients/tally.py`)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.on)


class Goal(models.Model):
    """How many clients the company wants to reach by a medium."""

    medium = models.TextField(unique=True)
    clients = models.IntegerField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.medium}: {self.clients}"
