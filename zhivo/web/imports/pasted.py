"""A table pasted from the clipboard: it becomes a draft like a file that was dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django_htmx.http import HttpResponseClientRedirect

from zhivo.intake import batches
from zhivo.intake.reading import Refused
from zhivo.lib.refusal import Refusal
from zhivo.web.access import Request, allow
from zhivo.web.imports.new import refused_words, shown
from zhivo.web.imports.reasons import refusal_of


def _receives_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the view itself say that a text is too long: Django says so while it checks the token, in a page of its own.

    Nothing of such a form is read, so there is nothing that its token would have to guard.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def receiving(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        request.is_too_long = False
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        try:
            return checked(request, *args, **kwargs)
        except RequestDataTooBig:
            request.is_too_long, request.POST = True, QueryDict()
            return view(request, *args, **kwargs)

    return receiving


@_receives_text
@allow("imports.run")
def pasted(request: Request) -> HttpResponse:
    """Take a pasted table (POST); the place to paste it to is on the page of a new import."""
    if request.method != "POST":
        return redirect("imports:new")
    text = request.POST.get("text", "")
    try:
        if request.is_too_long:  # type: ignore[attr-defined]
            raise _too_long()
        if not text.strip():
            raise Refusal(
                "empty_paste", _("Nothing is pasted."), hint=_("Copy the table with its header and paste it.")
            )
        name = _("Pasted %(when)s") % {"when": timezone.localtime().strftime("%d.%m.%Y %H:%M")}
        batch = batches.receive(file=[text.encode("utf-8", "replace")], name=name, by=request.user, source=name)
    except (Refusal, Refused) as fault:
        return shown(request, refused=[refused_words("", refusal_of(fault))], text=text, status=422)
    url = reverse("imports:batch", args=[batch.pk])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _too_long() -> Refusal:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
    message = _("The pasted table is larger than %(most)s MB.") % {"most": most}
    return Refusal("paste_too_long", message, hint=_("Save it as a file and load the file."))
