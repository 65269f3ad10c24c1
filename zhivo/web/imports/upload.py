"""Receiving files: only from people who are logged in, straight to disk, and never more of one than is allowed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
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


def receives_files(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Cap the files of a view's form.

    The cap must be set before the form is read, and checking the token reads it: so the middleware's check is put off
    until here. Somebody who is not logged in is sent away with nothing read.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def receiving(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.too_large = []
        if request.method != "POST":
            return checked(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        request.upload_handlers.insert(0, CappedUpload(request))
        return checked(request, *args, **kwargs)

    return receiving
