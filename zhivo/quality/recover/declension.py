"""The cases of Russian nouns, names and places, as far as they are met beside each other in a comment."""

from __future__ import annotations

from collections.abc import Iterator

# Nominative, genitive, dative, accusative, instrumental, prepositional.
CASES = "ngdaip"
_HISSING = "гкхжшщч"
_SOFT_ENDED = "жшщчц"
_MALE_SIGN = ("поль", "славль", "тель", "суздаль", "анадырь", "игорь", "лазарь", "арь")
_FLEETING = {"павел": "павл", "лев": "льв", "орел": "орл", "петр": "петр"}


def cases(word: str, *, sex: str, alive: bool = True) -> Iterator[tuple[str, str]]:
    """Yield (case, form) of a word in small letters, ё as е; `sex` ("m", "f") tells «Игорь» from «Любовь»."""
    endings = _endings(word, sex=sex)
    if endings is None:
        yield from ((case, word) for case in CASES)
        return
    stem, forms = endings
    for case, form in zip(CASES, forms.split("|"), strict=True):
        # Of people the accusative of a man is his genitive, of places it is the name itself.
        same = case == "a" and form == "="
        yield case, (stem + forms.split("|")[1] if alive else word) if same else stem + form


def _endings(word: str, *, sex: str) -> tuple[str, str] | None:
    last, before = word[-1], word[-2:-1]
    if _is_adjective(word):
        begin, end, before = word[:-2], word[-2:], word[-3]
        if end == "ий" and before not in _HISSING:
            return begin, "ий|его|ему|=|им|ем"
        return begin, f"{end}|ого|ому|=|{'ым' if end == 'ый' else 'им'}|ом"
    if last == "а":
        many = "и" if before in _HISSING else "ы"
        by = "ей" if before in _SOFT_ENDED else "ой"
        return word[:-1], f"а|{many}|е|у|{by}|е"
    if word.endswith("ия"):
        return word[:-1], "я|и|и|ю|ей|и"
    if last == "я":
        return word[:-1], "я|и|е|ю|ей|е"
    if last == "ь":
        if sex == "f" and not word.endswith(_MALE_SIGN):
            return word[:-1], "ь|и|и|ь|ью|и"
        return word[:-1], "ь|я|ю|=|ем|е"
    if word.endswith("ий"):
        return word[:-1], "й|я|ю|=|ем|и"
    if last == "й":
        return word[:-1], "й|я|ю|=|ем|е"
    if last in "оеиыуюэ":
        return None
    return _short(word)


def _short(word: str) -> tuple[str, str]:
    """A word that ends in a consonant, its last vowel perhaps a fleeting one: отец, отца."""
    stem = _FLEETING.get(word, word)
    if word.endswith("лец"):
        stem = word[:-2] + "ьц"
    elif word.endswith("ец") and len(word) > 3:
        stem = word[:-2] + "ц"
    common = len(stem) if word.startswith(stem) else next(at for at, one in enumerate(stem) if word[at] != one)
    tail, rest = stem[common:], word[common:]
    by = "ем" if word[-1] in _SOFT_ENDED else "ом"
    return word[:common], f"{rest}|{tail}а|{tail}у|=|{tail}{by}|{tail}е"


def _is_adjective(word: str) -> bool:
    return word.endswith(("ский", "цкий", "ный", "вый", "жний", "ликий", "тый", "рый", "мый", "чий", "щий", "лый"))
