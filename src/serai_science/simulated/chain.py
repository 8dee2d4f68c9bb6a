"""Weeks of a chain of stores, lived through under rules for orders, prices and promises: what they sell and earn."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chain:
    """
    What happens whatever is decided, and how shoppers answer: S articles at stores, P articles, T weeks.

    Attributes:
        wanted: (S, T), units a week at the prices as they were.
        article: (S,), numbered from 0.
        price: (P, T), of a unit as it was, in money.
        cost: (P,), of a unit, in money.
        elasticity: (P,), by how many per cent units change for one per cent of price.
        late: (S, T), by how many weeks an order made at the end of a week comes later than agreed, >= 0.
        waits: share of those who find nothing and wait for what is promised, in [0, 1].
        seed: of chance.
    """

    wanted: Numbers
    article: Codes
    price: Numbers
    cost: Numbers
    elasticity: Numbers
    late: Codes
    waits: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """
    What a rule knows at the end of a week.

    Attributes:
        week: the one that ends.
        sold: (S, week + 1), units; before the first week that is played, what was wanted.
        position: (S,), units on hand and on the way, less those promised.
        factor: (P, weeks decided so far), own prices as multiples of those as they were.
    """

    week: int
    sold: Numbers
    position: Numbers
    factor: Numbers


@dataclass(frozen=True, slots=True)
class Rules:
    """
    How a chain is run.

    Attributes:
        start: (S,), units on hand at the beginning.
        orders: units to order, (S,), at the end of a week, when the prices of the next are known.
        prices: (P,) multiples of the prices as they were, for the next week.
        promise: within how many weeks goods are promised to who finds none, >= 2; `None`: nothing is.
    """

    start: Numbers
    orders: Callable[[Known], Numbers]
    prices: Callable[[Known], Numbers]
    promise: int | None = None


@dataclass(frozen=True, slots=True)
class Lived:
    """
    What came of rules: (S, W) units of the W weeks that were played, unless said otherwise.

    Attributes:
        sold: with what was promised and came in time, in the week that asked for it.
        missed: what was wanted and not sold.
        stock: on hand at the end of the week.
        factor: (P, W), own prices as multiples of those as they were.
        promised: units, in all.
        kept: units of them that came in time.
    """

    sold: Numbers
    missed: Numbers
    stock: Numbers
    factor: Numbers
    promised: float
    kept: float

    @property
    def fill(self) -> float:
        """Return the share of what was wanted that was sold."""
        return float(self.sold.sum() / (self.sold.sum() + self.missed.sum()))


@dataclass(frozen=True, slots=True)
class Earned:
    """
    Money of each article and week, (P, W).

    Attributes:
        revenue: what shoppers paid.
        margin: that less what the goods sold cost.
        holding: what it cost to hold the stock.
        lost: what the missed units would have brought in.
    """

    revenue: Numbers
    margin: Numbers
    holding: Numbers
    lost: Numbers

    @property
    def profit(self) -> Numbers:
        """Return the margin less what holding stock cost."""
        return self.margin - self.holding


def live(chain: Chain, rules: Rules, *, first: int, until: int) -> Lived:
    """
    Live through the weeks from `first` to before `until`.

    Notes:
        Goods ordered at the end of week t can be sold from week t + 2, or as many weeks later as they are late.
        Shoppers who were promised goods are served before others, those who asked first before those who asked
        later; who is not served in time is lost, as is who does not wait. A week's units at another price are those
        as they were, thinned out by chance, or as many more as chance brings, so that the mean is
        units x multiple ** elasticity.
    """
    chance = np.random.default_rng(chain.seed)
    shelves = _Shelves(chain, rules, first, until)
    factor = np.ones((len(chain.cost), until + 1))
    for week in range(first, until):
        shelves.stock += shelves.coming[:, week]
        shelves.keep_promises(week)
        multiple = (factor[:, week] ** chain.elasticity)[chain.article]
        shelves.sell(week, _answered(chain.wanted[:, week], multiple, chance))
        if rules.promise is not None:
            shelves.promise(week, chance)
        past, position = shelves.seen[:, : week + 1], shelves.position(week)
        factor[:, week + 1] = rules.prices(Known(week, past, position, factor[:, : week + 1]))
        units = rules.orders(Known(week, past, position, factor[:, : week + 2]))
        shelves.order(week, units)
    return Lived(
        shelves.sold,
        shelves.missed,
        shelves.left,
        factor[:, first:until],
        shelves.promised,
        shelves.kept,
    )


def earned(chain: Chain, lived: Lived, *, first: int, holding: float) -> Earned:
    """
    Return what was earned.

    Args:
        chain: that was lived through.
        lived: what came of it.
        first: the first week that was played.
        holding: what it costs to hold a unit for a week, as a share of its cost.
    """
    weeks = lived.factor.shape[1]
    paid = chain.price[:, first : first + weeks] * lived.factor
    sold, missed, stock = (
        of_articles(units, chain.article, len(chain.cost))
        for units in (lived.sold, lived.missed, lived.stock)
    )
    cost = chain.cost[:, None]
    return Earned(paid * sold, (paid - cost) * sold, holding * cost * stock, paid * missed)


class _Shelves:
    """What is on hand, on its way and promised while weeks go by."""

    def __init__(self, chain: Chain, rules: Rules, first: int, until: int) -> None:
        shape = len(chain.article), until - first
        self.chain, self.rules, self.first = chain, rules, first
        self.sold, self.missed, self.left, self.owed = (np.zeros(shape) for _ in range(4))
        self.seen = chain.wanted[:, :until].copy()
        self.seen[:, first:] = 0
        self.coming = np.zeros((shape[0], until + int(chain.late.max(initial=0)) + 2))
        self.stock = rules.start.astype(np.float64).copy()
        self.promised, self.kept = 0.0, 0.0

    def on_the_way(self, week: int) -> Numbers:
        """Return (S,), units that come after a week."""
        units: Numbers = self.coming[:, week + 1 :].sum(axis=1)
        return units

    def position(self, week: int) -> Numbers:
        """Return (S,), units on hand and on the way, less those promised."""
        units: Numbers = self.stock + self.on_the_way(week) - self.owed.sum(axis=1)
        return units

    def keep_promises(self, week: int) -> None:
        """Serve those who wait, who asked first before others; whose time is over goes away."""
        at, within = week - self.first, self.rules.promise or 0
        for asked_at in range(max(at - within, 0), at):
            served = np.minimum(self.owed[:, asked_at], self.stock)
            self.stock -= served
            self.owed[:, asked_at] -= served
            self.sold[:, asked_at] += served
            self.missed[:, asked_at] -= served
            self.seen[:, week] += served
            self.kept += float(served.sum())
        if at >= within:
            self.owed[:, at - within] = 0

    def sell(self, week: int, asked: Numbers) -> None:
        """Sell what is asked for while there is some."""
        at, sold = week - self.first, np.minimum(self.stock, asked)
        self.stock -= sold
        self.sold[:, at], self.missed[:, at], self.left[:, at] = sold, asked - sold, self.stock
        self.seen[:, week] += sold

    def promise(self, week: int, chance: np.random.Generator) -> None:
        """Promise what is on the way and nobody's to those who wait."""
        free = np.maximum(self.on_the_way(week) - self.owed.sum(axis=1), 0)
        asked = np.minimum(self.missed[:, week - self.first], free).astype(np.int64)
        waiting = chance.binomial(asked, self.chain.waits)
        self.owed[:, week - self.first] = waiting
        self.promised += float(waiting.sum())

    def order(self, week: int, units: Numbers) -> None:
        """Let units come two weeks later, or as many weeks after that as they are late."""
        arrives = week + 2 + self.chain.late[:, week]
        self.coming[np.arange(len(units)), arrives] += units


def of_articles(units: Numbers, article: Codes, articles: int) -> Numbers:
    """Return (P, W) sums of (S, W) units over stores."""
    summed = np.zeros((articles, units.shape[1]))
    np.add.at(summed, article, units)
    return summed


def _answered(wanted: Numbers, multiple: Numbers, chance: np.random.Generator) -> Numbers:
    """Return (S,) units that are asked for at prices that change them by a multiple on average."""
    fewer = chance.binomial(wanted.astype(np.int64), np.minimum(multiple, 1.0))
    more = chance.poisson(wanted * np.maximum(multiple - 1.0, 0.0))
    asked: Numbers = (fewer + more).astype(np.float64)
    return asked
