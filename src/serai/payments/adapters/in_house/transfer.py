"""Bank transfers."""

from uuid import UUID

from serai.payments.adapters.in_house.later import LaterProcessor
from serai.payments.domain.creditor_reference import creditor_reference
from serai.payments.domain.later import BANK_TRANSFER


class TransferProcessor(LaterProcessor):
    """A transfer is found by its structured reference; it is captured when it is on the account."""

    def __init__(self) -> None:
        super().__init__(BANK_TRANSFER, (BANK_TRANSFER,))

    def reference_of(self, payment_id: UUID) -> str:
        """Return the reference that the shopper writes into the transfer."""
        return creditor_reference(payment_id)
