"""Demand of products at stores, which sums to the chain's, beside Croston's method."""

from collections.abc import Iterator
from time import process_time

import numpy as np

from serai.config.evaluations._demand import HORIZON, Demand
from serai.config.evaluations._errors import bias_line, lower_line
from serai.config.evaluations._parts import as_parts
from serai.config.measurement import Measurement
from serai.config.plot import by_tenths
from serai_science.forecast import measures
from serai_science.forecast.intermittent import croston
from serai_science.forecast.learn import learn
from serai_science.forecast.panel import Numbers
from serai_science.forecast.parts import learn_parts
from serai_science.forecast.reconcile import reconcile
from serai_science.forecast.split import shares

_PRODUCTS, _STORES = 100, 30
_SURE = 1e-9
"""A variance next to nothing: the chain's forecast stays, its stores share what is missing by their size."""


def stores_beside_croston(told: Demand, known: int, *, learned: int) -> Iterator[Measurement]:
    """
    Yield errors of the best products at the largest stores.

    Args:
        told: what was sold and planned.
        known: how many weeks are known.
        learned: how many products the chain's model learns on.
    """
    products, stores = told.best_sellers(known, _PRODUCTS), told.largest(known, _STORES)
    start = process_time()
    parts = as_parts(told, products, stores, known)
    forecast = learn_parts(parts).forecast(parts)
    chain = _chain_of(told, products, known, learned)
    whole, fitted = reconcile(
        chain,
        forecast,
        whole_variance=np.full_like(chain, _SURE),
        part_variance=forecast + _SURE,
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
    here = shares(parts.demand, parts.demand.sum(axis=1))[:, : len(stores)]
    shared = (here[:, :, None] * chain[:, None, :]).reshape(shape)
    yield lower_line(
        f"store x product, {known} weeks known: WRMSSE",
        measures.wrmsse(past, came, mean, weight),
        measures.wrmsse(past, came, simple, weight),
        bar=0.675,
        note=f"baseline: Croston, corrected; before sums agree {measures.wrmsse(past, came, before, weight):.3f},"
        f" bias {measures.bias(came, before):+.3f}; by fading shares of the chain, as in the shop,"
        f" {measures.wrmsse(past, came, shared, weight):.3f}, bias {measures.bias(came, shared):+.3f};"
        f" {seconds:.0f} s CPU",
        plots=(
            by_tenths(
                "stores",
                "Units of four weeks of a product at a store, means of tenths of 3,000",
                mean.sum(axis=1),
                sold=came.sum(axis=1),
                expected=mean.sum(axis=1),
            ),
        ),
    )
    yield bias_line("store x product: |bias|", came, mean, simple)
    yield Measurement(
        "store x product: largest gap between a product's stores and the chain",
        float(np.abs(fitted.sum(axis=1) - whole).max()),
        "units",
        bar=1e-6,
        at_most=True,
        bar_on_value=True,
        note="30 stores and all others together",
    )
    chain_came = told.panel(products, min(known + HORIZON, len(told.weeks))).demand[:, known:]
    summed = forecast.sum(axis=1)
    yield lower_line(
        "chain, 100 products, after sums agree: WAPE",
        measures.wape(chain_came, whole),
        measures.wape(chain_came, summed),
        note="baseline: what the stores sum to by themselves",
    )


def _chain_of(told: Demand, products: list[int], known: int, learned: int) -> Numbers:
    panel = told.panel(told.best_sellers(known, learned), known)
    return learn(panel, bands=False).forecast(panel).mean[: len(products)]
