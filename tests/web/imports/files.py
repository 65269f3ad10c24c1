"""Files as people drop them, and the drafts they become."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from zhivo.intake import batches
from zhivo.sources.models import Batch
from zhivo.team.models import User

LIST = "ФИО;Телефон;Размер обуви\nИванов Иван;8 916 123-45-67;43\nЮдина Ольга;+7 903 555 77 88;38\n"


def dropped(name: str = "клиенты.csv", text: str = LIST, *, encoding: str = "utf-8") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, text.encode(encoding), content_type="application/octet-stream")


def draft(by: User, name: str = "клиенты.csv", text: str = LIST, *, encoding: str = "utf-8") -> Batch:
    """Return the draft that the file becomes."""
    return batches.receive(file=[text.encode(encoding)], name=name, by=by)
