from pathlib import Path

import polib

from tests.house import source_strings
from tests.house.source_strings import Sentence, faults, merged, read_catalogue, sentences
from zhivo.lib import translations


def test_every_sentence_has_its_russian_with_the_same_placeholders() -> None:
    found = faults(sentences(), read_catalogue())

    assert not found, "\n".join(found)


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {(sentence.text, sentence.context) for sentence in sentences()}

    assert not [entry.msgid for entry in read_catalogue() if (entry.msgid, entry.msgctxt) not in said]


def test_sentences_are_found_in_modules() -> None:
    module = (
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy as p\n"
        "_('one ' 'two'); ngettext('%(n)s row', '%(n)s rows', 2); p('day', 'short'); print('no'); _(unknown)\n"
    )

    assert set(source_strings.in_python(module)) == {
        Sentence("one two"),
        Sentence("%(n)s row", "%(n)s rows"),
        Sentence("short", context="day"),
    }


def test_sentences_are_found_in_templates() -> None:
    template = (
        "{% load i18n %}{% translate \"Don't (ever)\" %}<b>{{ _('inside') }}</b>{% translate 'may' context 'month' %}"
        "{% blocktranslate count n=rows trimmed %}\n {{ n }} row\n{% plural %}\n {{ n }} rows\n{% endblocktranslate %}"
    )

    assert set(source_strings.in_template(template, "")) == {
        Sentence("Don't (ever)"),
        Sentence("inside"),
        Sentence("may", context="month"),
        Sentence("%(n)s row", "%(n)s rows"),
    }


def test_what_is_missing_or_lost_a_placeholder_is_a_fault() -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="%(n)s rows of {file}", msgstr="%(n)s строк"))
    forms = {0: "%(n)s строка", 1: "%(n)s строки", 2: "%(m)s строк"}
    catalogue.append(polib.POEntry(msgid="%(n)s row", msgid_plural="%(n)s rows", msgstr_plural=forms))

    found = faults([Sentence("%(n)s rows of {file}"), Sentence("%(n)s row", "%(n)s rows"), Sentence("new")], catalogue)

    assert found == [
        "placeholders differ in «%(n)s строк»: %(n)s rows of {file}",
        "placeholders differ in «%(m)s строк»: %(n)s row",
        "no translation: new",
    ]


def test_a_merge_keeps_translations_and_drops_forgotten_sentences() -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Rows", msgstr="Строки"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Нет"))

    fresh = merged({Sentence("Rows"): "zhivo/a.py", Sentence("New"): "zhivo/b.py"}, old)

    assert [(entry.msgid, entry.msgstr) for entry in fresh] == [("Rows", "Строки"), ("New", "")]


def test_the_catalogue_compiles_without_gettext(tmp_path: Path) -> None:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(source_strings.CATALOGUE.read_bytes())

    assert [path.name for path in translations.compile_all(tmp_path)] == ["django.mo"]
    assert polib.mofile(str(folder / "django.mo")).percent_translated() == 100
