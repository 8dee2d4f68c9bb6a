"""What a shopper wants when something is not there."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec.structs import replace

from serai.ordering.domain.cart_lines import LineNotFound, Lines


class Wish(StrEnum):
    """What is done about an article that the store does not have when it is picked."""

    SIMILAR = "similar"
    """Something like it, for no more money; nobody needs to ask."""
    ASK = "ask"
    """Ask first; without an answer in time, the money back."""
    REFUND = "refund"
    """Nothing else: the money back."""


def wish_of(said: str) -> Wish:
    """Return what is done: whoever said nothing is asked."""
    return Wish(said) if said else Wish.ASK


def with_wishes(lines: Lines, wishes: Mapping[str, Wish]) -> Lines:
    """
    Return the lines with wishes for the articles that are named; the others keep theirs.

    Raises:
        LineNotFound: an article is not in the cart.
    """
    missing = set(wishes) - {line.sku for line in lines}
    if missing:
        raise LineNotFound(min(missing))
    return tuple(
        replace(line, substitution=wishes[line.sku].value) if line.sku in wishes else line
        for line in lines
    )
