import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhivo.cli.commands import COMMANDS, command
from zhivo.cli.main import main, parser
from zhivo.lib.refusal import Refusal


@pytest.fixture
def fail() -> Iterator[None]:
    """A command that fails as its first word says."""

    @command(group="care", help="Fail", examples=(), needs_database=False)
    def fail(options: argparse.Namespace) -> None:
        raise ValueError("+79161234567")

    @command(group="care", help="Refuse 100% of it", examples=("zhivo refuse",), needs_database=False)
    def refuse(options: argparse.Namespace) -> None:
        raise Refusal("no_luck", "No luck.", hint="Try again.")

    yield
    del COMMANDS["fail"], COMMANDS["refuse"]


def test_help_lists_every_command_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--help"])

    printed = capsys.readouterr().out
    assert exit_.value.code == 0
    assert all(f"  {name} " in printed for name in COMMANDS)


def test_every_command_has_an_example_that_the_parser_takes() -> None:
    whole = parser()
    for one in COMMANDS.values():
        assert one.examples, one.name
        for example in one.examples:
            words = example.split(" #")[0].split()
            assert words[:2] == ["zhivo", one.name]
            whole.parse_args(words[1:])


def test_a_wrong_word_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["no-such-command"])

    assert exit_.value.code == 2


@pytest.mark.usefixtures("fail")
def test_a_refusal_is_one_line_and_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refuse"]) == 1

    assert capsys.readouterr() == ("", "No luck. Try again.\n")


@pytest.mark.usefixtures("fail")
def test_what_breaks_is_told_in_one_line_and_kept_without_its_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path))

    assert main(["fail"]) == 1

    said = capsys.readouterr().err
    kept = (tmp_path / "log" / "errors.log").read_text()
    assert "ValueError" in said
    assert said.count("\n") == 1
    assert "test_main.py" in kept
    assert "+7916" not in said + kept.replace('raise ValueError("+79161234567")', "")


@pytest.mark.usefixtures("fail")
def test_two_commands_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="refuse"):

        @command(group="care", help="", examples=())
        def refuse(options: argparse.Namespace) -> None: ...


@pytest.mark.parametrize(
    ("setting", "code"), [("DATABASE_URL=nonsense", "bad_database_url"), ("ZHIVO_PROXIES=many", "bad_setting")]
)
def test_a_wrong_setting_is_refused_in_words(setting: str, code: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "zhivo", "doctor", "--json"],
        env=os.environ | dict([setting.split("=")]),
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert json.loads(told.stdout)["error"]["code"] == code
    assert told.stderr.count("\n") == 1
