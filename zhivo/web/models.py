"""What the screens keep: tries to log in."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Tries(models.Model):
    """When somebody lately failed to come in: by account and by address, neither readable."""

    key = models.TextField(primary_key=True)
    at = ArrayField(models.DateTimeField())

    def __str__(self) -> str:
        return self.key
