"""Sources, the batches that came from them, and every raw row as it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from zhivo.journal.models import Operation
from zhivo.sources.cells import apart
from zhivo.team.models import User


class Source(models.Model):
    """A place that client lists come from: a file that is sent again and again, a CRM, a form."""

    name = models.TextField(unique=True)
    kind = models.TextField(default="file")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Drop(models.Model):
    """Files and sheets that were handed in together: looked through, foretold and written as one, in order of id."""

    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"drop {self.pk}"


class Batch(models.Model):
    """One import run: a file, its columns and how far it has come."""

    class State(models.TextChoices):
        """Where the run is; only a queued or running one holds work to be done."""

        DRAFT = "draft"
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"
        UNDOING = "undoing"
        UNDONE = "undone"

    drop = models.ForeignKey(Drop, null=True, on_delete=models.PROTECT, related_name="batches")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    operation = models.OneToOneField(Operation, null=True, on_delete=models.PROTECT, related_name="batch")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.TextField(default="clients")
    state = models.TextField(choices=State, default=State.DRAFT)
    file_name = models.TextField()
    file_path = models.TextField(blank=True)  # inside the data folder
    file_digest = models.TextField(blank=True)  # SHA-256 of the file
    sheet = models.TextField(blank=True)
    reading = models.JSONField(default=dict)  # encoding, delimiter, header row as chosen or found
    columns = ArrayField(models.TextField(), default=list)  # headers as in the file
    mapping = ArrayField(models.TextField(), default=list)  # a field key a column
    rows = models.BigIntegerField(default=0)
    rows_total = models.BigIntegerField(null=True)  # known when the file has been read to its end
    clients_created = models.BigIntegerField(default=0)
    clients_joined = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)  # of the joined: rows known to the letter
    companies_created = models.BigIntegerField(default=0)
    recovered = models.BigIntegerField(default=0)  # values found in comments, to be looked at
    purchases = models.JSONField(default=dict)  # of an import of purchases: rows by outcome, orders by what they became
    reasons = models.JSONField(default=dict)  # "field:code" -> rows
    notes = models.JSONField(default=dict)  # what the reader says: skipped rows, replaced NULs
    fault = models.JSONField(null=True)  # code and data of what stopped it
    stop_asked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)  # spent writing, over all resumes

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "file_digest"], name="batch_same_file"),
            models.Index(fields=["-created_at"], name="batch_newest"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_active(self) -> bool:
        """True while there is work to be done."""
        return self.state in (self.State.QUEUED, self.State.RUNNING, self.State.UNDOING)

    def add(self, counted: Mapping[str, int], *, reasons: Mapping[str, int]) -> None:
        """Add the numbers of a piece, by the names of the fields; the caller saves."""
        for name, count in counted.items():
            setattr(self, name, getattr(self, name) + count)
        self.reasons = dict(Counter(self.reasons) + Counter(reasons))


class Piece(models.Model):
    """A part of a batch that was committed whole: the blocks of ids it took.

    Rows of the big tables are found by these blocks, so they carry no index on their batch.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="pieces")
    number = models.IntegerField()
    rows = models.IntegerField()
    first_record = models.BigIntegerField()  # ids first_record .. first_record + records - 1
    records = models.IntegerField()
    first_client = models.BigIntegerField()
    clients = models.IntegerField()
    is_undone = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "number"], name="piece_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["first_record"], name="piece_by_record")]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"


class Outcome(models.IntegerChoices):
    """What became of a row; the numbers are stored a million times, so they are small."""

    CREATED = 1
    JOINED = 2
    HELD = 3
    REFUSED = 4
    BOUGHT = 5  # a row of a purchase that was not known before
    CHANGED = 6  # a row that is new to a known purchase


class Record(models.Model):
    """One raw row of a source. It never changes; only its batch and row do, when that batch is undone (`Repeat`).

    No constraint ties it to its batch and source: checking them costs the import a fifth of its speed
    (docs/decisions/0003-big-tables.md); the door in is the only writer.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
    batch = models.ForeignKey(Batch, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
    row = models.IntegerField()  # as the user counts it in the file
    key = models.TextField(null=True)  # the source's own id; null means it has none
    identity = models.BigIntegerField()  # what a row is known by: hash of the source and its own id, else the content
    digest = models.BigIntegerField()  # hash of the source and the content
    outcome = models.SmallIntegerField(choices=Outcome)
    cells = models.TextField()  # as they came (`cells.py`)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["identity"], name="record_identity")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row}"

    @property
    def values(self) -> list[str]:
        """The cells of the row, in the order of the batch's columns."""
        return apart(self.cells)


class Repeat(models.Model):
    """A piece found a record of an earlier batch again, the same to the letter, and stored no row of its own.

    When the batch that a record counts to is undone, the record goes over to the first piece that repeats it.
    """

    pk = models.CompositePrimaryKey("piece", "record")
    piece = models.ForeignKey(Piece, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
    record = models.ForeignKey(Record, on_delete=models.DO_NOTHING, db_constraint=False, related_name="repeats")
    row = models.IntegerField()  # the first one of the piece, as the user counts it in the file

    def __str__(self) -> str:
        return f"{self.record_id} in {self.piece_id}"
