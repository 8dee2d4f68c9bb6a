"""Give up a hold."""

from datetime import datetime
from uuid import UUID

from serai.ledger.domain.hold_state import HOLD_STATES, HoldAction, HoldState
from serai.ledger.queries.hold_view import HoldView, hold_view
from serai.plumbing.db import execute, unit_of_work


@unit_of_work()
def release_hold(hold_id: UUID, *, now: datetime) -> HoldView:
    """
    Make what is held available again. A second call changes nothing; three statements.

    Raises:
        HoldNotFound: no such hold.
        IllegalTransition: it was captured or expired.
    """
    held = hold_view(hold_id, lock=True)
    if held.state is HoldState.RELEASED:
        return held
    state = HOLD_STATES.advance(held.state, HoldAction.RELEASE)
    execute(
        "UPDATE ledger_hold SET state = %s, settled_at = %s WHERE id = %s",
        [state.value, now, hold_id],
    )
    execute(
        "UPDATE ledger_account SET held = held - %s WHERE id = %s",
        [held.open_amount, held.account_id],
    )
    return hold_view(hold_id)
