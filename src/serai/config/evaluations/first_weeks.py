"""Demand of shops that have just opened, with nought to eight weeks of their own, beside plain rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from serai.config.evaluations._demand import HORIZON, Demand, demand
from serai.config.evaluations._errors import lower_line
from serai.config.measurement import Measurement
from serai_science.forecast import measures
from serai_science.forecast.first_weeks import Codes, Numbers, first_weeks
from serai_science.forecast.general import GENERAL, learn_general

_CUTS = (8, 4, 0)
"""How many weeks before the last cut; the cuts are after weeks 41, 45 and 49 of the demo's year."""
_LEARNED = 12
"""How many weeks before the last cut end those that the general prior is learned from."""
_HISTORY = (0, 2, 4, 8)
_SEEN, _HIDDEN = 8, 13
_STORES, _ARTICLES = 6, 500
_TRADE = 0.05
"""Units a week of an article, below which a group of stores is no shop to be judged."""


@dataclass(frozen=True, slots=True)
class Shop:
    """
    Six stores as if they were a shop that opens.

    Attributes:
        sold: (S, 8 + H), units a week of its articles.
        kind: (S,), their categories, numbered from 0.
        places: how many stores it has.
    """

    sold: Numbers
    kind: Codes
    places: int

    @property
    def trades(self) -> bool:
        """Return whether it sold enough before the cut to be judged."""
        return bool(self.sold[:, :_SEEN].mean() > _TRADE)


def measure(data: Path) -> Iterator[Measurement]:
    """Yield the general prior as it is learned now, then errors and bands by weeks of history."""
    told = demand(data)
    last = len(told.weeks) - HORIZON
    yield from _general(_shops(told, last - _LEARNED)[1::2])
    shops = [shop for back in _CUTS for shop in _shops(told, last - back)[::2] if shop.trades]
    for weeks in _HISTORY if shops else ():
        yield from _judged(shops, weeks)


def _shops(told: Demand, cut: int) -> list[Shop]:
    """Return the stores by sixes, those that sold most first, with what each six sold most of before it opens."""
    opens = cut - _SEEN
    before = told.sold.filter(pl.col("week").is_between(opens - _HIDDEN, opens - 1))
    total = before.group_by("location").agg(pl.col("quantity").sum())
    stores = total.sort(["quantity", "location"], descending=[True, False])["location"].to_list()
    groups = [stores[at : at + _STORES] for at in range(0, len(stores), _STORES)]
    return [_shop(told, before, group, opens) for group in groups]


def _shop(told: Demand, before: pl.DataFrame, stores: list[int], opens: int) -> Shop:
    total = before.filter(pl.col("location").is_in(stores)).group_by("product")
    best = total.agg(pl.col("quantity").sum()).sort(
        ["quantity", "product"], descending=[True, False]
    )
    listed = best.head(_ARTICLES).select("product").with_row_index("place")
    kinds = listed.join(told.products, on="product", how="left", maintain_order="left")
    lines = told.sold.filter(
        pl.col("location").is_in(stores)
        & pl.col("week").is_between(opens, opens + _SEEN + HORIZON - 1)
    ).join(listed, on="product")
    sold = np.zeros((len(listed), _SEEN + HORIZON))
    at = lines["place"].to_numpy(), lines["week"].to_numpy() - opens
    np.add.at(sold, at, lines["quantity"].to_numpy())
    column = told.products.columns[min(2, len(told.products.columns) - 1)]
    kind = kinds[column].fill_null("").rank("dense").to_numpy().astype(np.int64) - 1
    return Shop(sold, kind, len(stores))


def _general(shops: list[Shop]) -> Iterator[Measurement]:
    if sum(shop.trades for shop in shops) < 2:
        return
    learned = learn_general([(each.sold[:, :_SEEN], each.kind) for each in shops], places=_STORES)
    for name, unit in (
        ("rate", "units a week"),
        ("shops", ""),
        ("kinds", ""),
        ("articles", ""),
        ("lumpiness", ""),
    ):
        yield Measurement(
            f"general prior: {name}",
            getattr(learned, name),
            unit,
            reference=getattr(GENERAL, name),
            note=f"baseline: the number that is shipped; {len(shops)} groups of six stores",
        )


def _judged(shops: list[Shop], weeks: int) -> Iterator[Measurement]:
    """Yield how near the four weeks come, and how often they lie in their bands, with some weeks known."""
    came = np.concatenate([shop.sold[:, _SEEN:] for shop in shops])
    known = [shop.sold[:, _SEEN - weeks : _SEEN] for shop in shops]
    told = [
        first_weeks(past, np.ones(past.shape, bool), shop.kind, GENERAL, places=shop.places)
        for past, shop in zip(known, shops, strict=True)
    ]
    mean = np.concatenate([each.mean for each in told])
    rules = {
        "each article's mean so far": _of_each(known),
        "the shop's mean for every article": np.concatenate(
            [np.full(len(past), past.mean() if weeks else 0.0) for past in known]
        ),
    }
    where = f"{weeks} weeks known"
    total, four = (
        came.sum(axis=1, keepdims=True),
        {name: HORIZON * level[:, None] for name, level in {"ours": mean, **rules}.items()},
    )
    first, *others = rules
    said = f"{len(shops)} shops; baseline: {first if weeks else 'nothing is sold'}"
    yield lower_line(
        f"{where}: WAPE of four weeks together",
        measures.wape(total, four["ours"]),
        measures.wape(total, four[first]),
        note=f"{said}; "
        + ", ".join(f"{name} {measures.wape(total, four[name]):.3f}" for name in others),
    )
    yield lower_line(
        f"{where}: root of the squared error over the mean",
        _root(total, four["ours"]),
        _root(total, four[first]),
        note=f"{said}; bias {measures.bias(total, four['ours']):+.3f}",
    )
    yield lower_line(
        f"{where}: WAPE of single weeks",
        measures.wape(came, _weekly(mean)),
        measures.wape(came, _weekly(rules[first])),
        note=said,
    )
    low, high = (
        np.concatenate([each.weeks().quantile(end) for each in told]) for end in (0.1, 0.9)
    )
    parts = [each.held(shop.sold[:, _SEEN:]) for each, shop in zip(told, shops, strict=True)]
    yield Measurement(
        f"{where}: |coverage of P10 to P90 - .80|, ends taken apart",
        abs(float(np.concatenate(parts).mean()) - 0.8),
        "",
        at_most=True,
        note=f"{np.concatenate(parts).mean():.3f}; ends included"
        f" {measures.coverage(came, _weekly(low), _weekly(high)):.3f},"
        f" {float((high - low).mean()):.2f} units wide",
    )


def _of_each(known: list[Numbers]) -> Numbers:
    return np.concatenate([past.sum(axis=1) / max(past.shape[1], 1) for past in known])


def _weekly(level: Numbers) -> Numbers:
    return np.repeat(level[:, None], HORIZON, axis=1)


def _root(came: Numbers, told: Numbers) -> float:
    return float(np.sqrt(((came - told) ** 2).mean()) / came.mean())
