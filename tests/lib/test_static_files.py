import json
from pathlib import Path

import pytest
from pytest_django import Settings

from zhivo.lib import static_files


@pytest.fixture
def root(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.css").write_text("a { color: red }")
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path / "home"))
    settings.STATICFILES_DIRS = [str(tmp_path / "source")]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return tmp_path / "static"


def test_files_are_gathered_again_when_one_has_changed(root: Path) -> None:
    static_files.gather()
    first = json.loads((root / "staticfiles.json").read_text())["paths"]["page.css"]

    (root.parent / "source" / "page.css").write_text("a { color: blue }")
    static_files.gather()
    second = json.loads((root / "staticfiles.json").read_text())["paths"]["page.css"]

    assert first != second
    assert (root / first).exists()
    assert (root / second).exists()


def test_nothing_is_done_when_nothing_has_changed(root: Path) -> None:
    static_files.gather()
    (root / "staticfiles.json").unlink()

    static_files.gather()

    assert not (root / "staticfiles.json").exists()
