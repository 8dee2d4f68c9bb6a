"""Cash, at the door or at the till."""

from serai.payments.adapters.in_house.later import LaterProcessor
from serai.payments.domain.later import CASH


class CashProcessor(LaterProcessor):
    """What drivers and tills take; it is captured when they note that they did."""

    def __init__(self) -> None:
        super().__init__("cash", CASH)
