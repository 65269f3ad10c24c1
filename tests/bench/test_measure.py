"""What a benchmark says."""

from bench.measure import Measure, Stopwatch, quantile


def test_a_result_is_a_ratio_to_something_named() -> None:
    result = Measure("import", 1000, 2.0, "COPY", 4.0, peak_mb=100.4, more={"held": 3}).as_dict()

    assert result == {
        "name": "import",
        "rows": 1000,
        "seconds": 2.0,
        "rows_per_second": 500.0,
        "peak_mb": 100,
        "vs": {"what": "COPY", "ratio": 4.0},
        "held": 3,
    }


def test_quantiles_are_values_that_were_seen() -> None:
    values = [float(number) for number in range(100, 0, -1)]

    assert (quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1.0)) == (51.0, 96.0, 100.0)
    assert quantile([], 0.5) == 0.0


def test_memory_of_a_block_is_seen() -> None:
    with Stopwatch() as idle:
        pass
    with Stopwatch() as watch:
        held = bytearray(64 * 1024 * 1024)
        held[::4096] = b"x" * len(held[::4096])

    assert watch.peak_mb > idle.peak_mb + 30 or watch.seconds < 0.05
    assert watch.seconds > 0
