"""The tags of the company: how many clients carry each; renamed, joined and deleted by who keeps them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhivo.clients import tags as dictionary
from zhivo.clients import view_counts
from zhivo.clients.filters import Filters
from zhivo.clients.models import Tag
from zhivo.clients.tagging import BadTag
from zhivo.web.access import Request, allow
from zhivo.web.clients.bulk import whole_number
from zhivo.web.pages import page, tell

PAGE_ROWS = 100


@allow("clients.view")
def tags(request: Request) -> HttpResponse:
    """Show the tags, with `q` those whose name holds it; their numbers come after the page."""
    return page(request, "clients/tags.html", _context(request), region="tags")


@allow("tags.manage")
@require_http_methods(["GET", "POST", "DELETE"])
def tag(request: Request, pk: int) -> HttpResponse:
    """Show what may be done with a tag; rename it (POST with `name`), join it (`into`), delete it (DELETE).

    Joining and deleting show the count first and are done with `sure`.
    """
    found = get_object_or_404(Tag, pk=pk)
    if request.method == "GET":
        return _page(request, found)
    try:
        into = _into(request)
        if request.method == "POST" and into is None:
            operation = dictionary.rename(tag=found, name=request.POST.get("name", ""), by=request.user)
        elif "sure" not in request.POST:
            return _page(request, found, into=into, is_deleting=request.method == "DELETE")
        elif into is not None:
            operation = dictionary.join(tag=found, into=into, by=request.user)
        else:
            operation = dictionary.delete(tag=found, by=request.user)
    except BadTag as refusal:
        return _page(request, found, fault=refusal, name=request.POST.get("name"))
    if operation is not None:
        tell(request, dictionary.sentence(operation), operation=operation)
    return redirect("clients:tags")


def _into(request: Request) -> Tag | None:
    """Return the tag that this one is to be joined to, None where none is named."""
    said = request.POST.get("into", "")
    if request.method == "DELETE" or not said:
        return None
    into = Tag.objects.filter(pk=whole_number(said) or 0).first()
    if into is None:
        raise BadTag("no_such_tag", _("There is no such tag."))
    return into


def _page(request: Request, tag: Tag, **more: Any) -> HttpResponse:
    others = Tag.objects.exclude(pk=tag.pk).order_by("name")
    context = {"tag": tag, "carriers": dictionary.carriers(tag), "others": others, "name": tag.name, **more}
    context["name"] = context["name"] if context["name"] is not None else tag.name
    return page(request, "clients/tag.html", context, region="tag", status=422 if more.get("fault") else 200)


def _context(request: Request) -> dict[str, Any]:
    text = request.GET.get("q", "")[:60].strip()
    found = Tag.objects.filter(name__icontains=text) if text else Tag.objects.all()
    shown = list(found.order_by("name")[: PAGE_ROWS + 1])
    count = view_counts.counted if "counted" in request.GET else view_counts.known
    numbers = count(user=request.user, lists=[Filters(tag=str(tag.pk)) for tag in shown[:PAGE_ROWS]])
    return {
        "text": text,
        "lines": list(zip(shown, numbers, strict=False)),
        "is_fresh": "counted" in request.GET or all(known.is_fresh for known in numbers),
        "has_more": len(shown) > PAGE_ROWS,
        "may_manage": request.user.can("tags.manage"),
    }
