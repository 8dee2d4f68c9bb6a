"""Call a transfer off before anything has moved."""

from uuid import UUID

from serai.inventory.domain.transfer_state import TransferAction
from serai.inventory.usecases.transfers.lock_transfer import lock_transfer
from serai.plumbing.db import unit_of_work


@unit_of_work()
def cancel_transfer(transfer_id: UUID) -> None:
    """
    Call it off; nothing has moved, so nothing moves back.

    Raises:
        TransferNotFound: there is none.
        IllegalTransition: it was sent, or called off already.
    """
    locked = lock_transfer(transfer_id, TransferAction.CANCEL)
    locked.row.state = locked.becomes
    locked.row.save(update_fields=["state"])
