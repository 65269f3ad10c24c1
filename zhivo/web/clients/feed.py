"""The feed of a card in words: each line as a sentence, what is under it, and how it is taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhivo.clients import consents, events
from zhivo.clients.models import Client, Membership, Purchase, PurchaseLine
from zhivo.clients.timeline import Entry
from zhivo.journal.models import Operation
from zhivo.sources.models import Batch
from zhivo.team.models import User
from zhivo.web.clients.money import money
from zhivo.web.clients.words import label_of, shown, why_words
from zhivo.web.journal.sight import may_undo

QUOTE_LONGEST = 400
GOODS_MOST = 8


@dataclass(frozen=True)
class Line:
    """A line of the feed: a strong beginning, the rest of the sentence, what lies under it."""

    icon: str
    title: str
    rest: str
    at: datetime
    detail: str = ""
    quote: str = ""  # what the row's comment says
    url: str = ""
    undo: Operation | None = None
    is_undone: bool = False
    has_time: bool = True  # else only the day is known

    @property
    def day(self) -> date:
        """Return the day in the firm's time."""
        return timezone.localtime(self.at).date()


def days(lines: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    """Group the lines by day."""
    return [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.day)]


def lines(entries: list[Entry], *, user: User) -> list[Line]:
    """Return the entries in words; a client whom the user does not see is not named."""
    known = _Known(entries, user)
    said = [
        _bought(entry.purchase, known)
        if entry.purchase
        else _came(entry, entry.batch)
        if entry.batch
        else _WORDS.get(_key(entry), _other)(entry, known)
        for entry in entries
    ]
    return _with_undo(said, entries, user)


def _with_undo(said: list[Line], entries: list[Entry], user: User) -> list[Line]:
    """Leave the undo with the last edit of a field only: an earlier one is covered by it."""
    covered: set[str] = set()
    found = []
    for line, entry in zip(said, entries, strict=True):
        if line.undo is not None and entry.event is not None:
            field = entry.event.data.get("field", "")
            seen = set(filter(None, [entry.event.client_id]))
            is_free = field not in covered and may_undo(user, line.undo, seen=seen)
            line = line if is_free else replace(line, undo=None)
            covered |= {field} - {"phone", "email"}
        found.append(line)
    return found


def _key(entry: Entry) -> str:
    return entry.event.kind if entry.event else ""


class _Known:
    """The people and clients that the entries speak of by number."""

    def __init__(self, entries: list[Entry], user: User) -> None:
        data = [entry.event.data for entry in entries if entry.event]
        people = {one for said in data for one in (said.get("before"), said.get("after")) if str(one).isdigit()}
        self._people = dict(User.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
        spoken = {said[name] for said in data for name in ("absorbed", "made") if isinstance(said.get(name), int)}
        self.there = set(Client.objects.filter(pk__in=spoken).values_list("pk", flat=True)) if spoken else set()
        self.seen = set(Client.objects.visible_to(user).filter(pk__in=spoken).values_list("pk", flat=True))
        absorbed = Client.objects.filter(pk__in=spoken, merged_into__in=Client.objects.visible_to(user).values("pk"))
        self.seen |= set(absorbed.values_list("pk", flat=True)) if spoken else set()

        self.lines = _lines_of([entry.purchase.pk for entry in entries if entry.purchase])

    def person(self, said: object) -> str:
        """Return the name of a person by number."""
        return self._people.get(int(str(said)), "?") if str(said).isdigit() else _("nobody")


def _lines_of(purchases: list[int]) -> dict[int, list[PurchaseLine]]:
    found: dict[int, list[PurchaseLine]] = defaultdict(list)
    lines = PurchaseLine.objects.filter(purchase__in=purchases, is_current=True).select_related("product")
    for line in lines.order_by("pk"):
        found[line.purchase_id].append(line)
    return found


def _bought(purchase: Purchase, known: _Known) -> Line:
    """An order as it is said: what it is, for how much, whether it is paid, and what was in it."""
    named = {"number": purchase.number}
    is_return = purchase.amount is not None and purchase.amount < 0
    if is_return:
        title = _("Return No. %(number)s") % named if purchase.number else _("Return")
    else:
        title = _("Order No. %(number)s") % named if purchase.number else _("Purchase")
    if purchase.amount is not None:
        title = f"{title}, {money(purchase.amount, purchase.currency)}"
    said = [purchase.status, _paid(purchase), purchase.manager]
    lines = known.lines[purchase.pk]
    goods = [" ".join(filter(None, (line.product.name, _quantity(line)))) for line in lines if line.product]
    more = _("and %(n)s more") % {"n": len(goods) - GOODS_MOST} if len(goods) > GOODS_MOST else ""
    detail = ", ".join(filter(None, [*goods[:GOODS_MOST], more]))
    icon = "package-import" if is_return else "package"
    has_time = timezone.localtime(purchase.at).time() != time.min  # a day without a time is kept as its midnight
    return Line(icon, title, ", ".join(filter(None, said)), purchase.at, detail=detail, has_time=has_time)


def _paid(purchase: Purchase) -> str:
    paid = purchase.paid_amount
    if paid is None or purchase.amount is None:
        return ""
    if paid == purchase.amount:
        return _("paid")
    return _("paid %(sum)s") % {"sum": money(paid, purchase.currency)} if paid else _("not paid")


def _quantity(line: PurchaseLine) -> str:
    return f"× {format(line.quantity.normalize(), 'f')}" if line.quantity is not None else ""


def _came(entry: Entry, batch: Batch) -> Line:
    rows = entry.rows
    if entry.named:
        beside = ngettext("%(n)s row", "%(n)s rows", entry.named) % {"n": entry.named}
        return Line(entry.icon, _("Named beside people"), _file(batch), entry.at, detail=beside)
    if batch.source.kind == "hand":
        return Line("user-plus", _("Written in by hand"), _by(entry), entry.at, quote=_quote(rows))
    if any(row.why == "created" for row in rows):
        title = _("Came from a file")
    elif len(rows) == 1:
        title = _("A row joined")
    else:
        title = ngettext("%(n)s row joined", "%(n)s rows joined", len(rows)) % {"n": len(rows)}
    return Line(entry.icon, title, _file(batch), entry.at, detail=_which(rows), quote=_quote(rows))


def _file(batch: Batch) -> str:
    return f"«{batch.file_name}»" + (_(", sheet «%(sheet)s»") % {"sheet": batch.sheet} if batch.sheet else "")


def _which(rows: tuple[Membership, ...]) -> str:
    numbers = ", ".join(str(row.record.row) for row in sorted(rows, key=lambda row: row.record.row)[:5])
    more = "…" if len(rows) > 5 else ""
    said = ngettext("row %(rows)s", "rows %(rows)s", len(rows)) % {"rows": numbers + more}
    whys = dict.fromkeys(why_words(row) for row in rows if row.why != "created")
    return ": ".join(filter(None, (said, "; ".join(list(whys)[:3]))))


def _quote(rows: tuple[Membership, ...]) -> str:
    for row in rows:
        batch = row.record.batch
        for cell, field in zip(row.record.values, batch.mapping, strict=False):
            if field == "comment" and cell.strip():
                return cell.strip()[:QUOTE_LONGEST]
    return ""


def _by(entry: Entry) -> str:
    return entry.by.name if entry.by else ""


def _edited(entry: Entry, known: _Known) -> Line:
    data = entry.event.data if entry.event else {}
    field, before, after = data.get("field", ""), data.get("before"), data.get("after")
    if field == "responsible":
        return _hands(entry, known)
    was, now = (shown(field, str(value)) if value else "" for value in (before, after))
    gone = _("taken away: %(value)s") % {"value": was}
    rest = f"{was} → {now}" if was and now else now or gone
    # What was done to many together is taken back in the journal: here it would change cards that nobody sees.
    is_of_many = entry.operation is not None and entry.operation.data.get("count", 1) > 1
    undo = None if entry.is_undone or is_of_many else entry.operation
    is_own_word = entry.operation is not None and entry.operation.kind == "client.answered"
    who = _("said by the client by the form") if is_own_word else _by(entry)
    return Line(entry.icon, label_of(field), rest, entry.at, who, undo=undo, is_undone=entry.is_undone)


def _hands(entry: Entry, known: _Known) -> Line:
    data = entry.event.data if entry.event else {}
    before, after = data.get("before"), data.get("after")
    if not after:
        title, rest = _("Nobody is responsible now"), _("was %(name)s") % {"name": known.person(before)}
    else:
        title, rest = _("Led by %(name)s now") % {"name": known.person(after)}, ""
        rest = _("was %(name)s") % {"name": known.person(before)} if before else ""
    return Line("user-share", title, rest, entry.at, _by(entry))


def _merged(entry: Entry, known: _Known) -> Line:
    return Line(entry.icon, _("Another card joined"), _name(entry, known), entry.at, _by(entry))


def _unmerged(entry: Entry, known: _Known) -> Line:
    return Line(entry.icon, _("A card parted again"), _name(entry, known), entry.at, _by(entry))


def _name(entry: Entry, known: _Known) -> str:
    data = entry.event.data if entry.event else {}
    return f"«{data.get('name', '')}»" if data.get("absorbed") in known.seen else ""


def _split(entry: Entry, known: _Known) -> Line:
    made = entry.event.data.get("made") if entry.event else None
    url = reverse("clients:client", args=[made]) if made in known.seen else ""
    is_undone = made not in known.there  # the card goes when the row comes back
    into = _("into a card of its own")
    return Line(entry.icon, _("A row was split off"), into, entry.at, _by(entry), url=url, is_undone=is_undone)


def _answered(entry: Entry, known: _Known) -> Line:
    fields = entry.event.data.get("fields", []) if entry.event else []
    return Line(entry.icon, _("Answered by the form"), ", ".join(map(label_of, fields)), entry.at)


def _consented(entry: Entry, known: _Known) -> Line:
    kind, data = events.kinds[_key(entry)], entry.event.data if entry.event else {}
    purpose = str(consents.PURPOSES.get(data.get("purpose", ""), ""))
    source = str(consents.SOURCES.get(data.get("source", ""), ""))
    return Line(entry.icon, str(kind.label), purpose, entry.at, source or _by(entry))


def _other(entry: Entry, known: _Known) -> Line:
    kind = events.kinds.get(_key(entry))
    return Line(entry.icon, str(kind.label) if kind else _key(entry), "", entry.at, _by(entry))


def _tagged(entry: Entry, known: _Known) -> Line:
    kind = events.kinds.get(_key(entry))
    name = entry.event.data.get("tag", "") if entry.event else ""
    return Line(entry.icon, str(kind.label) if kind else "", f"«{name}»", entry.at, _by(entry))


_WORDS = {
    "client.tagged": _tagged,
    "client.untagged": _tagged,
    "client.edited": _edited,
    "client.answered": _answered,
    "consent.given": _consented,
    "consent.withdrawn": _consented,
    "client.assigned": _hands,
    "client.merged": _merged,
    "client.unmerged": _unmerged,
    "client.split": _split,
}
