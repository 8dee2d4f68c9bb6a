"""Gift cards that an order sells: how many, and what each is worth."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from serai.ordering.domain.card_recipients import CardRecipient
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.new_order import LineSums

TAX_CLASS = "gift_card"
"""The tax class that makes a product a gift card; the catalogue knows it by the same name."""


class SoldCards(Struct, frozen=True, omit_defaults=True):
    """A line of gift cards: one for each unit."""

    quantity: int
    total_minor: int
    """What was paid for all of them; together they are worth exactly that."""
    recipients: tuple[CardRecipient, ...] = ()
    """Who gets the first ones; whoever ordered gets the others."""

    def worths(self) -> list[int]:
        """Return what each is worth in minor units: equal shares, the first ones a unit more."""
        each, over = divmod(self.total_minor, self.quantity)
        return [each + (number < over) for number in range(self.quantity)]


def sold_cards(cart: Cart, sums: Sequence[LineSums]) -> tuple[SoldCards, ...]:
    """Return the gift cards among a cart's lines; what costs nothing is worth nothing and left out."""
    return tuple(
        SoldCards(line.quantity, each.total_minor, line.recipients[: line.quantity])
        for line, each in zip(cart.lines, sums, strict=True)
        if line.tax_class == TAX_CLASS and each.total_minor
    )


class Piece(Struct, frozen=True):
    """One card of an order: its number, counted from 1, its worth in minor units, and who gets it."""

    number: int
    worth: int
    recipient: CardRecipient | None = None


def pieces(sold: Sequence[SoldCards]) -> Iterator[Piece]:
    """Yield every card of an order; no card is worth nothing."""
    number = 0
    for line in sold:
        for worth, recipient in zip_longest(line.worths(), line.recipients):
            number += 1
            if worth:
                yield Piece(number, worth, recipient)
