"""Cards at a store's own terminal."""

from serai.payments.adapters.in_house.later import LaterProcessor
from serai.payments.domain.later import TERMINAL


class TerminalProcessor(LaterProcessor):
    """
    What a terminal beside the till has taken and given back; the till tells of it afterwards.

    It offers nobody a way to pay: a payment of its own begins with its money.
    """

    def __init__(self) -> None:
        super().__init__(TERMINAL, ())
