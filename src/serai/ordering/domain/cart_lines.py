"""What can happen to the lines of a cart. One article has one line, in the order of arrival."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.card_recipients import CardRecipient
from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.quantities import (
    MOST_LINES,
    MOST_PER_LINE,
    TooManyLines,
    checked_quantity,
)
from serai.ordering.domain.set_parts import carried

Lines = tuple[CartLine, ...]


class LineNotFound(DomainError):
    """The cart has no line of this SKU."""

    code = "ordering.line_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"The cart has no line of {sku}.")


def with_added(lines: Lines, added: CartLine) -> Lines:
    """
    Return the lines with `added`: more of a line that is there, or a new line at the end.

    Raises:
        BadQuantity: the line would hold less than 1 or more than 999.
        TooManyLines: a 201st article.
    """
    checked_quantity(added.sku, added.quantity)
    at = _position(lines, added.sku)
    if at is None:
        if len(lines) >= MOST_LINES:
            raise TooManyLines
        return (*lines, added)
    quantity = checked_quantity(added.sku, lines[at].quantity + added.quantity)
    token = added.decision_token or lines[at].decision_token
    line = replace(
        added,
        quantity=quantity,
        decision_token=token,
        recipients=lines[at].recipients,
        substitution=lines[at].substitution,
    )
    return (*lines[:at], line, *lines[at + 1 :])


def with_quantity(lines: Lines, sku: str, quantity: int) -> Lines:
    """
    Return the lines with `quantity` of `sku`; 0 removes its line.

    Raises:
        LineNotFound: there is no such line.
        BadQuantity: not 0 to 999.
    """
    at = _position(lines, sku)
    if at is None:
        raise LineNotFound(sku)
    if quantity == 0:
        return (*lines[:at], *lines[at + 1 :])
    checked_quantity(sku, quantity)
    return (*lines[:at], replace(lines[at], quantity=quantity), *lines[at + 1 :])


def merged(kept: Lines, joining: Iterable[CartLine], free: Mapping[UUID, int]) -> Lines:
    """
    Return `kept` with the lines of another cart: quantities add up, never above what is `free`.

    A line is never made smaller than it already was, and lines beyond the 200th stay behind. Gifts stay behind
    as well: the cart earns its own. So does wrapping, which is chosen for a cart.
    """
    result = {line.sku: line for line in kept if line.gift_of is None and line.wraps is None}
    for line in joining:
        if line.gift_of is not None or line.wraps is not None:
            continue
        there = result.get(line.sku)
        if there is None and len(result) >= MOST_LINES:
            continue
        had = there.quantity if there else 0
        most = max(min(free.get(line.variant_id, 0), MOST_PER_LINE), had, 1)
        result[line.sku] = replace(line, quantity=min(had + line.quantity, most))
    return (*result.values(), *(line for line in kept if line.wraps is not None))


def units_of(lines: Lines) -> dict[UUID, int]:
    """Return the units of each variant that lines take; one may have several lines, and be in several sets."""
    units: dict[UUID, int] = {}
    for line in lines:
        for variant_id, count in carried(line.variant_id, line.quantity, line.parts).items():
            units[variant_id] = units.get(variant_id, 0) + count
    return units


def with_recipients(lines: Lines, sku: str, recipients: tuple[CardRecipient, ...]) -> Lines:
    """
    Return the lines with others to whom the cards of a line go.

    Raises:
        LineNotFound: there is no such line.
    """
    at = _position(lines, sku)
    if at is None:
        raise LineNotFound(sku)
    return (*lines[:at], replace(lines[at], recipients=recipients), *lines[at + 1 :])


def _position(lines: Lines, sku: str) -> int | None:
    """Return the place of an article's line; gifts and wrapping have lines of their own, which nobody changes."""
    plain = (line.sku == sku and line.gift_of is None and line.wraps is None for line in lines)
    return next((at for at, is_it in enumerate(plain) if is_it), None)
