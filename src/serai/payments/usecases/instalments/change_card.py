"""Let another kept card be charged for a plan."""

from datetime import datetime
from uuid import UUID

from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.queries.instalments.plan_view import PlanNotFound, PlanView
from serai.payments.usecases.instalments.hold_plan import held_plan
from serai.payments.usecases.instalments.propose_plan import card_for_plan
from serai.payments.usecases.instalments.start_collection import NothingToCollect
from serai.plumbing.db import unit_of_work


@unit_of_work()
def change_card(
    plan_id: UUID, instrument_id: UUID, *, customer_id: UUID, now: datetime
) -> PlanView:
    """
    Charge another of the shopper's kept cards from now on; what is overdue is tried with it at once.

    Raises:
        PlanNotFound: no such plan, or not theirs.
        NothingToCollect: nothing is to be charged any more.
        InstrumentNotFound: the card is not in this customer's wallet.
        MethodNotOffered: another processor takes the cards of this channel.
    """
    held = held_plan(plan_id)
    if held.row.customer_id != customer_id:
        raise PlanNotFound
    if held.state is not PlanState.OPEN:
        raise NothingToCollect
    card = card_for_plan(customer_id, instrument_id, held.row.channel_code)
    is_other = held.row.instrument_id != card.pk
    held.row.instrument = card
    held.row.defaulted_at = None
    held.row.save(update_fields=["instrument", "defaulted_at"])
    for part in held.parts if is_other else ():
        if part.state == InstalmentState.OVERDUE:
            part.attempts, part.try_on = 0, now.date()
            part.save(update_fields=["attempts", "try_on"])
    return held.view
