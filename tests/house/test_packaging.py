"""A wheel holds all that the product reads."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SOURCES = {".py", ".pyc", ".po"}  # a .po is made into the .mo that is read


def test_every_file_that_is_no_source_is_named_as_data_of_its_package() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "zhivo").rglob("__init__.py")}

    taken = {
        file
        for package in packages
        for pattern in [*named["*"], *named.get(package, [])]
        for file in ROOT.joinpath(*package.split(".")).glob(pattern)
    }
    data = {path for path in (ROOT / "zhivo").rglob("*") if path.is_file() and path.suffix not in SOURCES}
    data = {path for path in data if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)}  # caches

    # What another process is writing aside is not there for long.
    assert not {path for path in data - taken if path.exists() and not path.suffix[1:].isdecimal()}
