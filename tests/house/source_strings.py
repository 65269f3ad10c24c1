"""Every sentence that the code shows, found in zhivo/ and bench/, and its place in the Russian catalogue.

`python -m tests.house.source_strings` brings the catalogue up to date: new sentences come in untranslated, those that
nobody says any more go, and what is missing is listed.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parent.parent.parent / "zhivo"
CATALOGUE = PACKAGE / "locale" / "ru" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "zhivo",
    "Language": "ru",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
# The place of the sentence, its plural and its context among the arguments of each function.
_PLACES: dict[str, tuple[int, int | None, int | None]] = {
    "gettext": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "pgettext": (1, None, 0),
    "npgettext": (1, 2, 0),
}
_CALL = re.compile(r"\b(_|n?p?gettext(?:_lazy|_noop)?)\(")
_PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0-9.,]*[a-zA-Z]|%[sd]|\{\w*(?:[:!][^{}]*)?\}")

Entries = dict[tuple[str, str | None], polib.POEntry]


@dataclass(frozen=True)
class Sentence:
    """A sentence of the code: its English, the plural and the context if it has them."""

    text: str
    plural: str = ""
    context: str | None = None


def sentences() -> dict[Sentence, str]:
    """Return every sentence with the file (inside the repository) where it is said first."""
    found: dict[Sentence, str] = {}
    benches = sorted((PACKAGE.parent / "bench").glob("*.py"))
    files = [*sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.rglob("templates/**/*.html")), *benches]
    for path in files:
        place = path.relative_to(PACKAGE.parent).as_posix()
        text = path.read_text("utf-8")
        for sentence in in_python(text) if path.suffix == ".py" else in_template(text, place):
            found.setdefault(sentence, place)
    return found


def in_python(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a module."""
    tree = ast.parse(text)
    names = _translating_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from _said(names[node.func.id], node)


def in_template(text: str, origin: str) -> Iterator[Sentence]:
    """Yield the sentences of a template."""
    calls = templatize(text, origin=origin)
    for match in _CALL.finditer(calls):
        kind = "gettext" if match[1] == "_" else match[1]
        yield from _said(kind, _call_at(calls, match.start()))


def _translating_names(tree: ast.Module) -> dict[str, str]:
    """What the module calls gettext and its brothers: {"_": "gettext"}."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for one in node.names:
                kind = one.name.removesuffix("_lazy")
                if kind in _PLACES:
                    names[one.asname or one.name] = kind
    return names


def _call_at(text: str, start: int) -> ast.Call:
    end = start
    while (end := text.find(")", end)) != -1:
        end += 1
        try:
            node = ast.parse(text[start:end], mode="eval").body
        except SyntaxError:
            continue
        if isinstance(node, ast.Call):
            return node
    raise ValueError(f"an unfinished sentence: {text[start : start + 80]}")


def _said(kind: str, call: ast.Call) -> Iterator[Sentence]:
    place, plural, context = _PLACES[kind]
    text = _constant(call, place)
    if text:  # anything else is a label that its own module has declared
        yield Sentence(text, _constant(call, plural) or "", _constant(call, context))


def _constant(call: ast.Call, place: int | None) -> str | None:
    if place is None or len(call.args) <= place:
        return None
    argument = call.args[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def faults(wanted: Iterable[Sentence], catalogue: polib.POFile) -> list[str]:
    """Return what is wrong with the catalogue for these sentences, a line each."""
    entries: Entries = {(entry.msgid, entry.msgctxt): entry for entry in catalogue if not entry.obsolete}
    lines = []
    for sentence in wanted:
        entry = entries.get((sentence.text, sentence.context))
        if entry is None or entry.fuzzy or not entry.translated():
            lines.append(f"no translation: {sentence.text}")
        elif sentence.plural and not entry.msgid_plural:
            lines.append(f"no plural forms: {sentence.text}")
        else:
            lines += [f"{fault}: {sentence.text}" for fault in _differences(sentence, entry)]
    return lines


def _differences(sentence: Sentence, entry: polib.POEntry) -> Iterator[str]:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.msgid_plural and len(forms) != 3:
        yield "three forms are needed"
    allowed = placeholders(sentence.text) | placeholders(sentence.plural)
    # The number itself may be left out where a form says it in words.
    needed = placeholders(sentence.text) & placeholders(sentence.plural) if sentence.plural else allowed
    for form in forms:
        if not needed <= placeholders(form) <= allowed:
            yield f"placeholders differ in «{form}»"


def placeholders(text: str) -> set[str]:
    """Return the %(name)s and {name} of a sentence."""
    return set(_PLACEHOLDER.findall(text.replace("%%", "")))


def read_catalogue() -> polib.POFile:
    """Return the Russian catalogue, an empty one with the right header if there is none."""
    catalogue = polib.pofile(str(CATALOGUE), encoding="utf-8") if CATALOGUE.exists() else polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(HEADER)
    return catalogue


def merged(found: dict[Sentence, str], old: polib.POFile) -> polib.POFile:
    """Return a catalogue of exactly these sentences, in the order of the files, translated as the old one was."""
    known: Entries = {(entry.msgid, entry.msgctxt): entry for entry in old}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(HEADER)
    both: dict[tuple[str, str | None], tuple[str, str]] = {}
    for sentence, place in found.items():  # one English text said with and without a plural is one entry
        key = (sentence.text, sentence.context)
        both[key] = (sentence.plural or both.get(key, ("", ""))[0], both.get(key, ("", place))[1])
    for (text, context), (plural, place) in both.items():
        before = known.get((text, context))
        flags = ["python-format"] if re.search(r"%\(\w+\)[a-z]", text) else []
        entry = polib.POEntry(msgid=text, msgctxt=context, occurrences=[(place, "")], flags=flags)
        if plural:
            entry.msgid_plural = plural
            entry.msgstr_plural = before.msgstr_plural if before and before.msgid_plural else {0: "", 1: "", 2: ""}
        elif before:
            entry.msgstr = before.msgstr
        catalogue.append(entry)
    return catalogue


def main() -> int:
    """Bring the catalogue up to date and list what is missing."""
    found = sentences()
    catalogue = merged(found, read_catalogue())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    lines = faults(found, catalogue)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
