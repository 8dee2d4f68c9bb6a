"""Gift wrap: a service that is sold with what it is done to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.wrapping import WrapPer, Wrapping


class BadGiftWrap(DomainError):
    """A channel cannot offer such a way of wrapping."""

    code = "ordering.bad_gift_wrap"
    kind = Kind.REJECTED

    def __init__(self, sku: str, reason: str) -> None:
        self.sku, self.reason = sku, reason
        super().__init__(f"{sku}: {reason}")


class CannotBeWrapped(DomainError):
    """An article, or all of a cart, cannot be wrapped so."""

    code = "ordering.cannot_be_wrapped"
    kind = Kind.REJECTED

    def __init__(self, sku: str, reason: str) -> None:
        self.sku, self.reason = sku, reason
        super().__init__(f"{sku}: {reason}")


@dataclass(frozen=True, slots=True)
class WrapOption:
    """
    One way in which a channel wraps gifts.

    It is a service article: the catalogue has its name and tax class, the price lists its price.
    """

    sku: str
    variant_id: UUID
    per: WrapPer
    excluded_skus: frozenset[str] = frozenset()
    """What cannot be wrapped like this: too large, too cold, too alive."""


def with_wraps(lines: Sequence[CartLine]) -> tuple[CartLine, ...]:
    """Return the lines with wrapping for just what is there: it comes and goes with what it is done to."""
    units = {line.sku: line.quantity for line in lines if not line.wraps and not line.gift_of}
    kept = []
    for line in lines:
        quantity = line.quantity if line.wraps is None else _wrapped(line.wraps, units)
        if quantity:
            kept.append(line if quantity == line.quantity else replace(line, quantity=quantity))
    return tuple(kept)


def _wrapped(wraps: Wrapping, units: dict[str, int]) -> int:
    """Return how many wrappings are needed; 0 when what was to be wrapped is gone."""
    if wraps.per is WrapPer.ORDER:
        return 1 if units else 0
    there = units.get(wraps.sku, 0)
    return there if wraps.per is WrapPer.UNIT else min(there, 1)


def without_wrap(lines: Sequence[CartLine], sku: str) -> tuple[CartLine, ...]:
    """Return the lines without the wrapping of an article; with an empty SKU, of all of the cart."""
    return tuple(line for line in lines if line.wraps is None or line.wraps.sku != sku)
