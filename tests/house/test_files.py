import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
REFUSED = {"utils", "helpers", "services", "managers", "common", "misc"}
FILES = sorted((ROOT / "zhivo").rglob("*.py"))
WRITTEN = [path for path in FILES if path.parent.name != "migrations"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_named_by_its_job(path: Path) -> None:
    assert path.stem not in REFUSED


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_a_module_opens_with_a_sentence_of_what_it_is(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text()))

    assert said, "no docstring"
    assert said.split("\n")[0].endswith((".", ":")), said.split("\n")[0]
