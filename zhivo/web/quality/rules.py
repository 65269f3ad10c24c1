"""The filling rules («регламент»): the portraits as a page to print and hang on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhivo.clients.models import Kind
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import TARGET, Asked
from zhivo.web.access import Request, allow
from zhivo.web.clients.words import labels_of
from zhivo.web.pages import page
from zhivo.web.quality.portrait import KINDS


@dataclass(frozen=True)
class Rule:
    """A field of the printed page."""

    label: str
    weight: int
    is_required: bool
    question: str
    rule: str
    refused: str


@allow("clients.view")
def rules(request: Request) -> HttpResponse:
    """Show the rules of both kinds."""
    every = portraits.every()
    context = {
        "parts": [
            (_("Persons") if kind == Kind.PERSON else _("Companies"), _rules(kind, every[kind].asked)) for kind in KINDS
        ],
        "today": timezone.localdate(),
        "target": TARGET,
        "may_fill": request.user.can("clients.edit"),
    }
    return page(request, "quality/rules.html", context)


def _rules(kind: str, asked: Sequence[Asked]) -> list[Rule]:
    labels = labels_of(one.field for one in asked)
    return [_rule(kind, one, labels[one.field]) for one in asked]


def _rule(kind: str, one: Asked, label: str) -> Rule:
    return Rule(
        label,
        one.weight,
        one.is_required,
        portraits.question_of(kind, one, label=label),
        portraits.rule_of(kind, one),
        ", ".join(f"«{word}»" for word in portraits.refused_of(kind, one.field)),
    )
