from pathlib import Path

import pytest

from zhivo.lib import environment
from zhivo.lib.refusal import Refusal


def test_a_value_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("SOME_KEY_FILE", str(tmp_path / "key"))

    assert environment.text("SOME_KEY") == "from a file"

    monkeypatch.setenv("SOME_KEY", "said")
    assert environment.text("SOME_KEY") == "said"


def test_a_file_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY_FILE", "/no/such/file")

    with pytest.raises(Refusal, match="SOME_KEY_FILE"):
        environment.text("SOME_KEY")


@pytest.mark.parametrize(("said", "means"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_a_flag_is_on_when_it_says_yes(monkeypatch: pytest.MonkeyPatch, said: str, means: bool) -> None:
    monkeypatch.setenv("SOME_FLAG", said)

    assert environment.flag("SOME_FLAG") is means


def test_a_number_is_a_number_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.number("SOME_NUMBER", 3) == 3

    monkeypatch.setenv("SOME_NUMBER", "three")
    with pytest.raises(Refusal):
        environment.number("SOME_NUMBER", 3)


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_WORDS", "a, b,,c ")

    assert environment.words("SOME_WORDS") == ["a", "b", "c"]
