"""Gift cards that an order sells: how many, and what each is worth."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from serai.ordering.domain.cart import Cart
from serai.ordering.domain.new_order import LineSums

TAX_CLASS = "gift_card"
"""The tax class that makes a product a gift card."""


class SoldCards(Struct, frozen=True):
    """A line of gift cards: one for each unit."""

    quantity: int
    total_minor: int
    """What was paid for all of them; together they are worth exactly that."""

    def worths(self) -> list[int]:
        """Return what each is worth in minor units: equal shares, the first ones a unit more."""
        each, over = divmod(self.total_minor, self.quantity)
        return [each + (number < over) for number in range(self.quantity)]


def sold_cards(cart: Cart, sums: Sequence[LineSums]) -> tuple[SoldCards, ...]:
    """Return the gift cards among a cart's lines; what costs nothing is worth nothing and left out."""
    return tuple(
        SoldCards(line.quantity, each.total_minor)
        for line, each in zip(cart.lines, sums, strict=True)
        if line.tax_class == TAX_CLASS and each.total_minor
    )


def pieces(sold: Sequence[SoldCards]) -> Iterator[tuple[int, int]]:
    """Return number and worth of every card of an order, counted from 1; no card is worth nothing."""
    worths = (worth for line in sold for worth in line.worths())
    return ((piece, worth) for piece, worth in enumerate(worths, 1) if worth)
