"""Plans of instalments as others see them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from django.db.models import QuerySet

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.instalments.annual_rate import effective_annual_rate
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.pay_off import pay_off
from serai.payments.domain.instalments.plan import Plan
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import Instalment, InstalmentCollection, InstalmentPlan
from serai.payments.queries.instalments.stored_plan import plan_of


class PlanNotFound(DomainError):
    """There is no such plan, or it is somebody else's."""

    code = "payments.plan_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such plan of instalments.")


@dataclass(frozen=True, slots=True)
class OfferedPart:
    """One part of a plan that can be had."""

    number: int
    due_on: date
    amount: Money
    price: Money
    charge: Money


@dataclass(frozen=True, slots=True)
class PartView(OfferedPart):
    """One part of a plan that was agreed to."""

    state: str
    """As `InstalmentState`."""
    attempts: int = 0
    """How often the card was charged for it in vain."""
    try_on: date | None = None
    """When the card is charged for it next."""
    failure_code: str = ""
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferView:
    """A plan that could be had: what is shown before anything is agreed."""

    terms_id: UUID
    total: Money
    charge: Money
    """What it costs in all."""
    to_pay: Money
    """The total and the charge."""
    annual_rate: Decimal
    """The effective rate of a year, such as 0.1268 for 12.68 %."""
    parts: list[OfferedPart]

    @classmethod
    def of(cls, terms_id: UUID, plan: Plan) -> Self:
        """Return the view of a plan that was drawn up."""
        return cls(
            terms_id=terms_id,
            total=plan.total,
            charge=plan.charge,
            to_pay=plan.total + plan.charge,
            annual_rate=effective_annual_rate(plan),
            parts=[
                OfferedPart(p.number, p.due_on, p.amount, p.price, p.charge) for p in plan.parts
            ],
        )


@dataclass(frozen=True, slots=True)
class PlanView:
    """One plan and how each of its parts stands."""

    id: UUID
    customer_id: UUID
    order_id: UUID | None
    channel_code: str
    state: PlanState
    ended_by: str
    """How it ended: paid, paid_off, returned or waived; empty while it has not."""
    total: Money
    charge: Money
    to_pay: Money
    """What is paid in all as it stands: what was, and what is still open."""
    paid: Money
    open: Money
    returned: Money
    """The price of goods that came back."""
    given_back: Money
    annual_rate: Decimal
    agreed_on: date
    card: str
    """The kept card that is charged, such as `Visa •••• 4242`; empty when its holder removed it."""
    is_overdue: bool
    is_defaulted: bool
    """Whether the card is charged no more by itself, because it failed too often."""
    parts: list[PartView]

    @property
    def next_part(self) -> PartView | None:
        """Return what is to be paid next."""
        return next((p for p in self.parts if p.state in _OPEN), None)


@dataclass(frozen=True, slots=True)
class PayOffView:
    """What it takes to end a plan today."""

    amount: Money
    let_off: Money
    """What need not be paid for ending early."""
    on: date


@dataclass(frozen=True, slots=True)
class PlanDetailView(PlanView):
    """A plan, and what it takes to end it."""

    pay_off: PayOffView
    is_under_way: bool
    """Whether a payment for it is under way at this moment."""


UNDER_WAY = (PaymentState.PROCESSING, PaymentState.REQUIRES_ACTION)
"""The states of a payment of which nobody knows yet what becomes of it."""
_OPEN = (InstalmentState.DUE.value, InstalmentState.OVERDUE.value)


def view_of(row: InstalmentPlan, parts: Sequence[Instalment]) -> PlanView:
    """Return the view of a plan and its parts, in their order."""
    plan, state = plan_of(row, parts), PlanState(row.state)
    card = row.instrument
    return PlanView(
        id=row.pk,
        customer_id=row.customer_id,
        order_id=row.order_id,
        channel_code=row.channel_code,
        state=state,
        ended_by=row.ended_by,
        total=plan.total,
        charge=plan.charge,
        to_pay=plan.paid + plan.open,
        paid=plan.paid,
        open=plan.open,
        returned=plan.returned,
        given_back=plan.given_back,
        annual_rate=row.annual_rate,
        agreed_on=row.agreed_on,
        card=f"{card.brand} •••• {card.last4}" if card else "",
        is_overdue=any(p.state is InstalmentState.OVERDUE for p in plan.parts),
        is_defaulted=row.defaulted_at is not None,
        parts=[
            PartView(
                number=domain.number,
                due_on=domain.due_on,
                amount=domain.amount,
                price=domain.price,
                charge=domain.charge,
                state=domain.state.value,
                attempts=part.attempts,
                try_on=part.try_on,
                failure_code=part.failure_code,
                paid_at=part.paid_at,
            )
            for domain, part in zip(plan.parts, parts, strict=True)
        ],
    )


def plan_view(plan_id: UUID, *, customer_id: UUID | None = None) -> PlanView:
    """
    Return a plan; two statements. With `customer_id`, only if it is theirs.

    Raises:
        PlanNotFound: no such plan, or not theirs.
    """
    found = _views(InstalmentPlan.objects.filter(pk=plan_id))
    if not found or customer_id not in (None, found[0].customer_id):
        raise PlanNotFound
    return found[0]


def plan_of_order(order_id: UUID) -> PlanView | None:
    """Return the plan of an order that is paid in parts; two statements, one when it is not."""
    found = _views(InstalmentPlan.objects.filter(order_id=order_id))
    return found[0] if found else None


def plans_of_customer(
    customer_id: UUID, *, order_id: UUID | None = None, limit: int = 50
) -> list[PlanView]:
    """Return a customer's plans that came into being, the newest first; two statements."""
    theirs = InstalmentPlan.objects.filter(customer_id=customer_id)
    begun = theirs.filter(state__in=[PlanState.AGREED, PlanState.OPEN, PlanState.ENDED])
    if order_id is not None:
        begun = begun.filter(order_id=order_id)
    return _views(begun.order_by("-id")[:limit])


def plans_in_state(
    state: PlanState | None, *, overdue: bool = False, before: UUID | None = None, limit: int = 50
) -> list[PlanView]:
    """Return plans that were agreed on, the newest first, from before a plan; two statements."""
    found = InstalmentPlan.objects.exclude(state=PlanState.PROPOSED)
    if state is not None:
        found = found.filter(state=state)
    if overdue:
        late = Instalment.objects.filter(state=InstalmentState.OVERDUE)
        found = found.filter(pk__in=late.values("plan_id"))
    if before is not None:
        found = found.filter(pk__lt=before)
    return _views(found.order_by("-id")[:limit])


def plan_in_detail(plan_id: UUID, *, customer_id: UUID | None = None, on: date) -> PlanDetailView:
    """
    Return a plan and what it takes to end it on a day; three statements.

    Raises:
        PlanNotFound: no such plan, or not theirs.
    """
    found = _loaded(InstalmentPlan.objects.filter(pk=plan_id))
    if not found or customer_id not in (None, found[0][0].customer_id):
        raise PlanNotFound
    [(row, parts)] = found
    quote, seen = pay_off(plan_of(row, parts), on=on), view_of(row, parts)
    return PlanDetailView(
        **{field.name: getattr(seen, field.name) for field in fields(seen)},
        pay_off=PayOffView(quote.amount, quote.let_off, on),
        is_under_way=is_being_collected(plan_id),
    )


def is_being_collected(plan_id: UUID) -> bool:
    """Return whether a payment for a plan is under way; one statement."""
    found = InstalmentCollection.objects.filter(plan_id=plan_id, payment__state__in=UNDER_WAY)
    return found.exists()


def _views(found: "QuerySet[InstalmentPlan]") -> list[PlanView]:
    return [view_of(row, parts) for row, parts in _loaded(found)]


def _loaded(
    found: "QuerySet[InstalmentPlan]",
) -> list[tuple[InstalmentPlan, list[Instalment]]]:
    plans = list(found.select_related("instrument"))
    parts: dict[UUID, list[Instalment]] = {plan.pk: [] for plan in plans}
    if plans:
        for part in Instalment.objects.filter(plan_id__in=parts).order_by("plan_id", "number"):
            parts[part.plan_id].append(part)
    return [(plan, parts[plan.pk]) for plan in plans]
