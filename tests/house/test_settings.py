import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
READ = re.compile(r"""environment\.(?:text|flag|words|number)\(\s*["'](\w+)["']""")


def settings_read() -> set[str]:
    return {name for path in (ROOT / "zhivo").rglob("*.py") for name in READ.findall(path.read_text())}


def test_every_setting_is_on_its_page_and_the_page_names_no_other() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()

    assert set(re.findall(r"^## `(\w+)`", page, re.MULTILINE)) == settings_read()


def test_django_finds_nothing_to_warn_about_once_the_address_is_https() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "zhivo.settings", "ZHIVO_URL": "https://example.com"}
        | {"SECRET_KEY": "".join(chr(33 + number) for number in range(90))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
