"""What a promotion would have given last month."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.queries.past_baskets import past_baskets
from serai.pricing import public as pricing

LONGEST = 92


class BadPeriod(DomainError):
    """The days make no period that can be looked at."""

    code = "ordering.bad_period"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        self.most = LONGEST
        super().__init__(f"A period ends after it begins and has at most {LONGEST} days.")


@dataclass(frozen=True)
class SimulatedDayView:
    """One day of the channel: its orders, those reached, and what it would have cost."""

    day: date
    orders: int
    reached: int
    cost: Money


@dataclass(frozen=True)
class SimulationView:
    """
    What a promotion would have done if shoppers had bought the same.

    `cost` is `taken` less what other promotions would have given less (`displaced`). `uplift` is the part in
    per cent by which the reached orders must grow so that nothing is lost at `margin`; `None`: no growth is
    enough.
    """

    orders: int
    reached: int
    taken: Money
    displaced: Money
    cost: Money
    sales: Money
    sales_reached: Money
    uplift: str | None
    days: list[SimulatedDayView]


def promotion_simulation(
    promotion_id: UUID, channel_code: str, *, since: date, until: date, margin: Decimal
) -> SimulationView:
    """
    Price the baskets of a channel again, with a promotion and without; draft or not.

    Args:
        promotion_id: which.
        channel_code: where.
        since: the first day, in UTC.
        until: the day after the last.
        margin: what is left of sales after the cost of goods, 0 to 1.

    Raises:
        PromotionNotFound: no such promotion.
        ChannelNotFound: no such channel.
        BadPeriod: it ends before it begins, or is longer than 92 days.
    """
    if not 0 < (until - since).days <= LONGEST:
        raise BadPeriod
    place = channel(channel_code)
    baskets = past_baskets(place.code, place.currency, since=since, until=until)
    found = pricing.simulation_of(promotion_id, place.code, baskets)
    uplift = found.uplift_to_break_even(margin)
    percent = None if uplift is None else (uplift * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return SimulationView(
        orders=found.orders,
        reached=found.reached,
        taken=found.taken,
        displaced=found.displaced,
        cost=found.cost,
        sales=found.sales,
        sales_reached=found.sales_reached,
        uplift=None if percent is None else f"{percent:f}",
        days=[
            SimulatedDayView(each.day, each.orders, each.reached, each.cost) for each in found.days
        ],
    )
