"""A header in the form in which it is compared with others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 200  # characters of a header that are looked at
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_WORD = re.compile(r"[\W_]+")
_EMAIL_WORDS = re.compile(
    r"\b(?:e mails?|emails?|mail|эл адрес|электронн\w+ адрес|(?:эл|электронн\w+|e) почт[аыуе]|почт[аыуе]|е ?mail"
    r"|[еэи]мейл|[еэи]мэйл|[еэи]майл|[eе] майл|мейл|мыло|электронка)\b"
)


def normal(header: str) -> str:
    """Return a header in lower-case words: ё as е, no signs, no numbers, any word for e-mail as "email"."""
    return _normal(header[:LONGEST])


@lru_cache(maxsize=10_000)
def _normal(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).strip()
    text = _CAMEL.sub(" ", text).lower().replace("ё", "е")
    words = (word if word[:1].isdigit() else word.rstrip("0123456789") for word in _NOT_WORD.split(text))
    return _EMAIL_WORDS.sub("email", " ".join(word for word in words if word and not word.isdigit()))


def lower_part(header: str) -> str:
    """Return what stands below in a header of two rows: «Телефон» of «Контакты: Телефон»; "" for one of one row."""
    upper, colon, lower = header.rpartition(": ")
    return lower if upper and colon else ""
