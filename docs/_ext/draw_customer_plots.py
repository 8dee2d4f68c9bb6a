"""Draw the plots on the pages about customers: `python docs/_ext/draw_customer_plots.py FOLDER_OF_PUBLIC_SETS`."""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from serai.config.cli.django import load_django

load_django(with_database=False)

from serai.config.evaluations import propensity, uplift  # noqa: E402 - after Django
from serai.config.evaluations._customer_days import demo_days, online_retail_days  # noqa: E402 - after Django
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot  # noqa: E402 - after Django
from serai_science.buying.describe import describe, matrix  # noqa: E402 - after Django
from serai_science.buying.moments import examples  # noqa: E402 - after Django
from serai_science.churn import learn_churn  # noqa: E402 - after Django
from serai_science.lifetime.outlook import learn_outlook  # noqa: E402 - after Django
from serai_science.propensity.describe import describe_offer  # noqa: E402 - after Django
from serai_science.propensity.redemption import learn_redemption, used_by  # noqa: E402 - after Django
from serai_science.uplift.response import learn_response  # noqa: E402 - after Django

_PLOTS = Path(__file__).parents[1] / "_static" / "plots"
_STYLE = """<style>.bo-plot-ground{stroke:#cbd5e1}.bo-plot-text{fill:#64748b;font:11px sans-serif}
.bo-plot-name,.bo-plot-words{fill:#475569;font:12px sans-serif}.bo-plot-line{fill:none;stroke:currentColor;
stroke-width:2}.bo-plot-line-0{color:#7c3aed}.bo-plot-line-1{color:#b45309;stroke-dasharray:6 4}
.bo-plot-line-2{color:#0f766e;stroke-dasharray:2 4}</style>"""
_TENTHS = [f"{tenth}." for tenth in range(1, 11)]


def draw(data: Path) -> None:
    """Write every plot."""
    _chances_of_churn(data)
    _chances_of_redemption()
    _bands_of_spend()
    _uplift_by_tenths(data)


def _chances_of_churn(data: Path) -> None:
    history = online_retail_days(
        data / "online-retail" / "2009-12_2010-12.parquet", now=date(2010, 9, 10)
    )
    past = history.days.filter(pl.col("day") < history.now)
    churn = learn_churn(past, now=history.now, start=history.start, ahead=90)
    came = examples(history.days, [history.now], start=history.start, ahead=90)
    chance = churn.line.chance(came.features)
    _said_and_seen("churn", "No order within 90 days", chance, (came.days == 0).astype(float))


def _chances_of_redemption() -> None:
    past = propensity.demo_offers()
    start = int(past.lines["day"].min())
    model = learn_redemption(past, propensity.TAUGHT, start=start)
    described = pl.concat([describe_offer(past, each, start=start) for each in propensity.ASKED])
    _said_and_seen(
        "propensity", "Coupons redeemed", model.chance(described), used_by(past, described)
    )


def _bands_of_spend() -> None:
    history = demo_days(now=date(2017, 10, 1))
    past = history.days.filter(pl.col("day") < history.now)
    outlook = learn_outlook(past, now=history.now, start=history.start, ahead=92)
    known = describe(past, now=history.now, start=history.start)
    came = examples(history.days, [history.now], start=history.start, ahead=92)
    band = outlook.spend.predict(matrix(known))
    tenths = np.array_split(np.argsort(band.middle), 10)
    lines = [
        DrawnLine("spent, median", [float(np.median(came.spend[tenth])) for tenth in tenths]),
        DrawnLine("expected", [float(np.median(band.middle[tenth])) for tenth in tenths]),
        DrawnLine("upper end of band", [float(np.median(band.high[tenth])) for tenth in tenths]),
    ]
    _write("lifetime", "Spend of 92 days by tenths of customers", lines)


def _uplift_by_tenths(data: Path) -> None:
    people = pl.read_csv(data / "hillstrom" / "hillstrom.csv.gz", infer_schema_length=None)
    letter = "Womens E-Mail"  # codespell:ignore womens
    features, treated, responded = uplift.experiment_with(people, letter)
    order = np.random.default_rng(0).permutation(treated.size)
    fit, test = np.array_split(order, 2)
    model = learn_response(features[fit], treated[fit], responded[fit])
    score = model.uplift(features[test])
    tenths = [test[each] for each in np.array_split(np.argsort(-score), 10)]
    scores = [score[each] for each in np.array_split(np.argsort(-score), 10)]
    seen = [
        float(responded[t][treated[t] > 0].mean() - responded[t][treated[t] == 0].mean())
        for t in tenths
    ]
    lines = [DrawnLine("seen", seen), DrawnLine("said", [float(each.mean()) for each in scores])]
    _write("uplift", "More visits by tenths, the best first", lines)


def _said_and_seen(
    name: str, title: str, chance: NDArray[np.float64], happened: NDArray[np.float64]
) -> None:
    tenths = np.array_split(np.argsort(chance), 10)
    lines = [
        DrawnLine("seen", [float(happened[tenth].mean()) for tenth in tenths]),
        DrawnLine("said", [float(chance[tenth].mean()) for tenth in tenths]),
    ]
    _write(name, f"{title}, by tenths of what was said", lines)


def _write(name: str, title: str, lines: list[DrawnLine]) -> None:
    drawn = str(line_plot(lines, _TENTHS, key=name, title=title))
    head, tail = drawn.split(">", 1)
    whole = f'{head} xmlns="http://www.w3.org/2000/svg" width="720">{_STYLE}{tail}\n'
    (_PLOTS / f"customers-{name}.svg").write_text(whole)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
