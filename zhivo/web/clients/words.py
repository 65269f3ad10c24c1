"""Words for what the base holds as codes: places of a client, reasons of joins, values of fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhivo.clients import attributes
from zhivo.clients.models import Attribute, Client, Membership, Standing, ValueMark
from zhivo.intake import fields
from zhivo.quality import attribute_types
from zhivo.sources.models import Source
from zhivo.web.templatetags.zhivo import birthday, day, phone

CARE: dict[str, tuple[str, str | Promise]] = {
    Standing.Care.IN_WORK: ("work", gettext_lazy("in work")),
    Standing.Care.IN_TOUCH: ("touch", gettext_lazy("in a sequence")),
    Standing.Care.ARCHIVED: ("rest", gettext_lazy("in the archive")),
    Standing.Care.UNCOVERED: ("bad", gettext_lazy("uncovered")),
}
_DAYS = frozenset({"birthday", "created_on", "next_action_on"})
SEXES: dict[str, str | Promise] = {"m": gettext_lazy("male"), "f": gettext_lazy("female")}
# Columns of a client that the catalogue of fields does not offer to a file.
_OWN_LABELS: dict[str, str | Promise] = {"company_form": gettext_lazy("Legal form")}


def source_name(source: Source) -> str:
    """Return what a source is called: the one of typed clients has no name of its own."""
    return _("Written in by hand") if source.kind == "hand" else source.name


def standing_of(client: Client) -> Standing | None:
    """Return where the client is; None is nowhere."""
    return getattr(client, "standing", None)


def care_of(client: Client) -> tuple[str, str]:
    """Return the dot and the words of where a client is: the next step if there is one."""
    standing = standing_of(client)
    dot, words = CARE[standing.care if standing else Standing.Care.UNCOVERED]
    return dot, (standing.next_step if standing and standing.next_step else str(words))


def label_of(field: str) -> str:
    """Return what a field is called."""
    if field.startswith(attributes.PREFIX):
        return attributes.label_of(field)
    try:
        return str(_OWN_LABELS.get(field) or fields.get(field).label)
    except ValueError:
        return field


def labels_of(wanted: Iterable[str]) -> dict[str, str]:
    """Return what fields are called, by one query however many of them are the company's own."""
    every = list(wanted)
    own = attributes.by_field() if any(field.startswith(attributes.PREFIX) for field in every) else {}
    return {field: own[field].label if field in own else label_of(field) for field in every}


def shown(field: str, value: str, *, own: Attribute | None = None) -> str:
    """Return a stored value of a field as people read it; `own` is the company's field where it is at hand."""
    if field.startswith(attributes.PREFIX):
        return _of_own_field(own or attributes.find(field), value)
    if field == "phone":
        return phone(value)
    if field == "sex":
        return str(SEXES.get(value, value))
    if field in _DAYS:
        try:
            return birthday(datetime.fromisoformat(value).date())
        except ValueError:
            return value
    return value


def _of_own_field(own: Attribute | None, value: str) -> str:
    if own is None:
        return value
    return phone(value) if own.type == Attribute.Type.PHONE else attribute_types.shown(value, of_type=own.type)


def why_words(row: Membership) -> str:
    """Return why a row belongs to its client, in words."""
    words = str(_WHY.get(row.why, row.why))
    if not row.value or row.why not in _SHARED:
        return words
    return f"{words}, {phone(row.value) if row.why == 'phone' else row.value}"


_SHARED = frozenset({"phone", "email", "inn", "source_id"})
_WHY: dict[str, str | Promise] = {
    "created": gettext_lazy("the client began with this row"),
    "phone": gettext_lazy("the same phone"),
    "email": gettext_lazy("the same e-mail"),
    "inn": gettext_lazy("the same INN"),
    "source_id": gettext_lazy("the same number in the source"),
    "same_row": gettext_lazy("the very same row"),
    "company": gettext_lazy("the same firm by name"),
    "person": gettext_lazy("a person decided so"),
    "split": gettext_lazy("was split off by hand"),
    "question.same": gettext_lazy("a person decided so"),
    "model": gettext_lazy("very alike"),
}


def mark_words(mark: ValueMark) -> str:
    """Return what is known of a phone or an e-mail itself, in words; "" where it is fine."""
    words = _MARKS.get(f"{mark.kind}:{mark.why}") or _MARKS.get(mark.kind, "")
    return str(words) % {"day": day(mark.at), "n": mark.data.get("holders", "")}


_MARKS: dict[str, str | Promise] = {
    "dead": gettext_lazy("does not work, %(day)s"),
    "dead:bounced": gettext_lazy("letters bounce, %(day)s"),
    "dead:no_such_number": gettext_lazy("there is no such number, %(day)s"),
    "dummy": gettext_lazy("a dummy"),
    "dummy:repeated": gettext_lazy("a dummy: %(n)s clients have it"),
    "shared": gettext_lazy("of several people"),
    "fine": "",
}


def age(born: date) -> str:
    """Return how many years somebody is old today, in words."""
    today = timezone.localdate()
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return ngettext("%(n)s year old", "%(n)s years old", years) % {"n": years}


def local_time(time_zone: str | None) -> str:
    """Return «UTC+4, 15:04 now» of a time zone, "" of an unknown one."""
    if not time_zone:
        return ""
    try:
        there = timezone.now().astimezone(ZoneInfo(time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    return _("%(zone)s, %(time)s now") % {"zone": _offset(there), "time": there.strftime("%H:%M")}


def _offset(there: datetime) -> str:
    minutes = round((there.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
