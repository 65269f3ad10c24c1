"""What a card says of the client's own form and of his consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.functional import Promise

from zhivo.clients import consents, form_links
from zhivo.clients.models import Client, Consent, FormLink
from zhivo.quality import answering
from zhivo.web.clients.words import label_of

Words = str | Promise


@dataclass(frozen=True)
class CardForm:
    """What a card says of the client's form: its address while it works, what it would ask, the last answer."""

    path: str
    link: FormLink | None
    asks: list[str]
    answered_at: datetime | None

    @property
    def base(self) -> str:
        """Return what people outside put before the path, "" where the address of this page is as good."""
        return settings.PUBLIC_URL


def form_of(client: Client) -> CardForm:
    """Return what a card says of the client's form."""
    link = form_links.newest(clients=[client.pk]).get(client.pk)
    answered = FormLink.objects.filter(client=client).aggregate(last=Max("answered_at"))["last"]
    asks = [label_of(one.field) for one in answering.missing(client)]
    return CardForm(path_of(link) if link else "", link, asks, answered)


def path_of(link: FormLink) -> str:
    """Return the path of a link."""
    return reverse("forms:form", args=[form_links.token(link)])


def consents_of(client: Client) -> list[tuple[Consent, Words, Words]]:
    """Return the consents of a client that hold, each with its purpose and its way in words."""
    return [
        (one, consents.PURPOSES.get(one.purpose, one.purpose), consents.SOURCES.get(one.source, one.source))
        for one in consents.in_force(client).select_related("text")
    ]
