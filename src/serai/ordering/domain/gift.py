"""What goes with an order that is a gift."""

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind

LONGEST_MESSAGE = 500


class GiftRefused(DomainError):
    """A gift cannot be sent so."""

    code = "ordering.gift_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Gift(Struct, frozen=True):
    """What the packing slip of a gift says, and leaves out."""

    message: str = ""
    hides_prices: bool = True
    sender: str = ""
