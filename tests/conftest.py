"""What every test may ask for."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.command_line import Zhivo, runner
from tests.database import HOME, fresh_database


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's fixture: everything marked django_db works on this process's own copy of the template."""
    from django.db import connection

    from zhivo.intake import files
    from zhivo.lib import home

    with django_db_blocker.unblock(), fresh_database() as name:
        connection.close()
        connection.settings_dict["NAME"] = name
        # A file that no batch of one base needs any more may be needed by another's, and lie there by the same name.
        files.folder = lambda *parts: home.folder(*([name] if home.home() == HOME else []), *parts)
        yield
        shutil.rmtree(HOME / name, ignore_errors=True)
        connection.close()


@pytest.fixture
def zhivo(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Zhivo:
    """The command line: `zhivo("import", path, "--json")` returns code, out and err."""
    return runner(capsys, monkeypatch)


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    """The cast: vera owns, boris leads the sales team of anna, clara works in another team, adam administers."""
    from zhivo.team.models import Team, User

    sales = Team.objects.create(name="Sales")
    other = Team.objects.create(name="Other")

    def hire(name: str, *roles: str, team: Team | None = None) -> Any:
        return User.objects.create_user(
            f"{name}@tara.example", "a long password", name=name.title(), roles=list(roles), team=team
        )

    cast = {
        "vera": hire("vera", "owner"),
        "boris": hire("boris", "head", team=sales),
        "anna": hire("anna", "manager", team=sales),
        "clara": hire("clara", "manager", team=other),
        "inna": hire("inna", "marketer"),
        "adam": hire("adam", "administrator"),
    }
    sales.head = cast["boris"]
    sales.save()
    return cast
