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


def test_a_signed_address_is_not_written_whole() -> None:
    formatter = QuietFormatter("{levelname} {message}", style="{")
    signed = f"/form/17:{'aB-_' * 11}/"
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (signed,), None)
    plain = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", ("/clients/1206/facts/",), None)

    assert formatter.format(record) == "WARNING Gone: /form/…/"
    assert formatter.format(plain) == "WARNING Gone: /clients/1206/facts/"
