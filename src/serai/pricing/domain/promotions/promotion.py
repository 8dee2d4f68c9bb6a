"""A promotion: what it gives, to whom, when, where, and how it goes together with others."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.conditions import EVERYTHING, Group
from serai.kernel.money import Money
from serai.pricing.domain.promotions.benefits import STAGE_OF, Benefit, Stage
from serai.pricing.domain.promotions.schedule import ALWAYS, Schedule


@dataclass(frozen=True, slots=True)
class Minimum:
    """
    What the promotion's lines must come to.

    `spend`, and what tiers by spend start at, is compared with what they cost after the promotions before it,
    or, with `before_discounts`, with what they cost without any. `quantity` counts units.
    """

    spend: Money | None = None
    quantity: int = 0
    before_discounts: bool = False


NO_MINIMUM = Minimum()


@dataclass(frozen=True, slots=True)
class Stacking:
    """
    How a promotion goes together with others.

    Attributes:
        priority: of two in one stage the higher has its turn first; equal ones in the order of their codes.
        group: of all with the same group only the one that would take most off by itself applies.
        exclusive: it applies with no other: alone if that takes more off than all others together.
    """

    priority: int = 0
    group: str = ""
    exclusive: bool = False


STACKS = Stacking()


@dataclass(frozen=True, slots=True)
class Promotion:
    """
    One rule that takes something off.

    Attributes:
        id: for ever.
        code: what staff call it, such as "summer-3-for-2"; unique. Not what shoppers enter.
        name: what shoppers read beside the discount.
        benefit: what it takes off.
        conditions: what the cart, the buyer and the place must be like (`cart_fields`).
        lines: which lines it is about (`line_fields`): they get it, or decide whether it is reached.
        minimum: what those lines must come to.
        schedule: when it is on.
        channels: codes of the channels where it applies; none: everywhere.
        stores: codes of the stores where it applies; none: everywhere, also without a store.
        currency: of its amounts; a cart in another is not its business. None needed without amounts.
        needs_coupon: only a coupon of this promotion opens it.
        most: off one order, at most.
        stacking: how it goes together with others.
        version: grows with every change.
    """

    id: UUID
    code: str
    name: str
    benefit: Benefit
    conditions: Group = EVERYTHING
    lines: Group = EVERYTHING
    minimum: Minimum = NO_MINIMUM
    schedule: Schedule = ALWAYS
    channels: frozenset[str] = frozenset()
    stores: frozenset[str] = frozenset()
    currency: str = ""
    needs_coupon: bool = False
    most: Money | None = None
    stacking: Stacking = STACKS
    version: int = 1

    @property
    def stage(self) -> Stage:
        """Return when it has its turn."""
        return STAGE_OF[type(self.benefit)]
