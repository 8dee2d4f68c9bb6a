"""What promotions give: each benefit is plain data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from serai.kernel.conditions import EVERYTHING, Group
from serai.kernel.money import Money


class Stage(StrEnum):
    """When a benefit has its turn: those of one stage see what the stages before have left."""

    LINES = "lines"
    ORDER = "order"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Percent:
    """So many hundredths off: more than 0, at most 100."""

    percent: Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """So much off."""

    amount: Money


@dataclass(frozen=True, slots=True)
class FixedPrice:
    """As much off as leaves this price; nothing where less is asked already."""

    price: Money


@dataclass(frozen=True, slots=True)
class LinesOff:
    """
    Something off every unit that qualifies: a percentage, an amount a unit, or a price a unit.

    `most_units` limits it to that many units of the cart, the dearest first.
    """

    off: Percent | Amount | FixedPrice
    most_units: int | None = None


@dataclass(frozen=True, slots=True)
class BuyGet:
    """
    Who buys `buy` units gets up to `get` more for less: of all that qualify, the cheapest.

    What is bought are the promotion's lines, the dearest first; what is got are the lines of `get_lines`, or
    without them the same. `most_sets` limits how often it applies to one cart.
    """

    buy: int
    get: int
    off: Percent | FixedPrice = Percent(Decimal(100))
    get_lines: Group | None = None
    most_sets: int | None = None


@dataclass(frozen=True, slots=True)
class BundlePart:
    """So many units of the lines that its tree describes (among the promotion's lines)."""

    quantity: int
    lines: Group = EVERYTHING


@dataclass(frozen=True, slots=True)
class Bundle:
    """
    Units that cost less together: a price for the set, or a percentage or amount off it.

    One part is mix and match ("any three for 10"), several are a bundle. `most_sets` limits how often it
    applies to one cart.
    """

    parts: tuple[BundlePart, ...]
    off: Percent | Amount | FixedPrice
    most_sets: int | None = None


@dataclass(frozen=True, slots=True)
class OrderOff:
    """Something off what the lines that qualify cost together, shared among them by what they cost."""

    off: Percent | Amount


class TierBy(StrEnum):
    """What decides which tier is reached."""

    SPEND = "spend"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Tier:
    """From so much on (money when the tiers are by spend, else units) this is off."""

    at_least: Money | int
    off: Percent | Amount


@dataclass(frozen=True, slots=True)
class Tiers:
    """
    The more the more: the highest tier that the qualifying lines reach is taken off them together.

    The tiers rise. What is spent is measured as the promotion's minimum is.
    """

    tiers: tuple[Tier, ...]
    by: TierBy = TierBy.SPEND


@dataclass(frozen=True, slots=True)
class DeliveryOff:
    """Something off the delivery; a hundred per cent is free shipping."""

    off: Percent | Amount | FixedPrice = Percent(Decimal(100))


@dataclass(frozen=True, slots=True)
class GiftPart:
    """So many units of an article."""

    variant_id: UUID
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Gift:
    """Articles that come for nothing, once an order, in gift lines of their own."""

    parts: tuple[GiftPart, ...]


Benefit = LinesOff | BuyGet | Bundle | Gift | OrderOff | Tiers | DeliveryOff

STAGE_OF = {
    LinesOff: Stage.LINES,
    BuyGet: Stage.LINES,
    Bundle: Stage.LINES,
    Gift: Stage.LINES,
    OrderOff: Stage.ORDER,
    Tiers: Stage.ORDER,
    DeliveryOff: Stage.DELIVERY,
}
"""The stage in which each kind of benefit has its turn."""
