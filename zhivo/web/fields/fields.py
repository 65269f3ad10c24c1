"""The list of own fields, and one of them: made, changed, moved, put away, brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhivo.clients import attributes
from zhivo.clients.models import Attribute
from zhivo.lib.refusal import Refusal
from zhivo.quality.attribute_types import types
from zhivo.web.access import Request, allow
from zhivo.web.fields.forms import FieldForm
from zhivo.web.pages import page, tell

KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("people and companies"),
    "person": gettext_lazy("people"),
    "company": gettext_lazy("companies"),
}


@dataclass(frozen=True)
class Line:
    """A field as a line of the list; `filled` is None while it is being counted."""

    attribute: Attribute
    type: str | Promise
    of_whom: str | Promise
    filled: int | None

    @property
    def url(self) -> str:
        """Return the query of the list of clients who have it filled."""
        return f"?own={self.attribute.pk}.filled"


@allow("fields.manage")
def fields(request: Request) -> HttpResponse:
    """List the fields with how many clients have each; on a large base the numbers come after the page."""
    filled = attributes.filled(wait=False)
    return page(request, "fields/list.html", _context(filled))


@allow("fields.manage")
def counts(request: Request) -> HttpResponse:
    """Return the list with the numbers, counted to the end."""
    return page(request, "fields/list.html", _context(attributes.filled()), region="lines")


def _context(filled: dict[str, int] | None) -> dict[str, Any]:
    known = attributes.by_field()
    lines = [
        Line(one, types[one.type].label, KINDS[one.of_kind], None if filled is None else filled.get(field, 0))
        for field, one in known.items()
    ]
    return {
        "lines": [line for line in lines if line.attribute.archived_at is None],
        "archived": [line for line in lines if line.attribute.archived_at],
        "is_counting": filled is None,
        "of_files": [label for field, label in attributes.labels().items() if field not in known],
    }


@allow("fields.manage")
def new(request: Request) -> HttpResponse:
    """Show the form of a new field, or make it."""
    form = FieldForm(request.POST or None, initial={"type": Attribute.Type.TEXT, "label": request.GET.get("label", "")})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        if f"{attributes.PREFIX}{said['label']}" in attributes.labels() and said["type"] not in attributes.PLAIN:
            form.add_error("type", _("Files brought values of this name. Make it a text first, then choose its type."))
        else:
            try:
                operation = attributes.make(by=request.user, of_type=said.pop("type"), **said)
            except Refusal as refusal:
                form.add_error("label", refusal.message)
            else:
                tell(request, _("Field “%(name)s” is made.") % operation.data, operation=operation)
                return redirect("fields:field", operation.data["attribute"])
    return page(request, "fields/new.html", {"form": form}, status=422 if form.errors else 200)


@allow("fields.manage")
@require_POST
def place(request: Request, pk: int) -> HttpResponse:
    """Move a field up or down among the others."""
    attribute = get_object_or_404(Attribute, pk=pk, archived_at=None)
    operation = attributes.move(attribute=attribute, up=request.POST.get("to") == "up", by=request.user)
    if operation is not None:
        tell(request, _("Field “%(name)s” is moved.") % operation.data, operation=operation)
    return redirect("fields:list")


@allow("fields.manage")
@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    """Put a field away, or bring it back; its values stay."""
    attribute = get_object_or_404(Attribute, pk=pk)
    if attribute.archived_at:
        operation = attributes.bring_back(attribute=attribute, by=request.user)
        said = _("Field “%(name)s” is offered again.")
    else:
        operation = attributes.archive(attribute=attribute, by=request.user)
        said = _("Field “%(name)s” is put away, its values stay.")
    if operation is not None:
        tell(request, said % operation.data, operation=operation)
    return redirect("fields:list")
