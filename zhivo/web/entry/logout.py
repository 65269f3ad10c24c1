"""Logging out."""

from __future__ import annotations

from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhivo.web.access import public


@public
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session; what the browser kept of the pages goes with it."""
    end_session(request)
    response = redirect("entry:login")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
