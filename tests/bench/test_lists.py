"""The maker of made-up lists that benchmarks are run on."""

from pathlib import Path

import fastexcel
import polars as pl
import pytest
from stdnum.ru import inn

from bench import lists


@pytest.fixture(scope="module")
def made() -> tuple[pl.DataFrame, pl.DataFrame]:
    (piece,) = lists.chunks(rows=20_000, seed=7)
    return piece


def test_the_same_seed_gives_the_same_list_and_another_seed_another(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("again", 7), ("other", 8)):
        lists.write(rows=300, seed=seed, out=tmp_path / f"{name}.csv", truth=tmp_path / f"{name}_truth.csv")

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    assert (tmp_path / "one_truth.csv").read_bytes() == (tmp_path / "again_truth.csv").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() != (tmp_path / "other.csv").read_bytes()


def test_a_fifth_of_the_rows_are_repeats(made: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    frame, truth = made

    assert frame.columns == lists.COLUMNS
    assert frame["id"].to_list() == truth["id"].cast(pl.String).to_list()
    assert 0.18 < 1 - truth["entity_id"].n_unique() / truth.height < 0.22


def test_rows_do_not_depend_on_how_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pl.concat([frame for frame, _truth in lists.chunks(rows=2000, seed=3)])
    monkeypatch.setattr(lists, "_CHUNK", 300)
    pieces = pl.concat([frame for frame, _truth in lists.chunks(rows=2000, seed=3)])

    assert whole.equals(pieces)


def test_families_share_a_phone_and_a_surname_and_firms_an_inn(made: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    frame, truth = made
    both = frame.hstack(truth.drop("id"))
    homes = both.filter(pl.col("kind") == "household").group_by("household_id").agg(pl.col("entity_id").n_unique())
    inns = both.filter(pl.col("ИНН").str.contains(r"^\d{10}$")).group_by("company_id").agg("ИНН")

    assert (homes["entity_id"] > 1).sum() > 500
    assert inns.select((pl.col("ИНН").list.n_unique() > 1).mean()).item() < 0.05
    assert set(both["kind"]) == set(lists.KINDS)


def test_most_inns_are_valid_and_some_are_spoilt(made: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    given = [value for value in made[0]["ИНН"] if value]

    assert 0.8 < sum(inn.is_valid(value) for value in given) / len(given) < 0.98


def test_nobody_can_be_written_to(made: tuple[pl.DataFrame, pl.DataFrame]) -> None:
    text = made[0].select(pl.concat_str(["E-mail", "Комментарий"], separator=" ")).to_series()
    domains = text.str.extract_all(r"@[A-Za-z0-9.\-]+").explode().drop_nulls().str.to_lowercase().unique()
    real = [name for name in domains if not name.endswith((".example", "@example.com")) and "." in name]

    assert real == []


def test_an_excel_file_holds_the_same_cells(tmp_path: Path) -> None:
    lists.write(rows=500, seed=5, out=tmp_path / "list.xlsx")
    (pair,) = lists.chunks(rows=500, seed=5)

    sheet = fastexcel.read_excel(tmp_path / "list.xlsx").load_sheet(0, dtypes="string").to_polars().fill_null("")

    assert sheet.columns == lists.COLUMNS
    assert sheet["ФИО"].to_list() == pair[0]["ФИО"].to_list()
    assert sheet["Телефон"].to_list() == pair[0]["Телефон"].str.strip_suffix(".0").to_list()
    assert sheet["Компания"].to_list() == pair[0]["Компания"].to_list()


def test_rows_that_one_sheet_cannot_hold_go_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.xlsx.SHEET_ROWS", 200)

    lists.write(rows=500, seed=5, out=tmp_path / "list.xlsx")

    book = fastexcel.read_excel(tmp_path / "list.xlsx")
    assert [book.load_sheet(name).height for name in book.sheet_names] == [200, 200, 100]


def test_the_command_refuses_what_it_cannot_write(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        lists.main(["--out", "list.ods"])

    assert stopped.value.code == 2
    assert "--out ends with" in capsys.readouterr().err
