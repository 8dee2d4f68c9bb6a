"""Sourcing of carts, beside the cheapest parcel first, and beside the best possible."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from serai.config.measurement import Measurement
from serai_science.simulated.carts_to_source import CartToSource, cart_to_source
from serai_science.sourcing import cheapest_parcel_first, source
from serai_science.sourcing.exact import least_cost

_CARTS, _SEED = 60, 20_261_122


def measure(data: Path) -> Iterator[Measurement]:
    """Yield how much more than the best possible is paid on average; `data` is not used."""
    for locations, lines, held in ((12, 4, 0.5), (30, 8, 0.3), (40, 12, 0.2)):
        rng = np.random.default_rng(_SEED)
        carts = [cart_to_source(locations, lines, held=held, rng=rng) for _ in range(_CARTS)]
        best = np.array([_best(cart) for cart in carts])
        ours = np.array([_ours(cart) for cart in carts]) / best - 1
        simple = np.array([_simple(cart) for cart in carts]) / best - 1
        exact = float((ours < 1e-9).mean())
        yield Measurement(
            f"above the optimum, {lines} lines over {locations} locations",
            100 * float(ours.mean()),
            "%",
            reference=100 * float(simple.mean()),
            bar=0.25,
            at_most=True,
            note=f"{_CARTS} random carts; {exact:.0%} exactly best, worst {100 * ours.max():.1f} %;"
            " baseline: cheapest parcel first; optimum by HiGHS",
        )


def _best(cart: CartToSource) -> float:
    return least_cost(
        cart.stock, cart.wanted, parcel_cost=cart.parcel_cost, unit_cost=cart.unit_cost
    )


def _ours(cart: CartToSource) -> float:
    return source(
        cart.stock, cart.wanted, parcel_cost=cart.parcel_cost, unit_cost=cart.unit_cost
    ).cost


def _simple(cart: CartToSource) -> float:
    return cheapest_parcel_first(
        cart.stock, cart.wanted, parcel_cost=cart.parcel_cost, unit_cost=cart.unit_cost
    ).cost
