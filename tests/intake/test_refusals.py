"""Every refusal and every note has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from zhivo.intake import refusals
from zhivo.intake.readers import Refused

CODE = Path(refusals.__file__).parent
RAISED = re.compile(r'(?:Refused\(|"refused": |return )"([a-z_]+)"')
NOTED = re.compile(r'\.(note|skip)\(\s*"([a-z_]+)"')


def sources() -> list[str]:
    paths = [*CODE.glob("readers/*.py"), CODE / "decoding.py", CODE / "reading.py"]
    return [path.read_text("utf-8") for path in paths]


def test_every_code_that_a_reader_raises_has_a_sentence_and_a_hint() -> None:
    raised = {code for text in sources() for code in re.findall(r'Refused\(\s*"([a-z_]+)"', text)}

    assert {"empty_file", "mixed_encoding", "stray_cell", "too_slow"} <= raised
    assert raised <= set(refusals._REFUSALS)


def test_every_note_of_a_reader_has_a_sentence() -> None:
    noted = {found for text in sources() for found in NOTED.findall(text)}

    assert {kind for what, kind in noted if what == "note"} <= set(refusals._NOTES)
    assert {kind for what, kind in noted if what == "skip"} <= set(refusals._SKIPPED)


@pytest.mark.parametrize("code", sorted(refusals._REFUSALS))
def test_a_refusal_never_fails_to_be_said(code: str) -> None:
    said = refusals.refusal(Refused(code))

    assert said.code == code
    assert str(said)
    assert "%" not in str(said)
    assert said.hint


def test_a_sentence_says_where_and_what() -> None:
    said = refusals.refusal(Refused("mixed_encoding", {"line": 7, "encoding": "cp1251", "other": "utf-8"}))

    assert "7" in str(said)
    assert "Windows-1251" in str(said)


@pytest.mark.parametrize(
    ("what", "sentence", "hint"),
    [
        ("numbers", "files of this kind cannot be read", "save it as xlsx"),
        ("html", "not a table", "save it as xlsx"),
        ("archive", "not a table", "Unpack it"),
        ("picture", "not a table", "Export the clients"),
        ("something new", "not a table", "Export the clients"),
    ],
)
def test_a_file_of_another_kind_gets_the_advice_that_helps(what: str, sentence: str, hint: str) -> None:
    with override("en"):
        said = refusals.refusal(Refused("not_a_table", {"is": what}))

        assert sentence in str(said)
        assert hint in said.hint


def test_an_unknown_code_is_still_a_sentence() -> None:
    assert str(refusals.refusal(Refused("something_new")))


def test_notes_name_the_first_rows() -> None:
    said = refusals.sentences(
        skipped={"blank": {"count": 7, "rows": [4, 5, 6, 7, 8, 9, 10]}},
        notes={"no_header": {"count": 0, "rows": []}},
        difference=-2,
    )

    assert len(said) == 3
    assert "4, 5, 6, 7, 8…" in said[0]
    assert "2" in said[2]
