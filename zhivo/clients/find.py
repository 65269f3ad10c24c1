"""Finding a client by what is typed: exact fits before near ones, a slip at a time, until there are enough.

A typed word is looked up in the dictionary of words first (`spellings.py`), so a slip costs a look at the distinct
words and not at a million names; the clients are then read by the hashes of the words they may mean (`Client.tokens`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat, Length
from django.db.models.lookups import Contains
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from zhivo.clients.models import Client, ContactPoint
from zhivo.clients.search import hash_of, words_of
from zhivo.clients.spellings import MOST, Spellings, joined, one_slip, split, switched
from zhivo.clients.typed import NUMBER, WORDS_MOST, Typed, read

if TYPE_CHECKING:
    from zhivo.clients.queries import ClientQuerySet
    from zhivo.team.models import User

HITS_MOST = 300  # clients that are ranked of one way of reading the query
EXACT, OTHER, BEGUN, SLIP, PIECE, FAR = range(6)  # how far a word of the base is from the typed one
_COSTS = (0.0, 0.3, 0.6, 1.0, 1.5, 2.0)
_ENDS = ["", *(str(digit) for digit in range(10)), *(f"{number:02}" for number in range(100))]
_FEW = 2  # words that are looked for with a slip though one was left out
_LIKE_MOST = 1000  # clients of whom the e-mails are compared with the typed one
_CITIES_SECONDS = 300
_TAILS_MOST = 10_000  # clients, a hundred for each of the last four digits that may be meant
_LAST = "\U0010ffff"
Ids = Iterable[int]
Hit = tuple[int, list[int], str]  # id, tokens, sort_name


def find(*, text: str, user: User, limit: int = 10) -> list[Client]:
    """Return the clients that the user may see and the text means, likeliest first.

    The text may be any part of a name, firm or e-mail, with slips, in the wrong layout or in Latin letters; a phone
    in any writing or its last four digits and more; the beginning or the last four digits and more of an INN; a city;
    or several of these together.
    """
    visible = Client.objects.visible_to(user)
    found: dict[int, None] = {}
    for ids in _ways(visible, read(text), found):
        found |= dict.fromkeys(ids)
        if len(found) >= limit:
            break
    shown = list(found)[:limit]
    clients = visible.defer("tokens").in_bulk(shown)
    return [clients[pk] for pk in shown if pk in clients]


def _ways(visible: ClientQuerySet, typed: Typed, found: dict[int, None]) -> Iterator[Ids]:
    """Yield the ids that each way of reading gives, likeliest way first; `found` is what they gave so far."""
    if typed.numbers and not typed.words:
        digits = "".join(typed.numbers)
        yield from _by_number(visible, digits)
        if not found:
            yield _by_slipped_number(visible, _national(digits))
    for mail in typed.mails:
        yield _ids(visible.filter(contact_points__value__startswith=mail).order_by("contact_points__value", "pk"))
    if not typed.words:
        yield from _Reading(visible, typed, found).near()
        return
    reading = _Reading(visible, typed, found)
    for mail in typed.mails:
        yield reading.holding(mail)
        if not found:
            yield from reading.nearly_holding(mail)
    yield from reading.near()
    if found and typed.mails:
        return
    if typed.numbers and not found:
        yield from _holding_numbers(visible, typed, found)
    others = [_Reading(visible, other, found) for other in _other_readings(typed)]
    for other in others:
        yield from other.near()
    yield from reading.slipped(SLIP)
    for level in (SLIP, PIECE, FAR):
        for other in others if level == SLIP else [reading]:
            if not found:
                yield from other.slipped(level)
    if not found:
        yield from _less(visible, typed, found)


def _other_readings(typed: Typed) -> Iterator[Typed]:
    """The text in the other layout, with two words written as one, and with one word written as two."""
    if not typed.mails:
        other = read(switched(typed.text))
        if other.words and other.words != typed.words:
            yield other
    for words in joined(typed.words):
        yield replace(typed, words=words)
    if len(typed.words) == 1:
        for pair in split(typed.words[0]):
            yield replace(typed, words=list(pair))


def _holding_numbers(visible: ClientQuerySet, typed: Typed, found: dict[int, None]) -> Iterator[Ids]:
    """The words, and the numbers as any part of a phone, an e-mail or an INN, or as a year of birth."""
    holding = visible
    for number in typed.numbers:
        holds = _in_contacts(number) | Q(inn__contains=number)
        is_year = len(number) == NUMBER and int(number) > 0
        holding = holding.filter(holds | Q(birthday__year=int(number)) if is_year else holds)
    reading = _Reading(holding, replace(typed, numbers=[]), found)
    yield from reading.near()
    if not found:
        yield from reading.slipped(SLIP)


def _less(visible: ClientQuerySet, typed: Typed, found: dict[int, None]) -> Iterator[Ids]:
    """Where nobody has all of the parts: those who have all but one, of which the last are left out first."""
    parts = [replace(typed, words=[word for word in typed.words if word != left]) for left in reversed(typed.words)]
    for less in [replace(typed, initials=[]), replace(typed, numbers=[]), *parts]:
        if not found and less != typed and (less.words or less.numbers):
            reading = _Reading(visible, less, found)
            yield from reading.near()
            if not found and len(less.words) <= _FEW:
                yield from reading.slipped(SLIP)


def _by_number(visible: ClientQuerySet, digits: str) -> Iterator[Ids]:
    national = _national(digits)
    if len(national) == 10:
        yield _ids(visible.filter(contact_points__value=f"+7{national}").order_by("sort_name", "pk"))
    yield _ids(visible.filter(inn=digits).order_by("sort_name", "pk"))
    tail = visible.filter(tokens__contains=[hash_of(f"#{digits[-NUMBER:]}")])
    yield _ids(tail.filter(_in_contacts(f"{national} ")).order_by("sort_name", "pk"))
    yield _ids(visible.filter(inn__startswith=digits).order_by("inn", "pk"))
    yield _ids(tail.filter(inn__endswith=digits).order_by("inn", "pk"))
    for begin in dict.fromkeys((f"+{digits}", f"+7{national}")):
        starting = visible.filter(contact_points__value__startswith=begin)
        yield _ids(starting.order_by("contact_points__value", "pk"))


def _by_slipped_number(visible: ClientQuerySet, digits: str) -> Ids:
    """Where nobody has the number: a digit mistaken or two swapped, in so long a one that few others are as near."""
    slips = {slip for slip in one_slip(digits) if len(slip) == len(digits)}
    if len(digits) < 7:
        return ()
    if len(digits) >= 10:
        phones = visible.filter(contact_points__value__in=[f"+7{slip}" for slip in slips])
        return _ids(phones.union(visible.filter(inn__in=slips)).order_by("sort_name", "id"))
    tails = visible.filter(tokens__overlap=sorted({hash_of(f"#{slip[-NUMBER:]}") for slip in slips}))
    ids = list(tails.order_by(Length("sort_name"), "pk").values_list("pk", flat=True)[:_TAILS_MOST])
    phones_of = ContactPoint.objects.filter(client__in=ids, medium="phone").values_list("client", "value")
    return dict.fromkeys(sorted(pk for pk, value in phones_of if value[-len(digits) :] in slips))


def _national(digits: str) -> str:
    return digits[1:] if len(digits) == 11 and digits[0] in "78" else digits


def _in_contacts(piece: str) -> Q:
    """Say that the phones and e-mails of a client, written in one text with a blank behind each, hold the piece.

    By way of an array, and not EXISTS: that one becomes a join, which reads a million contacts for ten clients.
    """
    values = ArraySubquery(ContactPoint.objects.filter(client=OuterRef("pk")).values("value"))
    text = Func(values, Value(" "), function="array_to_string", output_field=TextField())
    return Q(Contains(Concat(text, Value(" "), output_field=TextField()), piece))


def _ids(clients: ClientQuerySet) -> Ids:
    return dict.fromkeys(clients.values_list("pk", flat=True)[:HITS_MOST])


class _Part:
    """A typed word or number: the tokens it may mean, by how far they are, and what each costs a client's rank."""

    def __init__(self, text: str, *, cities: Iterable[str] = (), in_mail: bool = False) -> None:
        self.text, self._cities, self.in_mail = text, cities, in_mail
        self._spellings = Spellings(text)
        self._at: dict[int, list[int]] = {}
        self.costs: dict[int, float] = {}

    def at(self, level: int) -> list[int]:
        """Return the tokens that are so far and no nearer."""
        if level not in self._at:
            for nearer in range(level):
                self.at(nearer)
            new = {hash_of(word) for word in self._words(level)} - self.costs.keys()
            self.costs |= dict.fromkeys(new, _COSTS[level])
            self._at[level] = sorted(new)
        return self._at[level]

    def to(self, level: int) -> list[int]:
        """Return the tokens that are so far or nearer."""
        return [token for nearer in range(level + 1) for token in self.at(nearer)]

    def _words(self, level: int) -> Iterable[str]:
        if self.text.isdigit():
            return self._digits(level)
        if level == EXACT:
            return [self.text, *self._cities, *(f"city:{city}" for city in _cities().get(self.text, ()))]
        words: Iterable[str] = getattr(self._spellings, ("others", "begun", "slips", "pieces", "far")[level - 1])
        if level in (BEGUN, SLIP) and len(self.text) >= NUMBER:
            return [*words, *(f"city:{city}" for city in self._cities_like(level))]
        return words

    def _cities_like(self, level: int) -> Iterator[str]:
        for word, cities in _cities().items():
            if word.startswith(self.text) if level == BEGUN else OSA.distance(word, self.text, score_cutoff=1) <= 1:
                yield from cities

    def _digits(self, level: int) -> Iterable[str]:
        if level == EXACT:
            return [self.text] if self.in_mail or len(self.text) < NUMBER else [self.text, f"#{self.text[-NUMBER:]}"]
        if level == BEGUN and self.in_mail:
            return [self.text + end for end in _ENDS] + [end + self.text for end in _ENDS]
        return one_slip(self.text) if level == SLIP and self.in_mail and len(self.text) >= NUMBER - 1 else ()


class _Reading:
    """One way of reading what was typed, as parts that a client must all have."""

    def __init__(self, visible: ClientQuerySet, typed: Typed, found: dict[int, None]) -> None:
        self.typed, self._found = typed, found
        in_mail = set(words_of(" ".join(typed.mails)))
        words = [
            _Part(word, cities=_cities_around(typed.words, place), in_mail=word in in_mail)
            for place, word in enumerate(typed.words)
        ]
        self.parts = [*words, *map(_Part, typed.numbers)]
        self._last = words[-1] if words else None
        self.clients = visible
        for number in typed.numbers:
            if len(number) > NUMBER:
                is_so = Q(inn__endswith=number) | Q(tokens__contains=[hash_of(number)])
                self.clients = self.clients.filter(is_so | _in_contacts(f"{_national(number)} "))
        self.is_narrowed = bool(typed.initials or typed.numbers or typed.mails)
        for initial in typed.initials:
            self.clients = self.clients.filter(sort_name__contains=f" {initial}")
        is_name = not typed.numbers and not typed.mails and not typed.initials
        self._name = " ".join(typed.words) if is_name and all(word.isalpha() for word in typed.words) else None

    def near(self) -> Iterator[Ids]:
        """The words themselves, the words in other letters, words that the typed ones begin."""
        if self._name:
            # A blank is followed by "!": the name alone, and the name with more words behind it.
            yield self._named(self._name, self._name + "!")
        yield self._all(EXACT)
        if any(part.at(OTHER) for part in self.parts):
            yield self._all(OTHER)
        if self._name:
            yield self._named(self._name, self._name + _LAST)
        if self._last and self._last.at(BEGUN):
            yield self._ranked(self._hits([self._begun(part) for part in self.parts]))
        if not self._found and any(part.at(BEGUN) for part in self.parts if part is not self._last):
            yield self._all(BEGUN)

    def _begun(self, part: _Part) -> list[int]:
        """The last word may be typed by half, so words that it begins count as much as itself."""
        return part.to(BEGUN if part is self._last else OTHER)

    def slipped(self, level: int) -> Iterator[Ids]:
        """One word so far from the typed one; then, at the first slip, all of them."""
        slipped = [part for part in self.parts if part.at(level)]
        hits = []
        for part in slipped:
            hits += self._hits([part.at(level), *(self._begun(other) for other in self.parts if other is not part)])
        yield self._ranked(hits)
        if level == SLIP and len(slipped) > 1:
            yield self._all(SLIP)

    def holding(self, mail: str) -> Ids:
        """Clients with an e-mail that has this very piece in it, whose first word may have lost its beginning."""
        groups = [tokens for word in words_of(mail) if (tokens := self._held(mail, word))]
        groups += [part.to(OTHER) for part in self.parts if not part.in_mail]
        return self._ranked(self._hits(groups, clients=self.clients.filter(_in_contacts(mail))))

    def nearly_holding(self, mail: str) -> Iterator[Ids]:
        """Clients with an e-mail that has the piece but for a slip in one of its words."""
        for level in (SLIP, PIECE):
            hits = []
            for part in self.parts:
                if part.in_mail and part.text in mail and part.at(level):
                    around = mail.split(part.text, 1)
                    others = [self._held(mail, word) for word in words_of(mail) if word != part.text]
                    groups = [part.at(level), *filter(None, others)]
                    clients = self.clients.filter(_in_contacts(around[0]))
                    hits += self._hits(groups, clients=clients.filter(_in_contacts(around[1])))
            yield self._ranked(hits)
        if not self._found:
            yield self._holding_the_rest(mail)

    def _holding_the_rest(self, mail: str) -> Ids:
        """Clients with an e-mail that has all but one word of the piece, the likest first."""
        hits = []
        words = words_of(mail)[:WORDS_MOST]
        for word in words:
            groups = [tokens for other in words if other != word and (tokens := self._held(mail, other))]
            before, after = mail.split(word, 1)
            clients = self.clients.filter(_in_contacts(before))
            hits += self._hits(groups, clients=clients.filter(_in_contacts(after)), most=_LIKE_MOST)
        return self._ranked(hits)

    def _held(self, mail: str, word: str) -> list[int]:
        """The tokens that a word of a piece of an e-mail may be a part of; none of a scrap that says nothing."""
        part = next((part for part in self.parts if part.text == word), None)
        at_begin, at_end = mail.startswith(word), mail.endswith(word)
        if part is None or ((at_begin or at_end) and len(word) < NUMBER - 1 and not word.isdigit()):
            return []
        tokens = part.to(BEGUN if at_end or word.isdigit() else EXACT)
        ended = Spellings(word).ended() if at_begin else set()
        # So many that some were left out: other words have to tell.
        return [] if len(ended) >= MOST else [*tokens, *map(hash_of, ended)]

    def _named(self, begin: str, end: str) -> Ids:
        halves = self.clients.filter(sort_name__gte=begin, sort_name__lt=end).halves()
        first, second = (half.order_by("sort_name", "pk").values_list("sort_name", "pk")[:100] for half in halves)
        return [pk for _name, pk in sorted([*first, *second])[:100]]

    def _all(self, level: int) -> Ids:
        return self._ranked(self._hits([part.to(level) for part in self.parts]))

    def _hits(
        self, groups: list[list[int]], *, clients: ClientQuerySet | None = None, most: int = HITS_MOST
    ) -> list[Hit]:
        if not groups or not all(groups):
            return []
        clients = self.clients if clients is None else clients
        for group in groups:
            clients = (
                clients.filter(tokens__contains=group) if len(group) == 1 else clients.filter(tokens__overlap=group)
            )
        if len(groups) > 1 or self.is_narrowed:
            # Without an order a LIMIT makes the planner read the table in hope, where together the words are rare.
            clients = clients.order_by(Length("sort_name"), "pk")
        return list(clients.values_list("pk", "tokens", "sort_name")[:most])

    def _ranked(self, hits: list[Hit]) -> Ids:
        likeness = self._likeness_to_mails([pk for pk, _tokens, _name in hits])
        known = [part.costs for part in self.parts]

        def order(hit: Hit) -> tuple[float, float, int, bool, int, str, int]:
            pk, tokens, name = hit
            cost = sum(min((costs[token] for token in tokens if token in costs), default=0.0) for costs in known)
            own = [hash_of(word) for word in words_of(name)]
            beside = sum(not any(token in costs for costs in known) for token in own)
            is_first = bool(own and known) and own[0] in known[0]
            return (cost, -likeness.get(pk, 0.0), beside, not is_first, len(name), name, pk)

        return dict.fromkeys(pk for pk, _tokens, _name in sorted(hits, key=order))

    def _likeness_to_mails(self, ids: list[int]) -> dict[int, float]:
        if not self.typed.mails or not ids:
            return {}
        mails = ContactPoint.objects.filter(client__in=ids, medium="email").values_list("client", "value")
        found: dict[int, float] = {}
        for pk, value in mails:
            like = max(fuzz.partial_ratio(mail, value) for mail in self.typed.mails)
            found[pk] = max(like, found.get(pk, 0.0))
        return found


def _cities_around(words: list[str], place: int) -> list[str]:
    """The cities that a word may be the name or a part of the name of, as their tokens are written."""
    found = []
    for first in range(max(0, place - 2), place + 1):
        for last in range(place, min(len(words), first + 3)):
            found += [sign.join(words[first : last + 1]) for sign in (" ", "-")]
    # A token keeps its ё.
    spelled = [name[: at.start()] + "ё" + name[at.end() :] for name in found for at in re.finditer("е", name)]
    return [f"city:{name}" for name in dict.fromkeys([*found, *spelled])]


def _cities() -> dict[str, list[str]]:
    """The words of the commonest cities of the base, and the cities that each is the name or a part of the name of."""
    return _cities_of(int(time.monotonic() / _CITIES_SECONDS))


@lru_cache(maxsize=1)
def _cities_of(_when: int) -> dict[str, list[str]]:
    # The planner keeps the list anyway; a reading of the table would cost seconds.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lower(unnest(most_common_vals::text::text[])) FROM pg_stats"
            " WHERE schemaname = current_schema() AND tablename = 'clients_client' AND attname = 'city'"
        )
        names = [name for (name,) in cursor.fetchall()]
    found: dict[str, list[str]] = {}
    for name in names:
        for word in words_of(name):
            found.setdefault(word, []).append(name)
    return found
