"""What speaks for and against two clients being one, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhivo.clients.models import Client, ContactPoint
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.clients.words import label_of, shown
from zhivo.web.templatetags.zhivo import phone

HOLDERS_MOST = 100
_LEADING = {"last_name": "last_key", "first_name": "first_key", "patronymic": "patronymic_key"}


@dataclass(frozen=True)
class Sign:
    """One thing that speaks for (+) or against (−) the two being one."""

    is_for: bool
    text: str
    beside: str = ""


def signs_of(question: Question, left: Client, *, raws: set[str], user: User) -> list[Sign]:
    """Return what speaks for and against `left` and the asking client being one, as far as the user sees.

    `raws` are the ways in which files write that value.
    """
    right = question.client
    return [_shared(question, left, raws, user), *_names(left, right), *_others(left, right, medium=question.medium)]


def _shared(question: Question, left: Client, raws: set[str], user: User) -> Sign:
    if question.medium == "phone":
        ways = ngettext("written in %(n)s way", "written in %(n)s ways", len(raws)) % {"n": len(raws)}
        text = _("One phone, %(value)s") % {"value": phone(question.value)} + (f", {ways}." if len(raws) > 1 else ".")
    elif question.medium == "email":
        text = _("One e-mail, %(value)s.") % {"value": question.value}
    else:
        text = _("One INN, %(value)s.") % {"value": question.value}
    return Sign(True, text, _holders(question, left, user=user))


def _holders(question: Question, left: Client, *, user: User) -> str:
    if question.medium == "inn":
        held = Client.objects.visible_to(user).filter(inn=question.value)
    else:
        points = ContactPoint.objects.filter(value=question.value).values("client_id")
        held = Client.objects.visible_to(user).filter(pk__in=points)
    others = held.exclude(pk__in=[question.client_id, left.pk])[:HOLDERS_MOST].count()
    if not others:
        return _("Nobody else whom you see has it.")
    return ngettext("%(n)s more client has it.", "%(n)s more clients have it.", others) % {"n": others}


def _names(left: Client, right: Client) -> list[Sign]:
    if left.kind != right.kind:
        return [Sign(False, _("One is a person, the other a company."))]
    found = []
    for field, key in _LEADING.items():
        mine, theirs = getattr(left, key), getattr(right, key)
        if not mine or not theirs:
            continue
        words = {"field": label_of(field), "left": getattr(left, field), "right": getattr(right, field)}
        if mine == theirs and words["left"] != words["right"]:
            found.append(Sign(True, _("%(field)s: %(left)s and %(right)s, it is one name.") % words))
        elif mine == theirs:
            found.append(Sign(True, _("%(field)s: the same, %(left)s.") % words))
        elif mine[0] == theirs[0] and min(len(mine), len(theirs)) <= 2:
            found.append(Sign(True, _("%(field)s: %(left)s and %(right)s, one of them in short.") % words))
        else:
            found.append(Sign(False, _("%(field)s: %(left)s and %(right)s.") % words))
    return found


def _others(left: Client, right: Client, *, medium: str) -> list[Sign]:
    found = []
    for field in ("birthday", "company_key", "inn", "city"):
        mine, theirs = getattr(left, field), getattr(right, field)
        if not mine or not theirs or (field == "inn" and medium == "inn"):
            continue
        name = "company" if field == "company_key" else field
        words = {
            "field": label_of(name),
            "left": shown(name, str(getattr(left, name))),
            "right": shown(name, str(getattr(right, name))),
        }
        if mine == theirs:
            found.append(Sign(True, _("%(field)s: the same, %(left)s.") % words))
        else:
            beside = _("It happens when one moves.") if field == "city" else ""
            found.append(Sign(False, _("%(field)s: %(left)s and %(right)s.") % words, beside))
    return found
