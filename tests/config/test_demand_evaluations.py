"""Forecasts and orders are judged on a file of one's own, too."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from serai.config.evaluations import run_evaluations
from serai.config.evaluations._demand import demand

WEEKS = 40


@pytest.fixture
def sold(tmp_path: Path) -> Path:
    """Write forty weeks of twelve products in two stores; a leaflet trebles what is sold."""
    rng = np.random.default_rng(8)
    rows = []
    for product in range(12):
        for week in range(WEEKS):
            leaflet = float(rng.random() < 0.25)
            for store, size in (("north", 12), ("south", 6)):
                units = int(rng.poisson(size * (1 + product % 3) * (1 + 2 * leaflet)))
                start = date(2025, 1, 6) + timedelta(weeks=week)
                rows.append((f"p{product}", store, start, units, 2.0 * units, leaflet))
    path = tmp_path / "demand.csv"
    names = ["product", "location", "start", "quantity", "amount", "plan_leaflet"]
    pl.DataFrame(rows, schema=names, orient="row").write_csv(path)
    return path


def test_a_file_is_laid_out_by_week(sold: Path):
    told = demand(sold)

    panel = told.panel(told.best_sellers(36, 5), 36)

    assert len(told.weeks) == WEEKS
    assert panel.demand.shape == (5, 36)
    assert (panel.ahead, panel.plan_names) == (4, ("plan_leaflet",))
    assert panel.demand.sum(axis=1).tolist() == sorted(panel.demand.sum(axis=1), reverse=True)
    assert set(np.unique(panel.plan)) == {0.0, 1.0}


def test_a_shop_that_opens_is_judged_on_a_file_of_ones_own(sold: Path):
    lines = {line.name: line for line in run_evaluations(["first-weeks"], sold)}

    error = {weeks: lines[f"{weeks} weeks known: WAPE of four weeks together"] for weeks in (0, 8)}
    assert error[0].reference == 1.0
    assert error[8].value < 0.5 * error[0].value
    assert not any(name.startswith("general prior") for name in lines)


@pytest.mark.slow
def test_both_are_measured_on_a_file_of_ones_own(sold: Path):
    lines = {line.name: line for line in run_evaluations(["forecast", "replenish"], sold)}

    assert {
        "chain, 36 weeks known: WAPE",
        "chain: |bias|",
        "store x product, 36 weeks known: WRMSSE",
        "serial system: cost",
        "mean stock at a fill rate of 95%",
    } <= set(lines)
    assert lines["chain, 36 weeks known: WAPE"].value < 0.3
    assert lines["newsvendor: base stock"].ok
    gap = lines["store x product: largest gap between a product's stores and the chain"]
    assert gap.value < 1e-6


@pytest.mark.slow
def test_the_whole_loop_is_measured_on_a_file_of_ones_own(sold: Path):
    rows = pl.read_csv(sold).with_row_index()
    cut = pl.when(pl.col("index") % 5 == 0).then(1.7).otherwise(2.0)
    rows.with_columns(amount=cut * pl.col("quantity")).drop("index").write_csv(sold)

    lines = {line.name: line for line in run_evaluations(["loop"], sold)}

    chosen = lines["earlier weeks, on which was chosen: profit, orders alone"]
    assert chosen.note.startswith("weeks 21 to 30: ")
    alone, whole = lines["profit, orders alone"], lines["profit, the whole loop"]
    assert alone.reference == whole.reference
    assert [plot.key for plot in whole.plots] == ["weeks"]
    assert len(whole.plots[0].labels) == 10
    margin, held = (lines[f"{name}, the whole loop"] for name in ("margin", "cost of holding"))
    assert whole.value == pytest.approx(margin.value - held.value)
    assert 0 < lines["fill rate, the whole loop"].value <= 1


def test_where_no_price_moved_the_loop_says_so(sold: Path):
    [line] = run_evaluations(["loop"], sold)

    assert line.note == "skipped: no prices that moved are known"
