"""Write down a plan that a shopper is shown, so that what is agreed is what was seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.instalments.annual_rate import effective_annual_rate
from serai.payments.domain.instalments.draw_up import plans_for
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.models import Instalment, InstalmentPlan, Instrument
from serai.payments.queries.instalments.offered_terms import offered_terms, terms_as_json
from serai.payments.queries.instalments.plan_view import PlanView, view_of
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound
from serai.payments.queries.routes import MethodNotOffered, route_of
from serai.plumbing.db import unit_of_work

STANDS_FOR = timedelta(hours=1)
"""How long a proposed plan can be agreed to."""
_HIGHEST_RATE = Decimal(99999)


class TermsNotOffered(DomainError):
    """The channel does not offer these terms, or not for this amount."""

    code = "payments.terms_not_offered"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This amount cannot be paid in these instalments here; look again.")


@dataclass(frozen=True, slots=True)
class ProposePlan:
    """Who would pay what, under which terms, with which kept card."""

    customer_id: UUID
    cart_id: UUID
    channel_code: str
    amount: Money
    terms_id: UUID
    instrument_id: UUID | None = None
    """`None`: the default one."""


@unit_of_work()
def propose_plan(command: ProposePlan, *, now: datetime) -> PlanView:
    """
    Keep the plan of an amount for an hour; nothing is owed yet. Its id is what an order is placed with.

    Raises:
        TermsNotOffered: the channel does not offer these terms, or not for this amount.
        InstrumentNotFound: the card is not in this customer's wallet.
        MethodNotOffered: another processor takes the cards of this channel.
    """
    plan = _drawn_up(command, now)
    card = card_for_plan(command.customer_id, command.instrument_id, command.channel_code)
    row = InstalmentPlan.objects.create(
        customer_id=command.customer_id,
        channel_code=command.channel_code,
        cart_id=command.cart_id,
        instrument=card,
        state=PlanState.PROPOSED,
        terms=terms_as_json(plan.terms),
        currency=plan.total.currency,
        total_minor=plan.total.minor,
        annual_rate=min(effective_annual_rate(plan), _HIGHEST_RATE),
        agreed_on=now.date(),
        proposed_at=now,
    )
    parts = Instalment.objects.bulk_create(
        Instalment(
            plan=row,
            number=part.number,
            due_on=part.due_on,
            price_minor=part.price.minor,
            charge_minor=part.charge.minor,
            state=part.state,
        )
        for part in plan.parts
    )
    return view_of(row, parts)


def card_for_plan(customer_id: UUID, instrument_id: UUID | None, channel_code: str) -> Instrument:
    """
    Return a customer's kept card that the channel's processor can charge.

    Raises:
        InstrumentNotFound: the card is not in this customer's wallet.
        MethodNotOffered: another processor takes the cards of this channel.
    """
    wallet = Instrument.objects.of_customer(customer_id)
    card = wallet.filter(pk=instrument_id).first() if instrument_id else wallet.first()
    if card is None:
        raise InstrumentNotFound
    if route_of(channel_code, card.method).processor.name != card.processor:
        raise MethodNotOffered(card.method)
    return card


def _drawn_up(command: ProposePlan, now: datetime) -> Plan:
    for offer in offered_terms(command.channel_code):
        if offer.id == command.terms_id:
            for plan in plans_for(command.amount, [offer.terms], agreed_on=now.date()):
                return plan
    raise TermsNotOffered
