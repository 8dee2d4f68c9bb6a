"""How often customers come and what they spend: a public benchmark, and the demo's last quarter."""

import gzip
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl

from serai.config.evaluations._customer_days import History, demo_days, own_days
from serai.config.measurement import Measurement
from serai.config.plot import by_tenths
from serai_science.buying.describe import describe, matrix
from serai_science.lifetime.bg_nbd import BgNbd, fit_bg_nbd
from serai_science.lifetime.gamma_gamma import fit_gamma_gamma
from serai_science.lifetime.outlook import Band, learn_outlook
from serai_science.lifetime.summary import summarise

_AHEAD, _SEED, _FUTURES = 92, 20_261_122, 1_000
_PUBLISHED = {"r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258}
_PUBLISHED_SPEND = {"p": 6.25, "q": 3.74, "v": 15.44}
_CDNOW_CUT = date(1997, 9, 30)


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield parameters on CDNOW, then errors and bands of the days and the spend of 92 days ahead.

    `data` may be a file of purchases: Parquet or CSV with customer, time, amount and, where known, discount;
    its last 92 days are then the truth. See `docs/algorithms/lifetime.md`.
    """
    if data.is_file():
        yield from _ahead(own_days(data, ahead=_AHEAD))
        return
    yield from _cdnow(data / "cdnow" / "CDNOW_sample.txt.gz")
    yield from _ahead(demo_days(now=date(2017, 10, 1)))


def _cdnow(path: Path) -> Iterator[Measurement]:
    if not path.exists():
        yield Measurement("CDNOW", 0.0, "", note=f"skipped: no {path.parent.name}")
        return
    with gzip.open(path, "rt") as lines:
        rows = [line.split() for line in lines]
    customer = np.array([int(row[1]) for row in rows])
    day = np.array([datetime.strptime(row[2], "%Y%m%d").toordinal() for row in rows])  # noqa: DTZ007
    known = summarise(
        customer, day, [float(row[4]) for row in rows], until=_CDNOW_CUT.toordinal(), unit=7
    )
    model, spend = fit_bg_nbd(known), fit_gamma_gamma(known)
    for names, fitted in ((_PUBLISHED, model), (_PUBLISHED_SPEND, spend)):
        for name, published in names.items():
            yield Measurement(
                f"CDNOW, distance of {name} from the published value",
                abs(getattr(fitted, name) - published),
                "",
                bar=0.0005 if names is _PUBLISHED else 0.005,
                at_most=True,
                note=f"{getattr(fitted, name):.4f}; published {published}",
            )
    after = (day > _CDNOW_CUT.toordinal()) & (day <= _CDNOW_CUT.toordinal() + 39 * 7)
    came = np.unique(np.stack([customer[after], day[after]]), axis=1)[0]
    truth = np.array([(came == each).sum() for each in known.customer])
    yield Measurement(
        "CDNOW, 39 weeks ahead, mean error",
        float(np.abs(model.expected(known, ahead=39) - truth).mean()),
        "purchases",
        reference=float(np.abs(known.repeats / known.age * 39 - truth).mean()),
        bar=1.0,
        at_most=True,
        note="baseline: the same rate",
    )
    futures = model.simulated(known, ahead=39, times=_FUTURES, rng=np.random.default_rng(_SEED))
    yield _held(
        "CDNOW, band of 80 % by BG/NBD",
        truth,
        *np.quantile(futures, (0.1, 0.9), axis=1, method="inverted_cdf"),
    )


def _ahead(history: History) -> Iterator[Measurement]:
    start = process_time()
    past = history.days.filter(pl.col("day") < history.now)
    outlook = learn_outlook(past, now=history.now, start=history.start, ahead=_AHEAD)
    known = describe(past, now=history.now, start=history.start)
    features = matrix(known)
    bands = {"days": outlook.days.predict(features), "spend": outlook.spend.predict(features)}
    seconds = process_time() - start
    truth = _truth(history, known)
    simple = {"days": known["days_92"], "spend": known["spend_92"]}
    bars = {"days": 4.12, "spend": 172.0} if history.is_demo else {}
    for what, band in bands.items():
        error = np.abs(band.middle - truth[what])
        plain = np.abs(simple[what].to_numpy() - truth[what])
        yield Measurement(
            f"{what} of the next {_AHEAD} days, mean error",
            float(error.mean()),
            what if what == "days" else "money",
            reference=float(plain.mean()),
            bar=bars.get(what, 1.0),
            bar_on_value=what in bars,
            at_most=True,
            note=f"{error.size:,} customers; paired gain {_gain(plain - error)};"
            " baseline: the same as the last 92 days",
            plots=(
                by_tenths(
                    what,
                    f"{what.capitalize()} of the next {_AHEAD} days, means of tenths of customers",
                    band.middle,
                    came=truth[what],
                    expected=band.middle,
                    lower_end=band.low,
                    upper_end=band.high,
                ),
            ),
        )
        yield _held(f"{what}, band of 80 %", truth[what], band.low, band.high)
    yield from _counted(past, history, truth, bands)
    yield Measurement("CPU to learn and predict", seconds, "s")


def _counted(
    past: pl.DataFrame, history: History, truth: dict[str, np.ndarray], bands: dict[str, Band]
) -> Iterator[Measurement]:
    """Yield the errors of BG/NBD and Gamma-Gamma on the same customers, beside the learned ones."""
    known = summarise(past["customer"], past["day"], past["amount"], until=history.now - 1)
    model: BgNbd = fit_bg_nbd(known)
    days = model.expected(known, ahead=_AHEAD)
    spend = days * fit_gamma_gamma(known).expected(known)
    for what, made in (("days", days), ("spend", spend)):
        yield Measurement(
            f"{what}, BG/NBD and Gamma-Gamma, mean error",
            float(np.abs(made - truth[what]).mean()),
            what if what == "days" else "money",
            reference=float(np.abs(bands[what].middle - truth[what]).mean()),
            note="baseline: the learned lines",
        )


def _truth(history: History, known: pl.DataFrame) -> dict[str, np.ndarray]:
    ahead = history.days.filter(
        (pl.col("day") >= history.now) & (pl.col("day") < history.now + _AHEAD)
    )
    came = known.select("customer").join(
        ahead.group_by("customer").agg(
            pl.len().cast(pl.Float64).alias("days"), pl.col("amount").sum().alias("spend")
        ),
        on="customer",
        how="left",
    )
    return {name: came[name].fill_null(0.0).to_numpy() for name in ("days", "spend")}


def _held(name: str, truth: np.ndarray, low: np.ndarray, high: np.ndarray) -> Measurement:
    """Return the share inside; the bar is five points below what the band says."""
    share = float(((truth >= low) & (truth <= high)).mean())
    return Measurement(
        name, share, "share inside", reference=0.8, bar=0.75, bar_on_value=True,
        note=f"mean width {float((high - low).mean()):.4g}",
    )  # fmt: skip


def _gain(paired: np.ndarray) -> str:
    return f"{paired.mean():+.3f} (s.e. {paired.std(ddof=1) / np.sqrt(paired.size):.3f})"
