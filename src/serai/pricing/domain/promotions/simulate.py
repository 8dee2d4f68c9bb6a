"""What a promotion would have taken off baskets of the past."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import structs

from serai.kernel.money import Money
from serai.pricing.domain.adjustments import SoFar
from serai.pricing.domain.cart_to_price import Allowance, CartToPrice, Coupon
from serai.pricing.domain.price_cart import so_far_of
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class PastBasket:
    """What was bought at an instant, and the prices of then."""

    at: datetime
    cart: CartToPrice
    prices: Mapping[UUID, PriceView]


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    """One day of the channel: how many orders, how many of them reached, and what it would have cost."""

    day: date
    orders: int
    reached: int
    cost: Money


@dataclass(frozen=True, slots=True)
class Simulation:
    """
    What a promotion would have done, if shoppers had bought the same.

    Attributes:
        orders: baskets that were priced.
        reached: those to which it would have applied.
        taken: what it would have taken off them.
        displaced: what other promotions would have taken off less, because of groups and those that stand
            alone; below zero where they would have taken more.
        sales: what the baskets came to, without it and without tax.
        sales_reached: the same of those it would have reached.
        outcomes: how often each thing became of it.
        days: day by day, in order.
    """

    orders: int
    reached: int
    taken: Money
    displaced: Money
    sales: Money
    sales_reached: Money
    outcomes: Mapping[Outcome, int]
    days: tuple[SimulatedDay, ...]

    @property
    def cost(self) -> Money:
        """Return how much less shoppers would have paid."""
        return self.taken - self.displaced

    def uplift_to_break_even(self, margin: Decimal) -> Decimal | None:
        """
        Return by which part the reached orders must grow so that nothing is lost; `None`: no growth is enough.

        With sales S, margin m of sales and cost C, (1 + u)(mS - C) = mS, hence u = C / (mS - C).

        Args:
            margin: what is left of sales after the cost of goods, 0 to 1.
        """
        left = margin * self.sales_reached.minor - self.cost.minor
        if self.cost.minor <= 0:
            return Decimal(0)
        return Decimal(self.cost.minor) / left if left > 0 else None


def simulate_promotion(
    promotion: Promotion,
    baskets: Iterable[PastBasket],
    running: Promotions,
    *,
    allowance: Allowance = Allowance(),  # noqa: B008 - frozen
) -> Simulation:
    """
    Return what a promotion would have done beside those that are running.

    Each basket is priced without it and, if it would apply by itself, with it. Its budget and uses run down
    from basket to basket. Where it needs a coupon, every shopper is taken to have entered one.

    Args:
        promotion: the one in question.
        baskets: in the order of time, of one channel.
        running: the channel's promotions, perhaps with an older version of the same.
        allowance: what the promotion may take off altogether.
    """
    others = [each for each in running.all if each.id != promotion.id]
    sums = _Sums(promotion, others, running, allowance)
    for basket in baskets:
        sums.add(basket)
    return sums.simulation()


class _Sums:
    """Adds up basket by basket."""

    def __init__(
        self,
        promotion: Promotion,
        others: Sequence[Promotion],
        running: Promotions,
        allowance: Allowance,
    ) -> None:
        self.promotion = promotion
        self.alone, self.without = running.of([promotion]), running.of(others)
        self.beside = running.of([*others, promotion])
        self.uses, self.budget = allowance.uses, allowance.budget
        self.zero = Money.zero(running.currency)
        self.taken = self.displaced = self.sales = self.sales_reached = self.zero
        self.outcomes: Counter[Outcome] = Counter()
        self.orders: Counter[date] = Counter()
        self.reached: Counter[date] = Counter()
        self.costs: dict[date, Money] = {}

    def add(self, basket: PastBasket) -> None:
        """Price one basket without the promotion and with it."""
        so_far = so_far_of(basket.cart, basket.prices)
        _, before = self._taken(self.without, so_far, basket.at)
        worth = sum(so_far.lines, so_far.delivery) - before
        so_far = replace(so_far, cart=self._entered(basket.cart))
        mine, after = self._taken(self.alone, so_far, basket.at)
        if mine is None or not mine.applied:
            after = before
        else:
            mine, after = self._taken(self.beside, so_far, basket.at)
        outcome = mine.outcome if mine else Outcome.OTHER_CHANNEL
        taken = mine.taken if mine else self.zero
        self._note(basket.at, outcome, taken, before - after, worth)

    def _entered(self, cart: CartToPrice) -> CartToPrice:
        """Return the cart with the promotion's coupon and what is left of the promotion."""
        left = {**cart.allowances, self.promotion.id: Allowance(self.uses, self.budget)}
        coupon = Coupon("", self.promotion.id)
        return structs.replace(cart, coupons=(*cart.coupons, coupon), allowances=left)

    def _taken(
        self, promotions: Promotions, so_far: SoFar, at: datetime
    ) -> tuple[Verdict | None, Money]:
        """Return what became of the promotion, and what the others take off."""
        mine, others = None, self.zero
        for verdict in promotions.adjust(so_far, now=at).verdicts:
            if verdict.promotion_id == self.promotion.id:
                mine = verdict
            else:
                others += verdict.taken
        return mine, others

    def _note(
        self, at: datetime, outcome: Outcome, taken: Money, displaced: Money, worth: Money
    ) -> None:
        day = at.astimezone(self.without.zone).date()
        self.orders[day] += 1
        self.outcomes[outcome] += 1
        self.sales += worth
        self.taken += taken
        self.displaced += displaced
        self.costs[day] = self.costs.get(day, self.zero) + taken - displaced
        if outcome is Outcome.APPLIED:
            self.reached[day] += 1
            self.sales_reached += worth
            if self.uses is not None:
                self.uses -= 1
            if self.budget is not None:
                self.budget -= taken

    def simulation(self) -> Simulation:
        """Return the sums."""
        return Simulation(
            orders=self.orders.total(),
            reached=self.reached.total(),
            taken=self.taken,
            displaced=self.displaced,
            sales=self.sales,
            sales_reached=self.sales_reached,
            outcomes=dict(self.outcomes),
            days=tuple(
                SimulatedDay(day, self.orders[day], self.reached[day], self.costs[day])
                for day in sorted(self.orders)
            ),
        )
