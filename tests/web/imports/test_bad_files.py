"""Bad files dropped on the page: a sentence beside the name, and nothing is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.disk import small_disk
from tests.rows import checksum
from tests.web.cast import World
from tests.web.imports.files import dropped
from zhivo.lib import home
from zhivo.sources.models import Batch, Source
from zhivo.team.models import User

pytestmark = pytest.mark.django_db
LogIn = Callable[[User], Browser]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "пусто.csv": (b"", "В файле нет строк."),
    "шапка.csv": ("Имя;Телефон\n".encode(), "В файле есть заголовок, а строк под ним нет."),
    "картинка.xlsx": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Это картинка, а не таблица."),
    "пароль.xlsx": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "Файл защищён паролем."),
}


def everything() -> dict[str, object]:
    kept = sorted(path.name for path in home.folder("files").rglob("*") if path.is_file())
    return checksum() | {"batches": Batch.objects.count(), "sources": Source.objects.count(), "files": kept}


def test_each_bad_file_gets_its_sentence_and_leaves_nothing(world: World, log_in: LogIn) -> None:
    before = everything()
    files = [SimpleUploadedFile(name, content) for name, (content, _sentence) in BAD.items()]

    answer = log_in(world.people["owner"]).post("/imports/new/", {"files": files})
    text = answer.content.decode()

    assert answer.status_code == 422
    for name, (_content, sentence) in BAD.items():
        assert name in text
        assert sentence in text
    assert everything() == before


# Kept in memory until it is stored; written to disk as it comes; full only when its small last part is written.
@pytest.mark.parametrize(("size", "room"), [(1_000_000, 200), (3_000_000, 200), (2_625_000, 2_564)])
def test_a_full_disk_is_told_and_nothing_is_kept(
    size: int, room: int, world: World, log_in: LogIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setenv("ZHIVO_HOME", str(tmp_path / "home"))
    settings.FILE_UPLOAD_TEMP_DIR = str(home.folder("files", "incoming"))
    text = "ФИО;Телефон\n" + "Иванов Иван;89161234567\n" * (size // 34)

    with small_disk(home.folder("files"), kilobytes=room):
        home.folder("files", "incoming")
        before = everything()
        answer = log_in(world.people["owner"]).post("/imports/new/", {"files": [dropped("большой.csv", text)]})
        after = everything()

    assert answer.status_code == 422
    assert "большой.csv" in answer.content.decode()
    assert "Диск заполнен" in answer.content.decode()
    assert after == before
