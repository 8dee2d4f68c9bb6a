"""What a cart needs before it can be an order, by what its articles are; hardly ever a statement."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from serai.catalog import public as catalog
from serai.ordering.domain.cart import Cart, CartLine
from serai.ordering.domain.needs import needs_delivery


def must_be_delivered(lines: Iterable[CartLine]) -> bool:
    """Return whether any of the lines has to be brought or collected."""
    special = catalog.special_articles()
    return needs_delivery(
        lines, lambda variant_id: special.get(variant_id, catalog.PLAIN).is_carried
    )


def steps_of(cart: Cart) -> tuple[str, ...]:
    """Return what the checkout of a cart has to fill before the order is placed."""
    if cart.lines and not must_be_delivered(cart.lines):
        return ("lines", "contact")
    return ("lines", "contact", "delivery")


def not_carried() -> list[UUID]:
    """Return the articles that nobody has to bring or to collect."""
    return [each for each, terms in catalog.special_articles().items() if not terms.is_carried]


def stocked(units: Mapping[UUID, int]) -> dict[UUID, int]:
    """Return the units of what is kept in stock: neither services, nor gift cards, nor what comes by wire."""
    special = catalog.special_articles()
    return {
        variant_id: quantity
        for variant_id, quantity in units.items()
        if special.get(variant_id, catalog.PLAIN).is_carried
    }
