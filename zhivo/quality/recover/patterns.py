"""Lists of words as regular expressions."""

from __future__ import annotations

import re
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"
_END = ""


def any_of(text: str) -> str:
    """Return a pattern of any of these words or phrases, parted by commas or line ends; * stands for more letters.

    The longest one that fits is taken. Words that begin alike share their beginning in the pattern: of two hundred
    words laid side by side every one would be tried at every place of a text.
    """
    tree: _Tree = {}
    for phrase in re.split(r"[,\n]", text):
        at = tree
        for letter in " ".join(phrase.split()):
            at = at.setdefault(letter, {})
        if phrase.strip():
            at[_END] = {}
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    ways = [_letter(letter) + _pattern(rest) for letter, rest in sorted(tree.items()) if letter != _END]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and _END not in tree else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if _END in tree else joined


def _letter(letter: str) -> str:
    return "[а-я]*" if letter == "*" else re.escape(letter)


def word_of(text: str) -> str:
    """Return the pattern of `any_of` that begins and ends where words do."""
    return rf"(?<![а-яa-z]){any_of(text)}(?![а-яa-z])"
