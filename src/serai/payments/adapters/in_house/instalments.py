"""
Instalments: we pay for the order ourselves, and are paid in parts.

A charge stands for a plan, which the shopper saw and agreed to: its first part is charged to their kept card
at once, and only when that is taken is the order paid. A refund shortens the plan. Our own tables are the
only book; whatever a card's processor must be asked is asked under the first part's own key, so nothing is
charged twice. There are no webhooks: those of the card's processor lead to the plan.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.payments.domain.failure import Failure
from serai.payments.domain.instalments.plan_state import PLAN_STATES, PlanAction, PlanState
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import InstalmentCollection, InstalmentPlan, Payment
from serai.payments.ports import (
    Abilities,
    CaptureResult,
    CaptureStatus,
    Card,
    CardRefused,
    CardToken,
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    DisputeResult,
    ProcessorEvent,
    ProcessorFront,
    ProcessorUnavailable,
    RefundResult,
    RefundStatus,
    UnknownProcessor,
    WebhookRefused,
)
from serai.payments.ports.vault import InstrumentRefused
from serai.payments.queries.charge_request import request_of
from serai.payments.queries.instalments.offered_terms import INSTALMENTS
from serai.payments.queries.instruments.instrument_view import InstrumentNotFound
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.queries.routes import MethodNotOffered
from serai.payments.usecases.charge_status import charge_status
from serai.payments.usecases.instalments.collect_instalment import charge_collection
from serai.payments.usecases.instalments.follow_collection import follow_collection
from serai.payments.usecases.instalments.hold_plan import held_plan
from serai.payments.usecases.instalments.start_collection import (
    CollectionUnderWay,
    NothingToCollect,
    StartCollection,
    start_collection,
)
from serai.payments.usecases.instalments.take_back_goods import take_back_goods
from serai.payments.usecases.instruments.token_of_instrument import token_of_instrument
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.payments.usecases.void_payment import PaymentIsCaptured, void_payment
from serai.plumbing.db import unit_of_work

_STATUSES = {
    PaymentState.PROCESSING: ChargeStatus.PROCESSING,
    PaymentState.REQUIRES_ACTION: ChargeStatus.REQUIRES_ACTION,
    PaymentState.CAPTURED: ChargeStatus.CAPTURED,
    PaymentState.FAILED: ChargeStatus.FAILED,
    PaymentState.VOIDED: ChargeStatus.VOIDED,
}


class InstalmentProcessor:
    """Fills `PaymentProcessor` with plans of instalments. A charge's token and reference is its plan."""

    name = INSTALMENTS
    abilities = Abilities((INSTALMENTS,), captures_later=False, captures_in_parts=False)

    def front(self) -> ProcessorFront:
        """Return a front without an address: the plan that was agreed to is the token."""
        return ProcessorFront(self.name, "", "")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Refuse every card: instalments are charged to one that is kept.

        Raises:
            CardRefused: always.
        """
        raise CardRefused("number", "not_a_card", "Instalments are charged to a kept card.")

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """
        Charge the first part to the kept card; all of the order is paid when it is taken.

        Raises:
            ChargeRefused: no plan of this amount was agreed to for this payment.
            ProcessorUnavailable: the card's processor did not answer in time.
        """
        plan = _plan_of(request.key)
        if plan is None or str(plan.pk) != request.token:
            raise ChargeRefused("unknown_plan", "No plan of instalments was agreed to for this.")
        first = _first(plan)
        if first is None:
            return self._charge_first(plan, request, now)
        if first.state is PaymentState.PROCESSING:
            charge_collection(request_of(Payment.objects.get(pk=first.id)), now=now)
        return _result(plan.pk)

    def _charge_first(
        self, plan: InstalmentPlan, request: ChargeRequest, now: datetime
    ) -> ChargeResult:
        try:
            charge_collection(self._started(plan, request, now), now=now)
        except CollectionUnderWay:
            return ChargeResult(request.key, ChargeStatus.PROCESSING, request.amount)
        except (InstrumentNotFound, InstrumentRefused, MethodNotOffered):
            _give_up(plan.pk)
            return ChargeResult(
                request.key, ChargeStatus.FAILED, request.amount, failure_code=Failure.TOKEN_REFUSED
            )
        except NothingToCollect:
            pass
        return _result(plan.pk)

    def status_of(self, key: str) -> ChargeResult | None:
        """Return how the first part stands at its processor; `None` while it was not asked for."""
        plan = _plan_of(key)
        if plan is None:
            return None
        first = _first(plan)
        if first is None:
            return _result(plan.pk) if plan.state == PlanState.VOID else None
        if first.settled_at is None:
            news = charge_status(first.id)
            if news is None:
                return None
            now = clock.now()
            with unit_of_work():
                settled = settle_from_processor(news, source=Source.CALL, now=now)
                follow_collection(settled.payment.id, now=now)
        return _result(plan.pk)

    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """Refuse: it is taken at once."""
        unknown = ChargeResult("", ChargeStatus.CAPTURED, amount, reference=reference)
        return CaptureResult(
            key, CaptureStatus.REFUSED, amount, unknown, failure_code="taken_at_once"
        )

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Make sure that the first part takes no money any more; what was taken stays taken."""
        plan = _plan_of(key)
        if plan is None:
            return None
        first = _first(plan)
        if first is None:
            _give_up(plan.pk)
        else:
            with suppress(PaymentIsCaptured):
                void_payment(first.id, now=now)
            follow_collection(first.id, now=now)
        return _result(plan.pk)

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """
        Take goods of this price out of the plan: open parts first, then money back to the cards.

        Raises:
            ProcessorUnavailable: a payment for the plan is under way; ask again when it is over.
        """
        try:
            take_back_goods(UUID(reference), amount, key=key, now=now)
        except CollectionUnderWay:
            raise ProcessorUnavailable(self.name) from None
        except (ValueError, DomainError):
            return RefundResult(key, RefundStatus.REFUSED, amount, failure_code="above_the_plan")
        return RefundResult(key, RefundStatus.CONFIRMED, amount, reference=reference)

    def answer_dispute(
        self, reference: str, answer: DisputeAnswer, *, key: str, now: datetime
    ) -> DisputeResult:
        """
        Refuse: banks dispute what a card paid, not the plan.

        Raises:
            UnknownProcessor: always.
        """
        raise UnknownProcessor(self.name)

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """
        Refuse: nobody sends news about plans.

        Raises:
            WebhookRefused: always.
        """
        raise WebhookRefused("not_sent", "No webhooks are sent about this.")

    def _started(
        self, plan: InstalmentPlan, request: ChargeRequest, now: datetime
    ) -> ChargeRequest:
        token = token_of_instrument(
            plan.customer_id,
            plan.instrument_id or plan.pk,
            channel_code=plan.channel_code,
            now=now,
        )
        first = StartCollection(plan.pk, 1, token, return_url=request.return_url)
        return start_collection(first, now=now)


def _plan_of(key: str) -> InstalmentPlan | None:
    try:
        return InstalmentPlan.objects.filter(payment_id=UUID(key)).first()
    except ValueError:
        return None


def _first(plan: InstalmentPlan) -> PaymentView | None:
    """Return the payment of the first part: there is only ever one."""
    found = InstalmentCollection.objects.filter(plan=plan, number=1).first()
    return payment(found.pk) if found else None


def _result(plan_id: UUID) -> ChargeResult:
    plan = InstalmentPlan.objects.get(pk=plan_id)
    first = _first(plan)
    status = ChargeStatus.VOIDED if first is None else _STATUSES[first.state]
    if status is ChargeStatus.CAPTURED and plan.state == PlanState.VOID:
        status = ChargeStatus.VOIDED  # it came too late, and is on its way back
    return ChargeResult(
        str(plan.payment_id),
        status,
        Money(plan.total_minor, plan.currency),
        reference=str(plan.pk),
        failure_code=first.failure_code if first else "",
        action_url=first.action_url if first else "",
        label=first.label if first else "",
    )


@unit_of_work()
def _give_up(plan_id: UUID) -> None:
    held = held_plan(plan_id)
    if held.state is PlanState.AGREED:
        held.row.state = PLAN_STATES.advance(held.state, PlanAction.GIVE_UP).value
        held.row.save(update_fields=["state"])
