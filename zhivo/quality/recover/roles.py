"""Who somebody is to the client: posts and kin, in any case, with the short forms that managers write."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from zhivo.quality.placeholders import words
from zhivo.quality.recover.declension import CASES, cases
from zhivo.quality.recover.patterns import any_of

_MEN = words(
    "бухгалтер директор снабженец закупщик секретарь заместитель помощник ассистент администратор управляющий "
    "собственник владелец учредитель хозяин руководитель начальник инженер завхоз юрист логист кладовщик прораб "
    "водитель экономист технолог агроном механик товаровед диспетчер архитектор дизайнер представитель компаньон "
    "совладелец муж сын брат отец дедушка дед зять тесть свекр дядя друг партнер сосед коллега внук племянник папа"
)
_WOMEN = words(
    "жена супруга дочка мама сестра бабушка теща свекровь невестка тетя подруга соседка внучка племянница хозяйка "
    "снабженка закупщица сноха "
    "помощница кладовщица секретарша управляющая"
)
# Those that follow no rule: case and form.
_IRREGULAR = {
    "дочь": "nдочь gдочери dдочери aдочь iдочерью pдочери",
    "мать": "nмать gматери dматери aмать iматерью pматери",
    "отец": "nотец gотца dотцу aотца iотцом pотце",
    "супруг": "nсупруг gсупруга dсупругу aсупруга iсупругом pсупруге",
    "свекр": "nсвекр nсвекор gсвекра dсвекру iсвекром",
    "управляющий": "nуправляющий gуправляющего dуправляющему aуправляющего iуправляющим",
    "управляющая": "nуправляющая gуправляющей dуправляющей aуправляющую iуправляющей",
    "заместитель": "nзаместитель gзаместителя dзаместителю aзаместителя iзаместителем nзам gзама dзаму aзама iзамом",
    "хозяин": "nхозяин gхозяина dхозяину aхозяина iхозяином",
    "главный бухгалтер": "nглавбух gглавбуха dглавбуху aглавбуха iглавбухом nгл.бух",
    "генеральный директор": (
        "nгендиректор gгендиректора dгендиректору iгендиректором nгендир gгендира dгендиру iгендиром"
    ),
    "бухгалтер": "nбух gбуха dбуху aбуха iбухом nбухгалтерша",
    "финансовый директор": "nфиндиректор gфиндиректора dфиндиректору aфиндиректора iфиндиректором",
    "главный врач": "nглавврач gглавврача dглавврачу aглавврача iглавврачом",
    "директор": "nдир",
}  # fmt: skip
_INDECLINABLE = {"лпр": "ЛПР", "завскладом": "завскладом"}
_SHOWN = {
    "теща": "тёща",
    "тетя": "тётя",
    "свекр": "свёкор",
    "дед": "дедушка",
    "супруга": "жена",
    "супруг": "муж",
    "мать": "мама",
    "отец": "папа",
    "дочка": "дочь",
    "секретарша": "секретарь",
}
KIN = words("жена муж сын дочь брат сестра мама папа бабушка дедушка тёща тесть зять свекровь свёкор невестка сноха")
# A word before the post that is part of it.
_WHICH = {
    "гл": "главный",
    "ген": "генеральный",
    "ком": "коммерческий",
    "комм": "коммерческий",
    "фин": "финансовый",
    "исп": "исполнительный",
    "тех": "технический",
    "ст": "старший",
} | {one[:-2]: one for one in words("главный генеральный коммерческий финансовый исполнительный технический старший")}
_RANKED = words("бухгалтер директор инженер экономист технолог агроном юрист логист механик администратор менеджер")
_BEFORE = re.compile(r"(?<![а-я])([а-я]{2,14})(?:\. ?| )$")
_ENDINGS = re.compile(r"(?:ый|ий|ого|его|ому|ему|ым|им|ая|ой|ую)$")
# What may stand between a post and the name: of what.
_OF = any_of(
    """
    по закуп*, по снабж*, по логист*, по продаж*, по тендер*, по хозчаст*, по сбыт*, по строительств*
    по производств*, по развити*, по персонал*, по кадр*, отдела закуп*, отдела снабжения, отдела продаж
    отдела логистики, отдела сбыта, отдела кадров, отдела маркетинга, директора, руководителя, магазина, склада
    производства, филиала, салона, компании, фирмы, цеха, базы, офиса, участка, школы, сада, лицея, гимназии
    клиники, больницы, аптеки, лаборатории, отеля, гостиницы, ресторана, кафе, клуба, студии, центра, лагеря
    отделения, предприятия, организации, завода, клиента
    """
)
OF_WHAT = re.compile(rf"(?: |(?<=\.)){_OF}(?![а-я])")
# A manager is ours until it is said of what: those who buy are theirs.
_THEIR_MANAGER = re.compile(rf" {any_of('по закуп*, по снабж*, по логист*, по тендер*')}")
_OURS = re.compile(r"(?<![а-я])(?:наш(?:а|его|ей|ему|им|у)?|(?:бывш|прежн)[а-я]{2,3}|не) $")
_WORD = re.compile(r"(?<![а-яa-z-])[а-я]{2,14}(?:\.бух)?(?![а-яa-z-])")


class Role(NamedTuple):
    """A role in a sentence: its name in the nominative, the cases it may stand in, and its place."""

    name: str
    cases: str
    start: int
    end: int


@cache
def forms() -> dict[str, tuple[str, str]]:
    """Return the forms of all roles in small letters: the role and the cases that a form may be, as in `CASES`."""
    found: dict[str, tuple[str, str]] = {}
    for sex, roles in (("m", sorted(_MEN)), ("f", sorted(_WOMEN)), ("m", ["менеджер"])):
        for role in roles:
            for case, form in cases(role, sex=sex):
                _add(found, form, role, case)
    for role, written in _IRREGULAR.items():
        for one in written.split():
            _add(found, one[1:], role, one[0])
    return found | {form: (role, CASES) for form, role in _INDECLINABLE.items()}


def _add(found: dict[str, tuple[str, str]], form: str, role: str, case: str) -> None:
    known, its = found.get(form, (role, ""))
    found[form] = (known, its if case in its else its + case)


def in_sentence(said: str) -> list[Role]:
    """Return the roles that a comment (small letters) names, in order, without those of our own people."""
    found = []
    for word in _WORD.finditer(said):
        known = forms().get(word[0])
        if known is None:
            continue
        role, its_cases = known
        start, end, name = word.start(), word.end(), _SHOWN.get(role, role)
        if said[end : end + 1] == "." and word[0] in ("бух", "дир", "зам"):
            end += 1
        which = _BEFORE.search(said, max(0, start - 17), start)
        qualified = which and _which(which[1])
        if which and qualified and role in _RANKED:
            start, name = which.start(), f"{qualified} {name}"
        if role == "менеджер" and not _THEIR_MANAGER.match(said, end):
            continue
        of_what = OF_WHAT.match(said, end)
        if of_what:
            end, name = of_what.end(), f"{name} {of_what[0].strip()}"
        if not _OURS.search(said, max(0, start - 12), start):
            found.append(Role(name, its_cases, start, end))
    return _without_nested(found)


def _which(word: str) -> str | None:
    return _WHICH.get(word) or _WHICH.get(_ENDINGS.sub("", word))


def _without_nested(roles: list[Role]) -> list[Role]:
    """«Заместитель директора» is one role."""
    return [one for at, one in enumerate(roles) if not at or one.start >= roles[at - 1].end]
