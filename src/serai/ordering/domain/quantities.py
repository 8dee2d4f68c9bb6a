"""How much of one thing a cart may hold."""

from serai.kernel.errors import DomainError, Kind

MOST_PER_LINE = 999
MOST_LINES = 200


class BadQuantity(DomainError):
    """The quantity is no whole number that a line may hold."""

    code = "ordering.bad_quantity"
    kind = Kind.REJECTED

    def __init__(self, sku: str, quantity: int) -> None:
        self.sku, self.quantity, self.least, self.most = sku, quantity, 1, MOST_PER_LINE
        super().__init__(f"A line holds 1 to {MOST_PER_LINE} of {sku}; not {quantity}.")


class TooManyLines(DomainError):
    """The cart is full."""

    code = "ordering.too_many_lines"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        self.most = MOST_LINES
        super().__init__(f"A cart holds at most {MOST_LINES} different articles.")


def checked_quantity(sku: str, quantity: int) -> int:
    """
    Return `quantity` when one line may hold it.

    Raises:
        BadQuantity: below 1, above 999, or not a whole number.
    """
    if type(quantity) is not int or not 1 <= quantity <= MOST_PER_LINE:
        raise BadQuantity(sku, quantity)
    return quantity
