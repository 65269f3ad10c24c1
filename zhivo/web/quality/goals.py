"""Setting how many clients are to be reached by a medium."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhivo.lib.numbers import number
from zhivo.quality import readings
from zhivo.quality.models import Goal
from zhivo.web.access import Request, allow
from zhivo.web.pages import tell
from zhivo.web.quality.quality import LABELS

LARGEST = 2_000_000_000


@allow("settings.manage")
@require_POST
def goals(request: Request) -> HttpResponse:
    """Keep the goal of a medium; an empty one takes it away."""
    medium, said = request.POST.get("medium", ""), "".join(request.POST.get("clients", "").split())
    if medium in readings.MEDIA and not said:
        Goal.objects.filter(medium=medium).delete()
        tell(request, _("The goal is taken away: %(medium)s") % {"medium": LABELS[medium]})
    elif medium in readings.MEDIA and said.isascii() and said.isdigit() and 0 < int(said[:12]) <= LARGEST:
        kept = {"clients": int(said), "by": request.user, "at": timezone.now()}
        Goal.objects.update_or_create(medium=medium, defaults=kept)
        tell(request, _("%(medium)s: the goal is %(n)s clients") % {"medium": LABELS[medium], "n": number(int(said))})
    else:
        tell(request, _("A goal is a whole number of clients, like 100 000."))
    return redirect("quality:list")
