"""One own field: what it is called and holds, and what another type would make of its values."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from zhivo.clients import attributes
from zhivo.clients.models import Attribute
from zhivo.journal.models import Operation
from zhivo.lib.refusal import Refusal
from zhivo.quality import retyping
from zhivo.quality.attribute_types import types
from zhivo.quality.retyping import Fit
from zhivo.web.access import Request, allow
from zhivo.web.fields.forms import FieldForm
from zhivo.web.pages import page, tell


@allow("fields.manage")
def field(request: Request, pk: int) -> HttpResponse:
    """Show a field or change it; another type is asked about first where values of the field do not fit it."""
    attribute = get_object_or_404(Attribute, pk=pk)
    form = FieldForm(request.POST or None, initial=_initial(attribute, request))
    context: dict[str, Any] = {"form": form, "field": attribute, "is_under_way": retyping.under_way(attribute)}
    if request.method != "POST":
        # Looking at thousands of values takes longer than a page may: the suggestion comes after it.
        is_looking = bool(request.htmx) and request.htmx.target == "looks"
        context |= _suggested(attribute) if is_looking else {"may_look": _may_look(attribute, request)}
        return page(request, "fields/field.html", context, region="looks")
    if form.is_valid():
        fit = _fit(attribute, form.cleaned_data)
        if fit is not None and fit.misfit and request.POST.get("fit") != str(fit.misfit):
            asked = {"fit": fit, "type_label": types[form.cleaned_data["type"]].label}
            return page(request, "fields/field.html", context | asked, status=422)
        try:
            _change(attribute, dict(form.cleaned_data), request)
        except Refusal as refusal:
            place = "label" if refusal.code.endswith("_label") or refusal.code == "label_taken" else "type"
            form.add_error(place, f"{refusal.message} {refusal.hint}".strip())
        else:
            return redirect("fields:list")
    return page(request, "fields/field.html", context, status=422)


def _initial(attribute: Attribute, request: Request) -> dict[str, Any]:
    names = ("label", "type", "of_kind", "is_required", "hint")
    said = {name: getattr(attribute, name) for name in names} | {"options": "\n".join(attribute.options)}
    wanted = request.GET.get("type", "")
    if wanted in types and wanted != attribute.type:
        said["type"] = wanted
        if types[wanted].has_options and not attribute.options:
            said["options"] = "\n".join(retyping.options_seen(attribute, user=request.user))
    return said


def _may_look(attribute: Attribute, request: Request) -> bool:
    return attribute.type in attributes.PLAIN and "type" not in request.GET


def _suggested(attribute: Attribute) -> dict[str, Any]:
    """Say which type the values look like, if it is another one than the field has."""
    guess = retyping.guess(attribute)
    return {"guess": guess, "guess_label": types[guess].label} if guess else {}


def _fit(attribute: Attribute, said: dict[str, Any]) -> Fit | None:
    """Return how the values fit what is asked for, None where type and list stay as they are."""
    if (said["type"], said["options"]) == (attribute.type, attribute.options):
        return None
    return retyping.fit(attribute, of_type=said["type"], options=said["options"])


def _change(attribute: Attribute, said: dict[str, Any], request: Request) -> None:
    of_type, options = said.pop("type"), said.pop("options")
    with transaction.atomic():
        acts: list[Operation | None] = [
            attributes.change(attribute=attribute, by=request.user, **said),
            retyping.retype(attribute=attribute, of_type=of_type, options=options, by=request.user),
        ]
    done = [act for act in acts if act is not None]
    if done:
        words = _("Field “%(name)s” is changed.") % {"name": said["label"]}
        tell(request, words, operation=done[0] if len(done) == 1 else None)
