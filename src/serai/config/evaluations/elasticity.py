"""How demand answers prices: a published panel, then the demo's year, one elasticity a product."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.evaluations._weekly_sales import Weeks, weekly_sales
from serai.config.measurement import Measurement
from serai.config.plot import over
from serai_science.elasticity.cross import fit_cross
from serai_science.elasticity.fixed_effects import fit
from serai_science.elasticity.of_products import Demand, Panel, fit_demand
from serai_science.elasticity.season import fit_season

_PUBLISHED, _PUBLISHED_ERROR = -3.21, 0.019
_HELD_OUT = 8
_PRODUCTS = 500
_SHARES = (2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98)


def measure(data: Path) -> Iterator[Measurement]:
    """Yield elasticities beside those of simpler models; `data` may be a file of weekly sales."""
    if data.is_dir():
        yield from _orange_juice(data / "price-elasticity" / "orangeJuice_yx.parquet")
    yield from _of_products(weekly_sales(data, most=_PRODUCTS))


def _orange_juice(path: Path) -> Iterator[Measurement]:
    """Fit log units on log own price, deal and leaflet, with effects of store, brand and week taken out."""
    if not path.is_file():
        return
    rows = pl.read_parquet(path)
    prices = rows.select([f"price{brand}" for brand in range(1, 12)]).to_numpy()
    own = prices[np.arange(len(rows)), rows["brand"].to_numpy() - 1]
    y = rows["logmove"].to_numpy()
    x = np.column_stack([np.log(own), rows["deal"].to_numpy(), rows["feat"].to_numpy()])
    kinds = [_codes(rows[name]) for name in ("brand", "store", "week")]
    plain = fit(y, x).coefficients[0]
    whole = fit(y, x, kinds)
    away = abs(float(whole.coefficients[0]) - _PUBLISHED) / _PUBLISHED_ERROR
    yield Measurement(
        "orange juice, own price",
        float(whole.coefficients[0]),
        "",
        reference=float(plain),
        note=f"s.e. {whole.errors[0]:.4f}; effects of store, brand and week; beside no effects",
    )
    yield Measurement(
        "orange juice, distance from -3.21", away, "s.e.", bar=1.96, at_most=True, note="of .019"
    )


def _of_products(weeks: Weeks) -> Iterator[Measurement]:
    """Hold the last eight weeks out, and then every fourth; then fit all for the signs."""
    later = weeks.week > weeks.week.max() - _HELD_OUT
    for test, what in (
        (later, f"the last {_HELD_OUT} weeks"),
        (weeks.week % 4 == 0, "every fourth week"),
    ):
        yield from _held_out(weeks.panel, test, what)
        yield _crossed(weeks, test, what)
        yield _in_season(weeks, test, what)
    whole = fit_demand(weeks.panel)
    negative = float((whole.shrunk.elasticity < 0).mean())
    alone = float((whole.alone.elasticity < 0).mean())
    yield Measurement(
        "products that sell less when dearer",
        negative,
        "",
        reference=alone,
        bar=0.95,
        bar_on_value=True,
        note=f"{weeks.panel.group.size} products; beside each product alone;"
        f" mean {whole.shrunk.elasticity.mean():.2f}",
        plots=(
            over(
                "spread",
                "Elasticities of products, sorted: the share of products that lie below",
                [f"{share} %" for share in _SHARES],
                shrunk=np.percentile(whole.shrunk.elasticity, _SHARES),
                each_alone=np.percentile(whole.alone.elasticity, _SHARES),
                one_for_all=np.percentile(whole.pooled.elasticity, _SHARES),
            ),
        ),
    )


def _held_out(panel: Panel, test: NDArray[np.bool_], what: str) -> Iterator[Measurement]:
    fits = fit_demand(panel.rows(~test))
    held = panel.rows(test)
    gains = {
        name: _paired(fits.shrunk, beside, held)
        for name, beside in (("one for all", fits.pooled), ("each alone", fits.alone))
    }
    value = float(fits.shrunk.log_density(held).mean())
    for name, (gain, error) in gains.items():
        yield Measurement(
            f"log-likelihood a week, above {name}, {what}",
            gain,
            "nats",
            bar=0.0,
            note=f"s.e. {error:.4f}; {value:.4f} with shrinkage; {held.product.size:,} weeks",
        )


def _crossed(weeks: Weeks, test: NDArray[np.bool_], what: str) -> Measurement:
    """Say what the prices of the other goods of a kind tell beyond a product's own."""
    panel, week = weeks.panel, weeks.week
    with_others = fit_cross(panel.rows(~test), week[~test])
    without = fit_demand(panel.rows(~test)).shrunk
    held = panel.rows(test)
    densities = with_others.log_density(held, week[test]), without.log_density(held)
    gain, error = _mean_of_products(densities[0] - densities[1], held)
    belief = with_others.belief
    return Measurement(
        f"log-likelihood a week, prices of others beside own price alone, {what}",
        gain,
        "nats",
        bar=0.0,
        note=f"s.e. {error:.4f}; cross-elasticity {belief.overall:.2f}, {belief.within:.2f} among kinds",
    )


def _in_season(weeks: Weeks, test: NDArray[np.bool_], what: str) -> Measurement:
    """Say what a wave of the year for each kind tells beyond price and promotions."""
    panel, week = weeks.panel, weeks.week
    known, held = panel.rows(~test), panel.rows(test)
    season = fit_season(known, week[~test])
    freed = fit_demand(season.without(known, week[~test])).shrunk
    mixed = fit_demand(known).shrunk
    densities = freed.log_density(season.without(held, week[test])), mixed.log_density(held)
    gain, error = _mean_of_products(densities[0] - densities[1], held)
    means = freed.elasticity.mean(), mixed.elasticity.mean()
    return Measurement(
        f"log-likelihood a week, a season of each kind beside none, {what}",
        gain,
        "nats",
        note=f"s.e. {error:.4f}; mean elasticity {means[0]:.3f}, without {means[1]:.3f};"
        f" waves of {np.hypot(*season.wave.T).mean():.3f} on average",
    )


def _paired(ours: Demand, theirs: Demand, held: Panel) -> tuple[float, float]:
    return _mean_of_products(ours.log_density(held) - theirs.log_density(held), held)


def _mean_of_products(gain: NDArray[np.float64], held: Panel) -> tuple[float, float]:
    """Return the mean gain and its standard error over products, whose weeks hang together."""
    by_product = np.bincount(held.product, gain)[np.bincount(held.product) > 0]
    error = np.sqrt(by_product.size) * by_product.std(ddof=1) / gain.size
    return float(gain.mean()), float(error)


def _codes(column: pl.Series) -> NDArray[np.int64]:
    return np.unique(column.to_numpy(), return_inverse=True)[1].astype(np.int64)
