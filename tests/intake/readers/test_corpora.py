"""Collections of files that broke other programs; skipped where they are not at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.readers.found import read

ROOT = Path(__file__).parents[3]
HOSTILE = ROOT.parent / "shared" / "data" / "hostile"
pytestmark = pytest.mark.skipif(not HOSTILE.is_dir(), reason="the collections are not here")

# Reads each file under the limits of a reader and says what came of it: one process for all of them.
READ_ALL = """
import json, os, sys
from contextlib import closing
from pathlib import Path
from zhivo.intake.readers import Choice, Refused, limits
from zhivo.intake.readers.child import choose_sheet, open_reader
from zhivo.intake.readers.table import Table
from zhivo.intake.readers.tally import Tally
limits.take_limits(cpu_seconds=100, parent=os.getppid())
for name in sys.argv[1:]:
    tally = Tally()
    table = Table(choice=Choice(), tally=tally)
    try:
        with closing(open_reader(Path(name), choice=Choice())) as reader:
            for _ in table.frames(reader.frames(choose_sheet(reader), tally)):
                pass
        answer = [table.rows, tally.records_read - tally.records_counted]
    except Refused as refused:
        answer = refused.code
    print(json.dumps([Path(name).name, answer]), flush=True)
"""


def read_all(paths: list[Path]) -> dict[str, object]:
    command = [sys.executable, "-c", READ_ALL, *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return dict(json.loads(line) for line in done.stdout.splitlines())


# The two files of location_coordinates disagree with each other about a phone.
SPECTRUM = sorted(path for path in HOSTILE.glob("csv-spectrum/csvs/*.csv") if path.stem != "location_coordinates")


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_csv_spectrum_is_read_as_its_authors_expect(path: Path) -> None:
    expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8"))

    found = read(path, header_row=1)

    assert [dict(zip(found.names, row, strict=True)) for row in found.rows] == expected


def test_no_workbook_of_calamines_own_tests_ends_the_reader() -> None:
    paths = sorted(path for path in HOSTILE.glob("calamine-tests/*") if path.suffix != ".md")
    answers = read_all(paths)

    assert set(answers) == {path.name for path in paths}
    refused = {name: answer for name, answer in answers.items() if isinstance(answer, str)}
    assert set(refused.values()) <= {"empty_file", "header_only", "encrypted", "broken_file", "bomb"}
    assert [name for name, answer in refused.items() if answer == "broken_file"] == ["OOM_alloc3.xls", "issue252.xlsx"]
    assert [name for name, answer in refused.items() if answer == "bomb"] == ["issue_594_dos.ods"]
    counted = {name: answer for name, answer in answers.items() if isinstance(answer, list)}
    assert {name for name, (_, difference) in counted.items() if difference} == set()


def test_workbooks_that_lie_about_their_size_are_read() -> None:
    answers = read_all(sorted(HOSTILE.glob("tablib/*.xlsx")))

    assert answers == {"bad_dimensions.xlsx": [3, 0], "ragged.xlsx": [1, 0]}
