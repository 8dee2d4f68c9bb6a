"""Evaluations: found by their files, and on a log of one's own."""

import gzip
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from serai.config.evaluations import known_evaluations, run_evaluations
from serai.config.evaluations._cost import with_cost
from serai.config.measurement import print_measurements

LOG = """action,reward,propensity,x_hour,policy_bold
red,1,0.5,1,1
blue,0,0.5,2,0
red,0,0.5,3,1
red,1,0.5,4,1
blue,1,0.25,5,0.5
blue,0,0.5,6,0
"""


@pytest.fixture(params=["log.csv", "log.csv.gz", "log.parquet"])
def log(request, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(LOG.encode()))
    elif path.suffix == ".parquet":
        pl.read_csv(LOG.encode()).write_parquet(path)
    else:
        path.write_text(LOG)
    return path


def test_every_file_is_an_evaluation():
    assert {"bandits", "experiments", "offpolicy", "search"} <= set(known_evaluations())


def test_policies_are_judged_by_a_log_of_ones_own(log: Path):
    lines = {line.name: line for line in run_evaluations(["offpolicy"], log)}

    assert set(lines) == {"bold, IPS", "bold, SNIPS", "always red, DR", "always blue, DR"}
    assert lines["bold, IPS"].value == pytest.approx((2 + 0 + 2 + 2) / 6)
    assert lines["bold, SNIPS"].value == pytest.approx(6 / 8)
    assert lines["bold, IPS"].reference == pytest.approx(3 / 6)
    assert "of 4;" in lines["bold, IPS"].note


def test_lines_for_machines_are_one_object_each(log: Path, capsys: pytest.CaptureFixture[str]):
    assert print_measurements(
        run_evaluations(["offpolicy"], log), reference_name="baseline", as_json=True
    )

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"name", "value", "unit", "baseline", "ratio", "bar", "ok"} <= set(told[0])
    assert len(told) == 4


def test_an_evaluation_ends_with_what_it_cost(log: Path):
    def heavy():
        held = bytearray(400 * 2**20)
        held[::4096] = b"x" * len(held[::4096])
        yield from run_evaluations(["offpolicy"], log)

    costs = [list(with_cost("offpolicy", lines))[-1] for lines in (heavy(), iter(()))]

    assert [cost.name for cost in costs] == ["cost of offpolicy"] * 2
    assert costs[0].value > costs[1].value >= 0
    first, second = (float(cost.note.removesuffix(" GiB at most")) for cost in costs)
    assert first > 0.39
    if sys.platform == "linux":
        assert second < first - 0.3


def test_shelves_of_stores_are_judged_by_purchases_of_ones_own(tmp_path: Path):
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    rows = [
        (customer, f"{customer}-{day}", product, customer % 2, start + timedelta(days=day))
        for customer in range(20)
        for day in range(0, 60, 3)
        for product in (f"own-{customer % 2}-{day % 5}", f"all-{(customer + day) % 30}")
    ]
    names = ["customer", "basket", "product", "store", "time"]
    path = tmp_path / "purchases.parquet"
    pl.DataFrame(rows, schema=names, orient="row").write_parquet(path)

    first, *_, last = run_evaluations(["trending"], path)

    assert first.reference is not None
    assert first.value > first.reference
    assert first.note.startswith("180 baskets; paired gain +")
    assert last.unit == "s"


def test_a_missing_data_set_is_told_and_breaks_nothing(tmp_path: Path):
    *_, last = run_evaluations(["search"], tmp_path)

    assert last.ok
    assert last.note.startswith("skipped: ")
