"""Domains of the mail services that people have, and which of them a misspelt one stands for."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from zhivo.quality.placeholders import words

# In the order of how likely each is meant: «mail.u» is rather mail.ru than mail.ua.
_KNOWN_TEXT = """
mail.ru gmail.com yandex.ru bk.ru list.ru inbox.ru rambler.ru ya.ru internet.ru icloud.com hotmail.com outlook.com
yahoo.com mail.com yandex.com yandex.by yandex.kz yandex.ua narod.ru lenta.ru autorambler.ru myrambler.ru ro.ru
rambler.ua vk.com xmail.ru hotbox.ru pochta.ru nm.ru e-mail.ru email.ru qip.ru pisem.net km.ru front.ru land.ru
sibmail.com ngs.ru tut.by mail.by mail.kz mail.ua ukr.net i.ua meta.ua bigmir.net inbox.lv googlemail.com live.com
live.ru msn.com me.com mac.com aol.com proton.me protonmail.com zoho.com gmx.com gmx.de gmx.net web.de t-online.de
yahoo.co.uk hotmail.co.uk outlook.de outlook.fr hotmail.fr yahoo.fr orange.fr free.fr laposte.net libero.it wp.pl
o2.pl seznam.cz qq.com 163.com 126.com naver.com
"""
KNOWN = tuple(_KNOWN_TEXT.split())
# One key away from a known one, and somebody's own all the same.
_THEIR_OWN = words(
    "mai.ru mil.ru mall.ru mali.ru mail.rs mail.de mail.fr mail.it mail.su mail.bg mail.ee mail.pt mail.co jmail.ru "
    "email.com gmail.ru ymail.com fmail.ru hmail.com gmx.at gmx.ch gmx.us live.de live.fr live.it live.nl live.se "
    "lift.ru liszt.ru inbox.ua inbox.lt inbox.com ramble.ru index.ru yahoo.de yahoo.it yahoo.es yahoo.ca yahoo.in "
    "hotmail.it hotmail.de hotmail.es outlook.es outlook.it cloud.com rambler.com lents.ru yandex.uz yandex.tm "
    "yandex.eu yandex.tj yandex.fr yandex.az yandex.md proton.de port.ru"
)
_SHORTEST = 6  # bk.ru is one key away from half the alphabet


@lru_cache(maxsize=50_000)
def meant(domain: str) -> str | None:
    """Return the known domain that is one slip of the keyboard away from this unknown one, None if none is."""
    if len(domain) < _SHORTEST or domain in KNOWN or domain in _THEIR_OWN:
        return None
    found = process.extractOne(domain, _LONG, scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else None


_LONG = [domain for domain in KNOWN if len(domain) > _SHORTEST]
