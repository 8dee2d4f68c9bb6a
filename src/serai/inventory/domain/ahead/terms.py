"""Whether an article may be sold before it is there, and on which terms."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from serai.inventory.domain.entry import MOST_UNITS
from serai.kernel.errors import DomainError, Kind


class AheadKind(StrEnum):
    """What happens when a channel has none of an article left."""

    REFUSE = "refuse"
    """It is sold out; the rule of every article of which nothing else is said."""
    BACK_ORDER = "back_order"
    """It is sold on: it comes again."""
    PRE_ORDER = "pre_order"
    """It is not out yet: all of it waits for the day of its release."""


class PayAhead(StrEnum):
    """When the money of an order is taken that waits for goods."""

    NOW = "now"
    """As the channel's method of payment takes it: usually at once."""
    WITH_GOODS = "with_goods"
    """Set aside, and taken with each parcel, where the method can do that."""


class BadAheadTerms(DomainError):
    """An article cannot be sold ahead on such terms."""

    code = "inventory.bad_ahead_terms"
    kind = Kind.REJECTED

    def __init__(self, sku: str, reason: str) -> None:
        self.sku, self.reason = sku, reason
        super().__init__(f"{sku}: {reason}")


@dataclass(frozen=True, slots=True)
class AheadTerms:
    """
    On which terms a channel sells one article ahead of its goods.

    Attributes:
        kind: refuse, back-order or pre-order.
        until: the last day on which it is back-ordered; `None`: until further notice.
        most_units: how many units may wait at once in the channel; `None`: as many as are expected.
        only_expected: whether no more may wait than expected deliveries bring.
        release_on: the day before which nothing of a pre-order leaves.
        pay: when the money is taken.
    """

    kind: AheadKind = AheadKind.REFUSE
    until: date | None = None
    most_units: int | None = None
    only_expected: bool = True
    release_on: date | None = None
    pay: PayAhead = PayAhead.NOW

    def sells_on(self, day: date) -> bool:
        """Return whether the article is sold ahead on a day."""
        return self.kind is not AheadKind.REFUSE and (self.until is None or day <= self.until)

    def all_waits_on(self, day: date) -> bool:
        """Return whether even what lies in stock waits: a pre-order before its release."""
        return self.release_on is not None and day < self.release_on


def checked_ahead(sku: str, terms: AheadTerms) -> AheadTerms:
    """
    Return the terms when they make sense.

    Raises:
        BadAheadTerms: without a limit, a pre-order without its release, or a limit that is none.

    Example:
        >>> checked_ahead("TEA", AheadTerms(AheadKind.BACK_ORDER, most_units=20)).most_units
        20
    """
    if terms.kind is AheadKind.REFUSE:
        return terms
    if terms.most_units is None and not terms.only_expected:
        raise BadAheadTerms(sku, "say how many may wait, or sell no more than is expected.")
    if terms.most_units is not None and not 1 <= terms.most_units <= MOST_UNITS:
        raise BadAheadTerms(sku, f"between 1 and {MOST_UNITS:,} units may wait.")
    if (terms.kind is AheadKind.PRE_ORDER) != (terms.release_on is not None):
        raise BadAheadTerms(sku, "a pre-order has a day of release, and nothing else has one.")
    if terms.kind is AheadKind.PRE_ORDER and terms.until is not None:
        raise BadAheadTerms(
            sku, "a pre-order is offered until its release; leave out the last day."
        )
    return terms
