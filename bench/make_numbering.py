"""Pack the DEF-9xx file of the state's numbering register into zhivo/quality/numbering/mobile_ranges.parquet."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import polars as pl

from zhivo.quality.places import regions

OUT = Path(__file__).parent.parent / "zhivo" / "quality" / "numbering" / "mobile_ranges.parquet"
BRANDS = {
    r"вымпелком": "Билайн",
    r"мегафон": "МегаФон",
    r"мобильные телесистемы|\bмтс\b": "МТС",
    r"т2 мобайл": "Т2",
    r"скартел": "Yota",
    r"т-моб": "Т-Мобайл",
    r"сбербанк-телеком": "СберМобайл",
    r"ростелеком": "Ростелеком",
    r"\bмтт\b": "МТТ",
    r"екатеринбург-2000": "Мотив",
    r"к-телеком": "Win mobile",
    r"миранда": "Миранда",
    r"ттк-связь|транстелеком": "ТТК",
    r"газпром телеком": "Газпром телеком",
    r"альфа-мобайл": "Альфа-Мобайл",
    r"втб мобайл": "ВТБ Мобайл",
    r"республиканский оператор связи|гуп днр": "Феникс",
    r"таттелеком": "Летай",
    r"минцифры": "Минцифры",
}
FORM = re.compile(r"^(?:ООО|ПАО|ОАО|ЗАО|АО|ФГУП|АКЦИОНЕРНОЕ ОБЩЕСТВО)\s+(?:ИК\s+)?", re.IGNORECASE)


def brand(operator: str) -> str:
    """Return the name that subscribers know an operator by, or its name without legal form."""
    for pattern, name in BRANDS.items():
        if re.search(pattern, operator.lower()):
            return name
    bare = FORM.sub("", operator).strip(' "«»')
    return " ".join(word if re.fullmatch(r"[^АЕИОУЫЭЮЯ]{2,4}", word) else word.title() for word in bare.split())


def pack(source: Path, out: Path, *, dated: str) -> pl.DataFrame:
    """Read the register (`;`, UTF-8, gzip or plain), write the packed file, return what was written."""
    raw = pl.read_csv(source, separator=";", infer_schema=False)
    code, first, last, _, operator, region, territory, _ = raw.columns
    rows = raw.filter(pl.col(code).str.contains(r"^9\d\d$")).select(
        first=(pl.col(code) + pl.col(first)).cast(pl.Int64),
        last=(pl.col(code) + pl.col(last)).cast(pl.Int64),
        operator=pl.col(operator).map_elements(brand, return_dtype=pl.String),
        region=pl.coalesce(territory, region)
        .str.split("|")
        .list.last()
        .map_elements(regions.find, return_dtype=pl.String, skip_nulls=True),
    )
    rows = rows.sort("first").with_columns(pl.col("region").fill_null(""))
    begins = (
        (pl.col("first") != pl.col("last").shift(1) + 1)
        | (pl.col("operator") != pl.col("operator").shift(1))
        | (pl.col("region") != pl.col("region").shift(1))
    ).fill_null(value=True)
    joined = (
        rows.with_columns(run=begins.cum_sum())
        .group_by("run", maintain_order=True)
        .agg(pl.col("first").first(), pl.col("last").last(), pl.col("operator").first(), pl.col("region").first())
        .drop("run")
    )
    joined.write_parquet(out, compression="zstd", compression_level=19, metadata={"dated": dated})
    return joined


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--dated", required=True, help="the month of the register, 2026-04")
    arguments = parser.parse_args()
    written = pack(arguments.source, OUT, dated=arguments.dated)
    print(f"{written.height} ranges, {OUT.stat().st_size} bytes")  # noqa: T201
