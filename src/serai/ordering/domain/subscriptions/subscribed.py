"""What a subscription orders."""

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.quantities import MOST_LINES, TooManyLines, checked_quantity


class Subscribed(Struct, frozen=True):
    """So many of one article in each order."""

    sku: str
    quantity: int


class NothingSubscribed(DomainError):
    """A subscription orders at least one article."""

    code = "ordering.nothing_subscribed"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("A subscription orders at least one article; to end it, cancel it.")


def checked_lines(lines: tuple[Subscribed, ...]) -> tuple[Subscribed, ...]:
    """
    Return the lines, each article once.

    Raises:
        NothingSubscribed: there are none.
        TooManyLines: more than 200 articles.
        BadQuantity: not 1 to 999 of an article.
    """
    units: dict[str, int] = {}
    for line in lines:
        units[line.sku] = units.get(line.sku, 0) + line.quantity
    if not units:
        raise NothingSubscribed
    if len(units) > MOST_LINES:
        raise TooManyLines
    return tuple(Subscribed(sku, checked_quantity(sku, n)) for sku, n in units.items())
