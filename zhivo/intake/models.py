"""What was decided about a source's columns and words, and what files will do before they are written."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from zhivo.sources.models import Drop, Source
from zhivo.team.models import User


class Mapping(models.Model):
    """The field that a column of a source goes to."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="mappings")
    column = models.TextField()
    field = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "column"], name="mapping_once")
        ]

    def __str__(self) -> str:
        return f"{self.column} -> {self.field}"


class Meaning(models.Model):
    """What a word of a source means: a person's answer, remembered for the source's next file.

    «Белова» of the field `responsible` is anna@…, gmial.com of `email` is gmail.com. `means` is null where the answer
    was to leave the word as it is.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="meanings")
    field = models.TextField()
    said = models.TextField()  # without spaces around, in lower case
    means = models.TextField(null=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "field", "said"], name="meaning_once")
        ]

    def __str__(self) -> str:
        return f"{self.said} -> {self.means}"


class Preflight(models.Model):
    """What the files of a drop will do to the base, reckoned row by row with nothing written."""

    class State(models.TextChoices):
        """Where the reckoning is."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    drop = models.OneToOneField(Drop, on_delete=models.CASCADE, related_name="preflight")
    mark = models.TextField()  # of the files, readings, mappings and meanings; another one: out of date
    state = models.TextField(choices=State, default=State.QUEUED)
    rows = models.BigIntegerField(default=0)  # reckoned so far
    rows_total = models.BigIntegerField(null=True)  # an estimate until the files have been read to their end
    counts = models.JSONField(default=dict)  # id of a batch -> the numbers its import will answer with
    asks = models.JSONField(default=list)  # words that need an answer: field, said, rows, what is proposed
    fault = models.JSONField(null=True)  # batch, code and data of what stopped it
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)

    def __str__(self) -> str:
        return f"preflight of {self.drop_id}"
