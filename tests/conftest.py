"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.command_line import Zhivo, runner
from tests.database import fresh_database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's fixture: everything marked django_db works on this process's own copy of the template."""
    from django.db import connection

    with django_db_blocker.unblock(), fresh_database() as name:
        connection.close()
        connection.settings_dict["NAME"] = name
        yield
        connection.close()


@pytest.fixture
def zhivo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Zhivo:
    """The command line: `zhivo("import", path, "--json")` returns code, out and err."""
    return runner(capsys, monkeypatch)
