"""People beside the client, with who they are: «бухгалтер Марина Петрова», «жена Оля»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.names.sound import sound
from zhivo.quality.recover import roles
from zhivo.quality.recover.persons import Person, following, is_first_name, named, preceding
from zhivo.quality.recover.recoverers import Recoverer, recoverers
from zhivo.quality.recover.roles import Role
from zhivo.quality.recover.spans import Span, searched

# A dash, «зовут», or the number of the person between the role and the name.
_TO_NAME = re.compile(
    r"[^а-я]{0,30}(?:зовут|имя) | [\d()+][\d() .+-]{8,18}\d (?:- )?| у (?:них|него|нее) |(?: ?[-:(] ?| )"
)
_FROM_NAME = re.compile(r"(?:(?: [+\d][\d() .-]{8,18}\d)? ?[-,(] ?| )$")
# «Прораб Равиль,»: a name that no dictionary has, where a remark ends behind it; a director has a firm there.
_UNKNOWN_NAME = re.compile(
    r"[А-ЯЁ][а-яё]{1,10}(?<!ет|ит|ют|ут|ат|ят|ла|ли|ло|ый|ий|ая|но|ть|ся|ия|ие|ка)(?= ?(?:[,.;)\n]|$|\+?\d| - ))"
)
_OF_FIRMS = re.compile(
    "директор|владел|собственн|учредит|хозя|руковод|начальн|управля|представ|админ|друг|партн|компаньон|врач"
)
# Words that are followed by somebody of theirs, and the case that they ask for.
_ASKED = re.compile(
    r"(?<![а-я])(?:(?P<a>спросить|спрашивать|спрашивайте|позвать)|(?P<d>обращаться к)"
    r"|(?P<i>(?:общаться|говорить)(?: только| лучше)? со?)"
    r"|(?P<n>конт(?:актное|\.)? ?лицо|контакты? ?:))(?: -|:)? "
)
_SHORT = 4  # letters
_TRIGGERS = ("спросить", "спрашива", "позвать", "обращаться", "общаться", "говорить", "лицо", "контакт")


def may_hold(said: pl.Expr) -> pl.Expr:
    """Say which comments name a role or ask for somebody."""
    forms = sorted(roles.forms())
    # The short ones stand inside many words: «зам» in «замер».
    short = "|".join(form for form in forms if len(form) <= _SHORT)
    long = [form for form in forms if len(form) > _SHORT]
    return said.str.contains_any([*long, *_TRIGGERS]) | said.str.contains(rf"(?:^|[^а-я])(?:{short})(?:[^а-я]|$)")


def find(texts: pl.DataFrame, today: date) -> pl.DataFrame:
    """Return the people who are named with a role: «Марина Петрова, бухгалтер»."""
    return searched(texts, _people)


def _people(text: str, said: str) -> Iterator[Span]:
    known = roles.in_sentence(said)
    taken: list[tuple[int, int]] = []
    left: list[Role] = []
    for role in known:
        span = _after(text, said, role)
        if span:
            taken.append((span.start, span.end))
            yield span
        else:
            left.append(role)
    for role in left:
        span = _before(text, said, role)
        if span and not any(start < span.end and span.start < end for start, end in taken):
            taken.append((span.start, span.end))
            yield span
    for asked in _ASKED.finditer(said):
        person, end = _named_at(text, asked.end(), within=str(asked.lastgroup))
        if person and not any(start < end and asked.start() < its_end for start, its_end in taken):
            yield Span(person.name, asked.end(), end)


def _after(text: str, said: str, role: Role) -> Span | None:
    between = _TO_NAME.match(said, role.end)
    if not between:
        return None
    # After «зовут» or a number the name stands in the nominative whatever the role does.
    within = "n" if between[0].strip(" -:(") else role.cases
    person, end = _named_at(text, between.end(), within=within, behind_role=True)
    # «Жена Петрова» is the wife of Петров.
    if person and (person.has_first_name or role.name not in roles.KIN):
        return Span(f"{person.name}, {role.name}", role.start, end)
    unknown = _UNKNOWN_NAME.match(text, between.end())
    if person or not unknown or "n" not in within or _OF_FIRMS.search(role.name) or is_first_name(unknown[0]):
        return None
    return Span(f"{unknown[0]}, {role.name}", role.start, unknown.end())


def _before(text: str, said: str, role: Role) -> Span | None:
    between = _FROM_NAME.search(said, max(0, role.start - 25), role.start)
    if not between or "n" not in role.cases:
        return None
    words = preceding(text, between.start())
    for skipped in range(len(words)):
        tokens = [word for word, _start in words[skipped:]]
        # In brackets the role does not bend with the name: «звонить Ольге (бухгалтер)».
        person = named(tokens, within="ndaig" if "(" in between[0] else "n")
        if person and person.words == len(tokens) and (between[0] not in (" ", ", ") or person.has_first_name):
            return Span(f"{person.name}, {role.name}", words[skipped][1], role.end)
    return None


def _named_at(text: str, at: int, *, within: str, behind_role: bool = False) -> tuple[Person | None, int]:
    words = list(following(text, at))
    person = named([word for word, _end in words], within=within, behind_role=behind_role) if words else None
    return (person, words[person.words - 1][1]) if person else (None, at)


def stands() -> pl.Expr:
    """Say which people are the client: every word of the name is one of the client's own."""
    name = pl.col("value").str.split(",").list.first().str.split(" ")
    keys = pl.concat_list("last_key", "first_key", "patronymic_key")
    return name.list.eval(sound(pl.element())).list.set_difference(keys).list.len() == 0


recoverers.add(
    Recoverer(
        key="contact_person",
        label=_("Contact person"),
        may_hold=may_hold,
        find=find,
        own=("last_key", "first_key", "patronymic_key"),
        stands=stands,
    )
)
