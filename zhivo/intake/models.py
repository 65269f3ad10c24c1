"""What was decided about a source's columns, remembered for its next file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zhivo.sources.models import Source


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
