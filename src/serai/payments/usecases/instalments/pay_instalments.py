"""Pay a part, or all that is open, with a person there: on the account's page, or by staff on request."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import InstalmentPlan
from serai.payments.queries.instalments.plan_view import PlanNotFound, PlanView, plan_view
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound
from serai.payments.queries.payment_view import PaymentView
from serai.payments.usecases.instalments.collect_instalment import (
    charge_collection,
    give_up_collection,
)
from serai.payments.usecases.instalments.start_collection import (
    StartCollection,
    start_collection,
)
from serai.payments.usecases.instruments.token_of_instrument import (
    note_use,
    token_before_use,
)
from serai.plumbing.db import refuse_inside_work


@dataclass(frozen=True, slots=True)
class PayInstalments:
    """Which part of which plan is paid, or with `number` 0 all that is open, with which kept card."""

    plan_id: UUID
    number: int
    expected_minor: int
    """What was shown; another amount is refused."""
    return_url: str = ""
    """Where the bank's page sends the shopper back to; empty: nobody is there to be sent."""
    customer_id: UUID | None = None
    """Whose plan it must be; `None` for staff."""
    instrument_id: UUID | None = None
    """`None`: the plan's own card."""
    key: str = ""
    """The digest of the request: sent again, or twice at once, it pays once."""


@dataclass(frozen=True, slots=True)
class PaidView:
    """What came of it."""

    plan: PlanView
    payment: PaymentView


def pay_instalments(command: PayInstalments, *, now: datetime) -> PaidView:
    """
    Charge a kept card for a part, or to end the plan early. A card that is declined counts for nothing.

    The payment may be `requires_action`: its holder must confirm at `action_url`, and the plan follows when
    they did. Asked by staff, nobody is there to confirm, so such a payment is given up.

    Raises:
        PlanNotFound: no such plan, or not theirs.
        NothingToCollect: it is settled, or the plan does not run.
        CollectionUnderWay: another payment for the plan is.
        CollectionChanged: it comes to something else than was expected.
        InstrumentNotFound: the card is not in the wallet of whose plan it is, or they removed it.
        InstrumentRefused: it has expired, or the processor keeps it no more.
        MethodNotOffered: another processor takes the cards of this channel by now.
        ProcessorUnavailable: no answer in time, and nothing has happened.
    """
    refuse_inside_work()
    plan = InstalmentPlan.objects.filter(pk=command.plan_id).first()
    if plan is None or command.customer_id not in (None, plan.customer_id):
        raise PlanNotFound
    card = command.instrument_id or plan.instrument_id
    if card is None:
        raise InstrumentNotFound
    token = token_before_use(plan.customer_id, card, channel_code=plan.channel_code, now=now)
    request = start_collection(
        StartCollection(
            command.plan_id,
            command.number,
            token,
            return_url=command.return_url,
            expected_minor=command.expected_minor,
            key=command.key,
        ),
        now=now,
    )
    note_use(card, now=now)
    charged = charge_collection(request, now=now)
    if charged.state is PaymentState.REQUIRES_ACTION and not command.return_url:
        give_up_collection(charged.id, now=now)
    return PaidView(plan_view(command.plan_id), charged)
