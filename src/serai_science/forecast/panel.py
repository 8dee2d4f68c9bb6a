"""The series that are forecast, and what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.calendar import Calendar

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Panel:
    """
    Series of equal periods, such as weeks: S series, T known periods, H more that are only planned.

    Attributes:
        demand: (S, T), units per period, >= 0; nothing sold is 0.
        plan: (S, T + H, K), what is known ahead of each period: shares of stores with a display or a leaflet
            in [0, 1], or anything else on such a scale, such as a price cut or the weather.
        price: (S, T), what one unit cost before discounts; NaN where nothing was sold.
        discount: (S, T), the share of that price which was taken off; NaN where nothing was sold.
        visits: (S, T), how many baskets held the product.
        groups: codes of each series, (S,) each, from the widest group to the narrowest.
        calendar: of all T + H periods.
        plan_names: K names, for reasons.
    """

    demand: Numbers
    plan: Numbers
    price: Numbers
    discount: Numbers
    visits: Numbers
    groups: Mapping[str, Codes]
    calendar: Calendar
    plan_names: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Check that the parts fit together."""
        series, known = self.demand.shape
        if self.plan.shape[0] != series or self.plan.shape[1] < known:
            raise ValueError("The plan covers every series and at least the known periods.")
        if self.calendar.periods != self.plan.shape[1]:
            raise ValueError("The calendar and the plan cover the same periods.")
        if any(
            each.shape != self.demand.shape for each in (self.price, self.discount, self.visits)
        ):
            raise ValueError("Prices, discounts and visits are as many as the demand.")
        if any(codes.shape != (series,) for codes in self.groups.values()):
            raise ValueError("Each group has one code a series.")
        if not np.all(self.demand >= 0):
            raise ValueError("Demand is not negative.")

    @property
    def series(self) -> int:
        """Return S."""
        return int(self.demand.shape[0])

    @property
    def known(self) -> int:
        """Return T."""
        return int(self.demand.shape[1])

    @property
    def ahead(self) -> int:
        """Return H, how many periods are planned beyond the known ones."""
        return int(self.plan.shape[1]) - self.known

    def until(self, origin: int) -> "Panel":
        """Return the panel as it was when `origin` periods were known; the plan stays."""
        cut = slice(None), slice(origin)
        return Panel(
            self.demand[cut],
            self.plan,
            self.price[cut],
            self.discount[cut],
            self.visits[cut],
            self.groups,
            self.calendar,
            self.plan_names,
        )
