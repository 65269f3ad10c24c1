"""The open questions about a client that a user may see, and why each is asked, in words."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zhivo.clients.models import Client
from zhivo.quality.models import Question
from zhivo.team.models import User
from zhivo.web.templatetags.zhivo import phone

LOOKED_AT = 200  # questions about one client, of which a card shows a few


def visible_to(user: User) -> QuerySet[Question]:
    """Return the questions between two clients that the user sees.

    A question about a client that was joined to another meanwhile is about that other one: `there` is its id.
    """
    seen = Client.objects.visible_to(user).values("pk")
    standing = Question.objects.annotate(there=Coalesce("other__merged_into", "other"))
    return standing.filter(client__in=seen, there__in=seen).exclude(there=F("client"))


def met(question: Question) -> Client:
    """Return the client that was there before, or the one it was joined to."""
    return question.other.living


def open_of(client: Client, *, user: User, most: int = 5) -> list[tuple[Question, Client, str]]:
    """Return the open questions about a client, each with the one it may be the same as and why it is asked."""
    # By two indexes, and only then what is seen of them: in one condition it is a read of every question.
    names = [client.pk, *Client.objects.filter(merged_into=client).values_list("pk", flat=True)]
    opened = Question.objects.filter(state=Question.State.OPEN)
    near = [*opened.filter(client=client).values_list("pk", flat=True)[:LOOKED_AT]]
    near += opened.filter(other__in=names).values_list("pk", flat=True)[:LOOKED_AT]
    asked = visible_to(user).filter(pk__in=near)
    found = asked.select_related("client", "other__merged_into").order_by("pk")[:most]
    return [
        (question, met(question) if question.client_id == client.pk else question.client, reason_of(question))
        for question in found
    ]


def reason_of(question: Question) -> str:
    """Return in one phrase what the two share and what keeps them apart."""
    return f"{shared_of(question)}, {apart_of(question)}"


def shared_of(question: Question) -> str:
    """Return what the two clients share."""
    if question.medium == "phone":
        return _("one phone, %(value)s") % {"value": phone(question.value)}
    if question.medium == "email":
        return _("one e-mail, %(value)s") % {"value": question.value}
    return _("one INN, %(value)s") % {"value": question.value}


def apart_of(question: Question) -> str:
    """Return what kept the two apart when the row came."""
    if question.reason == "shared":
        return _("but others have it too")
    if question.reason == "kinds":
        return _("but one is a person and the other a company")
    return _("but the names differ")
