import logging

import pytest

from zhivo.lib.logs import QuietFormatter


def test_a_logged_error_tells_kind_and_place_but_not_what_it_quotes(caplog: pytest.LogCaptureFixture) -> None:
    try:
        try:
            raise KeyError("+79161234567")
        except KeyError as cause:
            raise ValueError("ivan@example.ru is taken") from cause
    except ValueError:
        logging.getLogger("zhivo").exception("The import stopped")

    line = QuietFormatter("{message}", style="{").format(caplog.records[0])

    assert "The import stopped" in line
    assert "builtins.KeyError" in line
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line
    assert "ivan@" not in line.replace('raise ValueError("ivan@example.ru is taken")', "")
    assert "+7916" not in line.replace('raise KeyError("+79161234567")', "")
