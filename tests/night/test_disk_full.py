"""An import whose database runs out of disk: what is committed is whole, and it goes on once there is room."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disk import enlarge, small_disk
from tests.night.homes import state, sums, zhivo
from zhivo.lib.postgres.place import place

pytestmark = pytest.mark.night
MB = 1024
Make = Callable[[], Path]


# Tables that do not grow make the server refuse a statement; a log that does not grow makes it stop.
@pytest.mark.parametrize(("part", "kilobytes"), [("base", 200 * MB), ("pg_wal", 100 * MB)])
def test_an_import_stops_on_a_full_disk_and_goes_on_when_there_is_room(
    part: str, kilobytes: int, file: Path, new_home: Make, tmp_path: Path
) -> None:
    home, whole = new_home(), new_home()
    assert zhivo(whole, "import", str(file), "--json")[0] == 0
    untouched = sums(whole)
    assert zhivo(home, "init")[0] == 0
    folder, kept = place(home).data / part, tmp_path / part
    shutil.copytree(folder, kept)

    with small_disk(folder, kilobytes=kilobytes):
        subprocess.run(["cp", "-a", f"{kept}/.", str(folder)], check=True)
        subprocess.run(["chown", "-R", f"--reference={place(home).data}", str(folder)], check=True)
        folder.chmod(0o700)

        for _ in range(2):  # trying again without room says the same
            code, out, err = zhivo(home, "import", str(file), "--json")
            assert code == 1
            assert json.loads(out)["error"]["code"] == "disk_full", err
            assert "Traceback" not in err

        enlarge(folder, kilobytes=20 * kilobytes)
        stopped = state(home)
        assert stopped["state"] == ("failed" if part == "base" else "running")
        assert stopped["rows"] == stopped["told"] == sums(home)["records"][0]
        code, out, err = zhivo(home, "import", str(file), "--json")
        assert code == 0, err
        assert sums(home) == untouched
        # Back before the small disk goes, so that the server can be stopped in order.
        assert zhivo(home, "stop")[0] == 0
