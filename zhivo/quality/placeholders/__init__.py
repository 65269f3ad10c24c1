"""Dummies («пустышки»): what people type where a value has to stand and they have none, and by what each is known.

The cleaners ask the file of their field; `zhivo.quality.why` tells a person.
"""

from zhivo.quality.placeholders.keys import junk
from zhivo.quality.placeholders.nothing import NO_VALUE, TRIAL, is_no_value, words

__all__ = ["NO_VALUE", "TRIAL", "is_no_value", "junk", "words"]
