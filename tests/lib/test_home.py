import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zhivo.lib import home
from zhivo.lib.refusal import Refusal


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_folders_are_made_closed_to_others(here: Path) -> None:
    inner = home.folder("files", "incoming")

    assert inner == here / "files" / "incoming"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (here, here / "files", inner)] == [0o700] * 3


def test_a_secret_is_drawn_once_and_readable_by_us_alone(here: Path) -> None:
    first = home.secret("key")

    assert home.secret("key") == first
    assert len(first) > 50
    assert stat.S_IMODE((here / "key").stat().st_mode) == 0o600


def test_everybody_who_asks_at_once_gets_the_same_secret(here: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        drawn = set(pool.map(lambda _: home.secret("key"), range(8)))

    assert len(drawn) == 1
    assert [path.name for path in here.iterdir()] == ["key"]


def test_a_folder_that_cannot_be_made_is_refused_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path / "file" / "home"))

    with pytest.raises(Refusal) as refused:
        home.folder()

    assert refused.value.code == "no_data_folder"
