import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

ROOT = Path(__file__).parent.parent.parent
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
# The top is 0; modules side by side share a number.
HEIGHT = {name.strip(" ()"): rank for rank, layer in enumerate(LAYERS) for name in layer.split("|")}
BELOW_THE_SCREENS = sorted(set(HEIGHT) - {"web", "api", "cli"})
HTTP = ("django.http", "django.shortcuts", "django.views", "django.urls")


def test_imports_go_down() -> None:
    # In a process of its own: the linter's logging set-up would silence every logger of this one.
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([str(linter), "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def relations() -> list[Field]:
    models = [model for model in apps.get_models() if model.__module__.startswith("zhivo.")]
    return [
        field
        for model in models
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.is_relation
    ]


@pytest.mark.parametrize("field", relations(), ids=str)
def test_a_foreign_key_points_down(field: Field) -> None:
    here, there = field.model.__module__.split("."), field.related_model.__module__.split(".")

    assert there[0] != "zhivo" or there[1] == here[1] or HEIGHT[there[1]] > HEIGHT[here[1]]


@pytest.mark.parametrize("module", BELOW_THE_SCREENS)
def test_modules_below_the_screens_hold_no_http(module: str) -> None:
    for path in (ROOT / "zhivo" / module).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.startswith(HTTP)], path
