"""Receiving files: only from people who are logged in, straight to disk, and never more of one than is allowed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST = 2 * 1024**3  # bytes of one file
MOST_FILES = 20  # at once; Django counts them by DATA_UPLOAD_MAX_NUMBER_FILES


class CappedUpload(FileUploadHandler):
    """Passes a file on until it grows too large; then the rest is not kept and its name goes to `request.too_large`."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let a chunk through, or drop the file."""
        if start + len(raw_data) > MOST:
            self.request.too_large.append(self.file_name)  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers behind."""


class UploadToDisk(TemporaryFileUploadHandler):
    """Keeps a large file on disk; one that cannot be kept is dropped, and its name and why go to `request.not_kept`."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk, or drop the file."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._drop(error)
            raise SkipFile from error

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Return the file, or None where its last part did not fit."""
        try:
            return super().file_complete(file_size)
        except OSError as error:
            self._drop(error)
            return None

    def _drop(self, error: OSError) -> None:
        with suppress(OSError):  # what is still to be written fits no better
            self.file.close()
        self.request.not_kept.append((self.file_name, error))  # type: ignore[union-attr]


def receives_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Cap the files of a view's form.

    The cap must be set before the form is read, and checking the token reads it: so the middleware's check is put off
    until here. Somebody who is not logged in is sent away with nothing read.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def receiving(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.too_large, request.not_kept = [], []
        if request.method != "POST":
            return checked(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        request.upload_handlers = [CappedUpload(request), MemoryFileUploadHandler(request), UploadToDisk(request)]
        return checked(request, *args, **kwargs)

    return receiving
