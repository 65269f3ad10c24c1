"""A list of bounced addresses and numbers that do not exist, dropped or pasted: its values are marked as dead."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhivo.clients.models import Client, ValueMark
from zhivo.intake import dead as lists
from zhivo.intake import files
from zhivo.intake.reading import Refused
from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.lib.refusal import Refusal
from zhivo.team.models import User
from zhivo.web.access import Request, allow
from zhivo.web.imports.reasons import refusal_of
from zhivo.web.imports.upload import receives_files
from zhivo.web.pages import page, tell

LARGEST = 50 << 20  # bytes: it is read while the person waits
SHOWN = 10  # lists that were marked lately


@receives_files
@allow("imports.run")
def dead(request: Request) -> HttpResponse:
    """Show what is marked and the place to drop a list, or mark what a list holds."""
    if request.method != "POST":
        return _shown(request)
    try:
        name, content = _given(request)
        operation = _mark(content, name=name, request=request)
    except (Refusal, Refused) as fault:
        return _shown(request, refusal=refusal_of(fault), status=422)
    tell(request, _said(operation, request.user), operation=operation)
    return redirect("quality:dead")


def _given(request: Request) -> tuple[str, Iterable[bytes]]:
    file, text = request.FILES.get("file"), request.POST.get("text", "").strip()
    if file is not None and (file.size or 0) > LARGEST:
        raise Refusal("too_large", _("The list is larger than 50 MB."), hint=_("Split it into parts."))
    if file is not None:
        return file.name or "", file.chunks()
    if text:
        return _("pasted list"), [text.encode()]
    raise Refusal("nothing", _("Nothing was sent."), hint=_("Choose a file or paste a list."))


def _mark(content: Iterable[bytes], *, name: str, request: Request) -> Operation:
    path, _digest = files.write(content)
    try:
        return lists.mark(path=path, name=name[:200], by=request.user)
    finally:
        path.unlink(missing_ok=True)


def _said(operation: Operation, user: User) -> str:
    """How many values were marked, and how many clients that the user sees have them."""
    values = ValueMark.objects.filter(operation=operation).values("value")
    held = Client.objects.visible_to(user).filter(contact_points__value__in=values).distinct().count()
    marked = operation.data["count"]
    said = ngettext("%(n)s value is marked as dead", "%(n)s values are marked as dead", marked) % {"n": number(marked)}
    has = ngettext("%(n)s client has it", "%(n)s clients have them", held) % {"n": number(held)}
    return f"{said}, {has}"


def _shown(request: Request, *, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    done = Operation.objects.filter(kind="values.marked").select_related("by").order_by("-pk")[:SHOWN]
    context = {
        "refusal": refusal,
        "text": request.POST.get("text", ""),
        "dead": ValueMark.objects.filter(kind=ValueMark.Kind.DEAD).count(),
        "done": done,
    }
    return page(request, "quality/dead.html", context, status=status)
