"""The rows that were not written, as a file to correct and drop again."""

from __future__ import annotations

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from zhivo.intake import report
from zhivo.sources.models import Batch
from zhivo.web.access import Request, allow
from zhivo.web.downloads import download
from zhivo.web.imports.sight import sees_refused


@allow("clients.view")
def refused(request: Request, pk: int, suffix: str = "csv") -> HttpResponse:
    """Send the file to those who see rows that were not written."""
    batch = get_object_or_404(Batch, pk=pk)
    if not sees_refused(request.user, batch):
        raise Http404
    name = _("%(file)s, not written") % {"file": Path(batch.file_name).stem}
    parts = report.refused_workbook(batch) if suffix == "xlsx" else report.refused_lines(batch)
    return download(parts, name=name, kind=suffix)
