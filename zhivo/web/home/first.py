"""The first page: a place to drop files while the base is empty, then the clients."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from zhivo.clients import tally
from zhivo.clients.models import Client
from zhivo.sources.models import Batch
from zhivo.web import counts
from zhivo.web.access import SIGNED_IN, Request, allow
from zhivo.web.frame import Frame
from zhivo.web.pages import page


@allow(SIGNED_IN)
def home(request: Request) -> HttpResponse:
    """Send the person to his first page; in a new installation show what to begin with."""
    is_new = not Batch.objects.exists() and not Client.objects.exists()
    if is_new and request.user.can("imports.run"):
        return page(request, "home/new.html")
    if request.user.can("clients.view"):
        return redirect("clients:list")
    places = Frame(request).places
    return redirect(places[0].url if places else "profile:profile")


@allow(SIGNED_IN)
def frame_counts(request: Request) -> HttpResponse:
    """Return the two numbers of the frame, counted to the end unless that was done a moment ago."""
    frame = Frame(request)
    if not tally.is_resting():
        frame.counts = counts.exact(request.user)
    return page(request, "home/counts.html", {"frame": frame, "again": True})


@allow(SIGNED_IN)
def more(request: Request) -> HttpResponse:
    """List every section, for the phone's last tab."""
    return page(request, "home/more.html")
