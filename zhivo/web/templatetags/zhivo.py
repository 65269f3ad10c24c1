"""How numbers, phones, dates and signs are written on every page."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import phonenumbers
from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from zhivo.lib.numbers import NBSP, number

register = template.Library()
register.filter(number)

NOUNS: dict[str, Callable[[int], str]] = {
    "client": lambda n: ngettext("client", "clients", n),
    "column": lambda n: ngettext("column", "columns", n),
    "row": lambda n: ngettext("row", "rows", n),
    "second": lambda n: ngettext("second", "seconds", n),
    "minute": lambda n: ngettext("minute", "minutes", n),
}
BEHAVIOURS = Path(__file__).parent.parent / "static" / "behaviours"


@register.filter
def percent(value: Any, places: int = 0) -> str:
    """Write a share from 0 to 1 as `9 %`."""
    return f"{number(Decimal(str(value)) * 100, places)}{NBSP}%" if value is not None else ""


@register.filter
def share(value: Any) -> str:
    """Write a share from 0 to 1 for the `value` of a bar of 100, with a point in every language."""
    return f"{min(max(float(value or 0), 0), 1) * 100:.1f}"


@register.filter
def lasting(seconds: float | None) -> str:
    """Write how long something takes: `36 секунд`, `4 минуты`, `2 ч 10 мин`."""
    whole = max(1, round(seconds or 0))
    if whole < 90:
        return counted(whole, "second")
    minutes = round(whole / 60)
    if minutes < 90:
        return counted(minutes, "minute")
    hours, rest = divmod(minutes, 60)
    return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


@register.filter
def within(seconds: float | None) -> str:
    """Write in how long something was done: `за 36 секунд`, `за 1 минуту`."""
    whole = max(1, round(seconds or 0))
    minutes = round(whole / 60)
    if whole < 90:
        words, n = ngettext("in %(n)s second", "in %(n)s seconds", whole), whole
    elif minutes < 90:
        words, n = ngettext("in %(n)s minute", "in %(n)s minutes", minutes), minutes
    else:
        return gettext("in %(time)s") % {"time": lasting(seconds)}
    return (words % {"n": number(n)}).replace(" ", NBSP)


@register.filter
def phone(value: str | None) -> str:
    """Write an E.164 number as people read it: `+7 900 214-36-08`; anything else stays as it is."""
    main, _, extension = (value or "").partition(";ext=")
    if main.startswith("+7") and len(main) == 12 and main[1:].isdigit():
        read = f"+7 {main[2:5]} {main[5:8]}-{main[8:10]}-{main[10:]}"
    else:
        read = _foreign(main)
    tail = f" {gettext('ext.')} {extension}" if extension else ""
    return (read + tail).replace(" ", NBSP)


def _foreign(value: str) -> str:
    try:
        parsed = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@register.filter
def breakable(value: str) -> SafeString:
    """Let a long address be torn behind `@` and before a point rather than within a word."""
    return SafeString(re.sub(r"(@)|(?=\.)", r"\1<wbr>", conditional_escape(value)))


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day: `12 ноября`, of another year `12 ноября 2025`."""
    if value is None:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    form = "j E" if local.year == timezone.localdate().year else "j E Y"
    return date_format(local, form).replace(" ", NBSP)


@register.filter
def birthday(value: date | None) -> str:
    """Write a day with its year, whatever the year: `12 ноября 1980`."""
    return date_format(value, "j E Y").replace(" ", NBSP) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """Write the time of the day: `14:05`."""
    return timezone.localtime(value).strftime("%H:%M") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment: today `14:05`, `вчера, 14:05`, else `12 ноября, 14:05`."""
    if value is None:
        return ""
    local, today = timezone.localtime(value), timezone.localdate()
    if local.date() == today:
        return clock(value)
    when = gettext("yesterday") if local.date() == today - timedelta(days=1) else day(value)
    return f"{when},{NBSP}{clock(value)}"


@register.filter
def heading(value: date) -> str:
    """Write a day as a heading of a feed: `Сегодня`, `Вчера`, else `12 ноября`."""
    today = timezone.localdate()
    if value == today:
        return gettext("Today")
    return gettext("Yesterday") if value == today - timedelta(days=1) else day(value)


@register.simple_tag
def plural(count: int, noun: str, _many: str = "") -> str:
    """Choose the form of one of NOUNS for a count: `{% plural 5 "client" %}` is «клиентов» in Russian."""
    return NOUNS[noun](count)


@register.simple_tag
def counted(count: int, noun: str, _many: str = "") -> str:
    """Write a count with one of NOUNS, never torn apart: `5 клиентов`."""
    return f"{number(count)}{NBSP}{NOUNS[noun](count)}"


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw a sign; it is decoration, the words beside it speak."""
    return format_html('<i class="ti ti-{} {}" aria-hidden="true"></i>', name, extra)


@register.filter
def initials(name: str | None) -> str:
    """Write the two letters of the round mark."""
    return "".join(word[0] for word in (name or "").split()[:2]).upper()


@register.simple_tag(takes_context=True)
def scripts(context: template.Context) -> SafeString:
    """Load every behaviour of the folder, each once and in order of its name."""
    nonce = str(context.get("CSP_NONCE", ""))
    return format_html_join(
        "\n", '<script defer src="{}" nonce="{}"></script>', ((static(path), nonce) for path in _behaviours())
    )


@functools.cache
def _behaviours() -> tuple[str, ...]:
    return tuple(f"behaviours/{path.name}" for path in sorted(BEHAVIOURS.glob("*.js")))


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """Write the present query string with some fields changed; an empty value takes the field out."""
    fields = context["request"].GET.copy()
    for name, value in changes.items():
        fields.pop(name, None)
        if value not in (None, ""):
            fields[name] = str(value)
    return f"?{fields.urlencode()}"
