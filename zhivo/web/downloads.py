"""Files that are sent while they are made."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from zhivo.intake.exports import FORMATS


def download(parts: Iterator[bytes] | Iterator[str], *, name: str, kind: str) -> HttpResponse:
    """Answer with a file of this name and kind (a key of FORMATS, which is its suffix), sent part by part."""
    answer = StreamingHttpResponse(parts, content_type=FORMATS[kind])
    named = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    answer["Content-Disposition"] = named or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]
