"""The port to whoever checks signed transfers and puts them on a chain."""

from typing import Protocol

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.x402 import PaymentPayload, Requirements, Settled, Verified


class FacilitatorUnavailable(DomainError):
    """The facilitator did not answer. Whether the transfer was made is not known: ask again."""

    code = "payments.facilitator_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self) -> None:
        super().__init__("The transfer could not be checked. Nothing is taken twice: try again.")


class Facilitator(Protocol):
    """Checks signed transfers, and puts them on a chain. It holds nobody's money and no buyer's key."""

    def verify(self, payload: PaymentPayload, required: Requirements) -> Verified:
        """
        Return whether a transfer would be made: signature, balance, nonce, times.

        Raises:
            FacilitatorUnavailable: no answer in time.
        """
        ...

    def settle(self, payload: PaymentPayload, required: Requirements) -> Settled:
        """
        Make the transfer and wait until it is in a block; the same one again gives the same answer.

        Raises:
            FacilitatorUnavailable: no answer in time.
        """
        ...
