"""The language and the time zone of an answer: the person's language, the firm's time zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from zhivo.team.models import Firm


class LanguageMiddleware:
    """Speaks the language of the profile; before log-in that of the browser, else Russian."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language and the firm's time."""
        language = _language(request)
        with translation.override(language), timezone.override(_zone()):
            response = self._get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    user = request.user
    if user.is_authenticated and user.language in known:
        return user.language
    for said in request.headers.get("Accept-Language", "").split(",")[:10]:
        code = said.split(";")[0].strip().lower()[:2]
        if code in known:
            return code
    return settings.LANGUAGE_CODE


def _zone() -> ZoneInfo | None:
    try:
        return ZoneInfo(Firm.objects.values_list("time_zone", flat=True).get(pk=1))
    except (Firm.DoesNotExist, ZoneInfoNotFoundError, ValueError, DatabaseError):
        return None
