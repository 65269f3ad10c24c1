"""Words that say of a number or an address beside them that it is of no use: old, wrong, not to be called."""

from __future__ import annotations

import re

from zhivo.quality.recover.patterns import any_of
from zhivo.quality.recover.texts import REMARK_ENDS, before

_LEFT = 45  # letters before a value in which it can be denied
_OLD = any_of(
    """
    стар*, не актуальн*, неактуальн*, не рабоч*, сломан*, взломан*, закрыт*, прежн*, прошл*, прош., бывш*, неверн*
    неправильн*, ошибочн*, чуж*, недействительн*, нерабоч*
    """
)
_THING = any_of(
    """
    номер*, тел*, тел., моб*, моб., почт*, мыло, email, e-mail, адрес*, мейл, емейл, имейл, ящик, инн, контакт
    """
)
_NOT_TO = any_of("звон*, набир*, пиш*, пис*, беспоко*, слать, отправл*, труб*, приход*, перезван*")
_BEFORE = re.compile(
    rf"(?<![а-я])(?:не(?: на)?|вместо(?: {_THING})?|наш[а-я]{{0,3}}(?: {_THING})?"
    rf"|ошиб[а-я]*(?: {_THING})?|удал[а-я]+(?: {_THING})?|рассылку|логин|пароль"
    rf"|был[аи]?(?: {_THING})?|{_THING} не|{_OLD} ?(?:[а-я.]{{1,12}} ?){{0,2}}[:-]?|"
    rf"не дозвон[а-я]* (?:на|по)(?: [а-я.]{{1,12}}){{0,2}}"
    rf"|не {_NOT_TO}(?: больше)?(?: на| по)?(?: [а-я.]{{1,12}}){{0,2}}) ?:? ?$"
)
_CHANGED = re.compile(
    r"(?:сменил|поменял|помен|замен|измен|переш)[а-я]*(?: [а-я]+){0,3} со? ?$|(?<![а-я])(?:сменил|поменял)[а-я]* $"
)
_CHANGED_FOR = re.compile(rf"(?:сменил|поменял)[а-я]*(?: {_THING})? $")
_FOR = re.compile(r" ?на ?:? ?[+\d(a-z]")
_WHICH = any_of("номер, это, тел, почта, адрес, он, уже, больше, там, теперь")
_USELESS = any_of(
    """
    не актуал*, неактуал*, не обслуж*, заблок*, не верн*, неверн*, неправ*, вернул*, чуж*, отключ*, не сущ*
    не работает, не раб, ошиб*, не его, не ее, не их, не тот, не та, не действ*, недейств*, не использ*, удал*
    не рабоч*, больше не, уже не, другой человек
    """
)
_AFTER = re.compile(
    rf"[ ,(-]{{0,4}}(?:{_WHICH}[ .-]+){{0,2}}(?:{_USELESS}(?![а-я])|(?<!,.)(?:сменил|поменял)|->|→"
    # «…, старый номер …» speaks of the next one.
    rf"|стар(?:ый|ая|ое)(?![а-я]|:? {_THING}))"
)
_NO_SUCH = re.compile(r"[^\d\n;@]{1,30}не (?:существ|обслуж)")
# «Не звонить до 18» is no denial.
_NOT_TO_CALL = re.compile(r" ?\(?не (?:звонить|беспокоить|набирать|писать)(?= ?(?:[.,;!)\n/]|$))")


def is_denied(said: str, start: int, end: int) -> bool:
    """Say whether the words around `start`..`end` of a comment (small letters) take the value there back."""
    left = before(said, start, most=_LEFT, ends=REMARK_ENDS)
    if _BEFORE.search(left) or _CHANGED.search(left) or (_CHANGED_FOR.search(left) and _FOR.match(said, end)):
        return True
    return any(pattern.match(said, end) for pattern in (_AFTER, _NO_SUCH, _NOT_TO_CALL))
