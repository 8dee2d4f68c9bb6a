"""Demand of the coming four weeks, for the chain and by store, beside plain trees and averages."""

import resource
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np

from serai.config.evaluations._demand import HORIZON, Demand, demand
from serai.config.evaluations._parts import as_parts, with_rest
from serai.config.evaluations._plain_trees import plain_trees
from serai.config.measurement import Measurement
from serai_science.forecast import measures
from serai_science.forecast.intermittent import croston, moving_average
from serai_science.forecast.learn import learn
from serai_science.forecast.panel import Numbers, Panel
from serai_science.forecast.parts import learn_parts
from serai_science.forecast.reconcile import reconcile

_CUTS = (8, 4, 0)
"""How many weeks before the last cut; on the demo's year the cuts are after weeks 41, 45 and 49."""
_LEARNED, _JUDGED = 1_500, 500
_PRODUCTS, _STORES = 100, 30


def measure(data: Path) -> Iterator[Measurement]:
    """Yield the errors of both protocols; `data` may be a file of weekly demand."""
    told = demand(data)
    last = len(told.weeks) - HORIZON
    errors: list[tuple[float, float]] = []
    for back in _CUTS:
        known = last - back
        products = told.best_sellers(known, _LEARNED)
        came = _came(told, products[:_JUDGED], known)
        yield from _chain(told, products, known, came, errors, bands=back == 0)
    yield Measurement(
        "chain: WAPE, mean of three cuts",
        float(np.mean([ours for ours, _ in errors])),
        "",
        reference=float(np.mean([plain for _, plain in errors])),
        bar=0.37,
        at_most=True,
        bar_on_value=True,
    )
    yield from _stores(told, last)


def _came(told: Demand, products: list[int], known: int) -> Numbers:
    sold = told.panel(products, min(known + HORIZON, len(told.weeks))).demand
    return sold[:, known : known + HORIZON]


def _chain(
    told: Demand,
    products: list[int],
    known: int,
    came: Numbers,
    errors: list[tuple[float, float]],
    *,
    bands: bool,
) -> Iterator[Measurement]:
    panel = told.panel(products, known)
    start = process_time()
    ours = learn(panel, bands=bands).forecast(panel)
    seconds = process_time() - start
    judged = slice(len(came))
    plain = plain_trees(told.panel(products[: len(came)], known), HORIZON, quantiles=bands)
    mean, simple = ours.mean[judged], plain.median
    errors.append((measures.wape(came, mean), measures.wape(came, simple)))
    where = f"chain, {known} weeks known"
    if not bands:
        yield _lower(f"{where}: WAPE", *errors[-1], note=_bias_note(came, mean))
        return
    average = np.repeat(moving_average(panel.demand[judged])[:, None], HORIZON, axis=1)
    yield _lower(
        f"{where}: WAPE",
        *errors[-1],
        bar=0.365,
        note=f"baseline: trees for the median with plan; mean of 8 weeks {measures.wape(came, average):.3f}",
    )
    yield _bias("chain: |bias|", came, mean, simple)
    held = measures.coverage(came, ours.low[judged], ours.high[judged])
    raw = measures.coverage(came, plain.low, plain.high)
    yield Measurement(
        "chain: |coverage of P10 to P90 - .80|",
        abs(held - 0.8),
        "",
        reference=abs(raw - 0.8),
        bar=0.02,
        at_most=True,
        bar_on_value=True,
        note=f"coverage {held:.3f}; plain quantile trees {raw:.3f}",
    )
    for name, quantile, mine, other in (
        ("P10", 0.1, ours.low, plain.low),
        ("P90", 0.9, ours.high, plain.high),
    ):
        yield Measurement(
            f"chain: pinball loss of {name}",
            measures.pinball(came, mine[judged], quantile),
            "units",
            reference=measures.pinball(came, other, quantile),
            at_most=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    yield Measurement(
        "chain: CPU to learn with bands and to forecast",
        seconds,
        "s",
        at_most=True,
        note=f"{panel.series:,} series; {peak:.1f} GiB at most",
    )


def _stores(told: Demand, known: int) -> Iterator[Measurement]:
    products, stores = told.best_sellers(known, _PRODUCTS), told.largest(known, _STORES)
    start = process_time()
    parts = as_parts(told, products, stores, known)
    forecast = learn_parts(parts).forecast(parts)
    chain = _chain_of(told, products, known)
    whole, fitted = reconcile(
        chain, forecast, whole_variance=(0.35 * chain + 1) ** 2, part_variance=_spread(forecast)
    )
    seconds = process_time() - start
    shape = len(products) * len(stores), HORIZON
    sold = told.grid("quantity", products, stores)
    past = sold[:, :, :known].reshape(shape[0], -1)
    came = sold[:, :, known : known + HORIZON].reshape(shape)
    weight = told.grid("amount", products, stores)[:, :, known - 4 : known].sum(axis=2).ravel()
    simple = np.repeat(croston(past)[:, None], HORIZON, axis=1)
    mean = fitted[:, : len(stores)].reshape(shape)
    before = forecast[:, : len(stores)].reshape(shape)
    yield _lower(
        f"store x product, {known} weeks known: WRMSSE",
        measures.wrmsse(past, came, mean, weight),
        measures.wrmsse(past, came, simple, weight),
        bar=0.675,
        note=f"baseline: Croston, corrected; before sums agree {measures.wrmsse(past, came, before, weight):.3f},"
        f" bias {measures.bias(came, before):+.3f}; {seconds:.0f} s CPU",
    )
    yield _bias("store x product: |bias|", came, mean, simple)
    yield Measurement(
        "store x product: largest gap between a product's stores and the chain",
        float(np.abs(fitted.sum(axis=1) - whole).max()),
        "units",
        bar=1e-6,
        at_most=True,
        bar_on_value=True,
        note="30 stores and all others together",
    )
    yield _lower(
        "chain, 100 products, after sums agree: WAPE",
        measures.wape(_came(told, products, known), whole),
        measures.wape(_came(told, products, known), chain),
        note="baseline: the chain's own forecast",
    )


def _chain_of(told: Demand, products: list[int], known: int) -> Numbers:
    panel: Panel = told.panel(told.best_sellers(known, _LEARNED), known)
    return learn(panel, bands=False).forecast(panel).mean[: len(products)]


def _spread(forecast: Numbers) -> Numbers:
    """Return the variance of counts that come in lumps: the mean, and a part of its square."""
    return with_rest(forecast, lambda mean: mean + 0.35 * mean**2 + 0.01)


def _lower(
    name: str, value: float, reference: float, *, bar: float | None = None, note: str = ""
) -> Measurement:
    return Measurement(
        name, value, "", reference=reference, bar=bar, at_most=True, bar_on_value=True, note=note
    )


def _bias(name: str, came: Numbers, mean: Numbers, simple: Numbers) -> Measurement:
    ours, plain = measures.bias(came, mean), measures.bias(came, simple)
    weeks = ", ".join(f"{measures.bias(came[:, at], mean[:, at]):+.3f}" for at in range(HORIZON))
    return _lower(
        name,
        abs(ours),
        abs(plain),
        bar=0.03,
        note=f"{ours:+.3f}, by week {weeks}; baseline {plain:+.3f}",
    )


def _bias_note(came: Numbers, mean: Numbers) -> str:
    return f"bias {measures.bias(came, mean):+.3f}"
