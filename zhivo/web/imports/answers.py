"""Answers to the questions about words of a drop."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext

from zhivo.intake import meanings, preflight
from zhivo.intake.models import Preflight
from zhivo.lib.numbers import number
from zhivo.lib.refusal import Refusal
from zhivo.sources.models import Drop
from zhivo.web.access import Request, allow
from zhivo.web.imports import consequences, words_asked
from zhivo.web.pages import tell

AT_ONCE = 50_000  # rows that are reckoned anew without being asked


@allow("imports.run")
def answers(request: Request, pk: int) -> HttpResponse:
    """Remember them; a small drop is reckoned anew at once, of a large one the page says that it should be."""
    drop = get_object_or_404(Drop, pk=pk)
    found = Preflight.objects.filter(drop=drop).first()
    if found is None or request.method != "POST":
        return redirect("imports:consequences", pk=pk)
    try:
        given = words_asked.given(request.POST, found)
        operation = meanings.answer(answers=given, by=request.user)
    except Refusal as refusal:
        return consequences.shown(request, drop, refusal=refusal, status=422)
    words = {(one.field, one.said) for one in given}
    told = ngettext("%(n)s word is answered.", "%(n)s words are answered.", len(words))
    tell(request, told % {"n": number(len(words))}, operation=operation)
    if found.rows <= AT_ONCE:
        preflight.ask(drop=drop)
    return redirect("imports:consequences", pk=pk)
