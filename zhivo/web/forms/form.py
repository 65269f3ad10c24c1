"""The page behind a personal link: asks what is missing, keeps what is said, tells nothing of what is known."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from zhivo.clients import form_links
from zhivo.clients.models import FormLink
from zhivo.quality import answering
from zhivo.web.access import public
from zhivo.web.entry import tries
from zhivo.web.forms.questions import Questions
from zhivo.web.pages import page

BAD_MOST = 30  # wrong addresses from one network within the time of `tries`
ANSWERS_MOST = 15  # by one link
ANSWERS_OF_NET = 120  # of one network: an office answers behind one address


@public
@never_cache
def form(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked of the client of the link, or keep the answers."""
    try:
        link = form_links.read(token)
    except form_links.BadLink:
        return _closed(request)
    asked = answering.missing(link.client)
    if not asked or (request.method != "POST" and "said" in request.GET):
        return _out_of_sight(page(request, "forms/thanks.html", {"more": bool(asked)}))
    form = Questions(request.POST or None, client=link.client, asked=asked)
    if request.method != "POST":
        return _out_of_sight(page(request, "forms/form.html", {"form": form}))
    if not _may_answer(request, link):
        return _out_of_sight(page(request, "forms/form.html", {"form": form, "is_late": True}, status=429))
    if not form.is_valid():
        return _out_of_sight(page(request, "forms/form.html", {"form": form}, status=422))
    answering.keep(link=link, values=form.values, agreed=form.agreed)
    response = redirect(f"{request.path}?said")
    response.status_code = 303
    return response


def _may_answer(request: HttpRequest, link: FormLink) -> bool:
    in_time = tries.take([tries.key_of_form(link.pk)], most=ANSWERS_MOST)
    return in_time and tries.take([tries.key_of_net(request, what="answers")], most=ANSWERS_OF_NET)


def _closed(request: HttpRequest) -> HttpResponse:
    """Answer alike whether a link was forged, taken back or has expired: nobody learns which ones there are."""
    if not tries.take([tries.key_of_net(request, what="forms")], most=BAD_MOST):
        return _out_of_sight(page(request, "forms/closed.html", {"is_late": True}, status=429))
    return _out_of_sight(page(request, "forms/closed.html", status=410))


def _out_of_sight(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
