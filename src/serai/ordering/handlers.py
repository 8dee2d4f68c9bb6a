"""Facts of other contexts that ordering follows."""

from django.conf import settings

from serai.fulfilment.events import (
    AgeCheckFailed,
    GroupHandedOver,
    GroupReady,
    UnitsCancelled,
    UnitsMissing,
)
from serai.fulfilment.public import GroupKind
from serai.inventory.events import WaitingAllotted, WaitingMoved
from serai.kernel import clock
from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.events import (
    ChangeLapsed,
    ChangeProposed,
    GiftCardsSold,
    OrderCancelled,
    OrderChanged,
    OrderFailed,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderReleased,
    ReturnApproved,
    ReturnEnded,
    SubstituteOffered,
)
from serai.ordering.usecases.call_off_unchecked import call_off_unchecked
from serai.ordering.usecases.cancel_missing import cancel_missing
from serai.ordering.usecases.changes.send_letters import send_change_later, send_return_later
from serai.ordering.usecases.confirm_order import (
    ASK_FOR_PRESCRIPTION,
    BILL_PLACED,
    DELIVER_DIGITAL,
)
from serai.ordering.usecases.differences.follow_change import follow_change
from serai.ordering.usecases.digital.deliver_digital import deliver_digital
from serai.ordering.usecases.digital.take_back_digital import take_back_digital
from serai.ordering.usecases.follow_groups import follow_groups
from serai.ordering.usecases.follow_payment import (
    ACCEPT_ORDER,
    ACCEPT_PENDING,
    CONFIRM_ORDER,
    FAIL_ORDER,
    FOLLOW_CHANGE,
    FOLLOW_PENDING,
    FOLLOW_PROMISED,
    follow_payment,
)
from serai.ordering.usecases.give_back import CHANGE
from serai.ordering.usecases.issue_sold_cards import issue_sold_cards
from serai.ordering.usecases.let_groups_go import let_groups_go
from serai.ordering.usecases.note_refund import note_refund
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.papers.ask_for_papers import ask_for_papers
from serai.ordering.usecases.pickups.send_ready_letter import SEND_READY_LETTER
from serai.ordering.usecases.prescriptions.write_letters import ask_for_prescription_later
from serai.ordering.usecases.send_parcel_letter import SEND_PARCEL_LETTER
from serai.ordering.usecases.substitutions.follow_difference import note_replaced, settle_unpaid
from serai.ordering.usecases.substitutions.send_offer_letter import SEND_OFFER_LETTER
from serai.ordering.usecases.waiting.bring_waiting import bring_waiting
from serai.ordering.usecases.waiting.move_waiting import Moved, move_waiting
from serai.ordering.usecases.withdraw_sold_cards import withdraw_disputed_cards
from serai.payments import public as payments
from serai.payments.events import (
    PaymentAuthorised,
    PaymentCaptured,
    PaymentDisputed,
    PaymentFailed,
    PaymentPending,
    PaymentRefunded,
)
from serai.plumbing.db import unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.events import subscribe

PURPOSE = "order"
"""Payments of anything else are somebody else's business."""


@subscribe(PaymentCaptured, name=FOLLOW_CHANGE)
def on_difference_captured(event: PaymentCaptured) -> None:
    """Let the document count whose difference is paid."""
    if event.purpose.startswith(CHANGE):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentAuthorised, name=FOLLOW_PROMISED)
def on_difference_set_aside(event: PaymentAuthorised) -> None:
    """Let the document count whose difference is set aside."""
    if event.purpose.startswith(CHANGE):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentPending, name=FOLLOW_PENDING)
def on_difference_pending(event: PaymentPending) -> None:
    """Let the document count whose difference comes with the goods."""
    if event.purpose.startswith(CHANGE):
        follow_change(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(OrderChanged, name="ordering.write_of_change")
def on_order_changed(event: OrderChanged) -> None:
    """Write to the shopper what the change comes to."""
    send_change_later(event.order_id, event.change_id)


@subscribe(ChangeProposed, name="ordering.write_of_difference")
def on_change_proposed(event: ChangeProposed) -> None:
    """Ask the shopper to pay the difference."""
    send_change_later(event.order_id, event.change_id)


@subscribe(ReturnApproved, name="ordering.write_of_return")
def on_return_approved(event: ReturnApproved) -> None:
    """Write how the goods come back."""
    send_return_later(event.order_id, event.return_id)


@subscribe(ReturnEnded, name="ordering.write_of_ended_return")
def on_return_ended(event: ReturnEnded) -> None:
    """Write why the goods do not come back."""
    send_return_later(event.order_id, event.return_id)


@subscribe(PaymentCaptured, name=CONFIRM_ORDER)
def on_payment_captured(event: PaymentCaptured) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == PURPOSE:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentFailed, name=FAIL_ORDER)
def on_payment_failed(event: PaymentFailed) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == PURPOSE:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentAuthorised, name=ACCEPT_ORDER)
def on_payment_authorised(event: PaymentAuthorised) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == PURPOSE:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentPending, name=ACCEPT_PENDING)
def on_payment_pending(event: PaymentPending) -> None:
    """Bring the order to where its payment is, unless it is there already."""
    if event.purpose == PURPOSE:
        follow_payment(event.order_id, payments.payment(event.payment_id), now=clock.now())


@subscribe(PaymentRefunded, name="ordering.note_refund")
def on_payment_refunded(event: PaymentRefunded) -> None:
    """Note the refund on the order."""
    note_refund(event, now=clock.now())


@subscribe(GiftCardsSold, name="ordering.issue_sold_cards")
def on_gift_cards_sold(event: GiftCardsSold) -> None:
    """Issue the cards, each of them once."""
    issue_sold_cards(event.order_id, secret=settings.SERAI_SECRET, now=clock.now())


@subscribe(PaymentDisputed, name="ordering.withdraw_disputed_cards")
def on_payment_disputed(event: PaymentDisputed) -> None:
    """Let gift cards pay nothing whose money the shopper's bank has taken back."""
    withdraw_disputed_cards(event.order_id, now=clock.now())


@subscribe(OrderPlaced, name="ordering.open_order_groups")
def on_order_placed(event: OrderPlaced) -> None:
    """Let fulfilment begin."""
    open_order_groups(event.order_id, now=clock.now())


@subscribe(OrderPlaced, name=DELIVER_DIGITAL)
def on_order_placed_digital(event: OrderPlaced) -> None:
    """Deliver what comes by wire."""
    deliver_digital(event.order_id, now=clock.now())


@subscribe(OrderPaid, name="ordering.deliver_digital_when_paid")
def on_order_paid_digital(event: OrderPaid) -> None:
    """Deliver what comes by wire and waited for the money."""
    deliver_digital(event.order_id, now=clock.now())


@subscribe(OrderReleased, name="ordering.deliver_digital_when_released")
def on_order_released_digital(event: OrderReleased) -> None:
    """Deliver what comes by wire and was held."""
    deliver_digital(event.order_id, now=clock.now())


@subscribe(OrderFailed, name="ordering.free_keys_of_failed")
def on_order_failed_digital(event: OrderFailed) -> None:
    """Let keys go that were held."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(OrderCancelled, name="ordering.take_back_digital_of_cancelled")
def on_order_cancelled_digital(event: OrderCancelled) -> None:
    """Take back what came by wire."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(OrderRefunded, name="ordering.take_back_digital_of_refunded")
def on_order_refunded_digital(event: OrderRefunded) -> None:
    """Take back what came by wire, once all its money is back."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(OrderChanged, name="ordering.take_back_digital_of_changed")
def on_order_changed_digital(event: OrderChanged) -> None:
    """Take back what came by wire of lines that left."""
    take_back_digital(event.order_id, now=clock.now())


@subscribe(GroupHandedOver, name="ordering.follow_hand_over")
def on_group_handed_over(event: GroupHandedOver) -> None:
    """An order of which nothing is left here is fulfilled."""
    follow_groups(event.order_id, now=clock.now())


@subscribe(GroupHandedOver, name="ordering.tell_parcel")
def tell_parcel(event: GroupHandedOver) -> None:
    """Write to the shopper that a parcel is on its way."""
    if event.kind == GroupKind.SHIP:
        with unit_of_work() as work:
            args = {"group_id": str(event.group_id)}
            work.jobs.append(JobRow("default", SEND_PARCEL_LETTER, args))


@subscribe(UnitsCancelled, name="ordering.follow_cancelled_units")
def on_units_cancelled(event: UnitsCancelled) -> None:
    """An order of which nothing is left here is fulfilled."""
    follow_groups(event.order_id, now=clock.now())


@subscribe(UnitsMissing, name="ordering.cancel_missing")
def on_units_missing(event: UnitsMissing) -> None:
    """Call off what nobody has, and pay it back."""
    cancel_missing(event.order_id, event.group_id, now=clock.now())


@subscribe(WaitingAllotted, name="ordering.bring_waiting")
def on_waiting_allotted(event: WaitingAllotted) -> None:
    """Let goods be picked that have come for what was sold ahead."""
    bring_waiting(event.waits_for, event.allotment_id, now=clock.now())


@subscribe(WaitingMoved, name="ordering.move_waiting")
def on_waiting_moved(event: WaitingMoved) -> None:
    """Note when it comes after all, and tell of a delay."""
    move_waiting(
        Moved(
            event.waits_for,
            event.variant_id,
            event.first_on,
            event.last_on,
            event.release_on,
            event.is_later,
        )
    )


@subscribe(OrderPaid, name="ordering.let_groups_go")
def on_order_paid(event: OrderPaid) -> None:
    """Let fulfilment go on that waited for the money."""
    let_groups_go(event.order_id, now=clock.now())


@subscribe(OrderPlaced, name=ASK_FOR_PRESCRIPTION)
def ask_for_prescription(event: OrderPlaced) -> None:
    """Ask for the prescription of an order that came without it."""
    ask_for_prescription_later(event.order_id)


@subscribe(AgeCheckFailed, name="ordering.call_off_unchecked")
def on_age_check_failed(event: AgeCheckFailed) -> None:
    """Call off what nobody old enough has taken."""
    units = dict(zip(event.positions, event.units, strict=True))
    call_off_unchecked(event.order_id, event.group_id, units, now=clock.now())


@subscribe(OrderPlaced, name=BILL_PLACED)
def bill_placed(event: OrderPlaced) -> None:
    """Invoice the order, if it is time."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderPaid, name="ordering.bill_paid")
def bill_paid(event: OrderPaid) -> None:
    """Invoice the order, if it is time."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderFulfilled, name="ordering.bill_fulfilled")
def bill_fulfilled(event: OrderFulfilled) -> None:
    """Invoice the order, if nobody has yet."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderCancelled, name="ordering.credit_cancelled")
def credit_cancelled(event: OrderCancelled) -> None:
    """Take the invoice back."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderRefunded, name="ordering.credit_refunded")
def credit_refunded(event: OrderRefunded) -> None:
    """Credit what went back."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(OrderChanged, name="ordering.bill_changed")
def bill_changed(event: OrderChanged) -> None:
    """Bill what the change adds, or credit what it takes off."""
    ask_for_papers(event.order_id, event.channel_code)


@subscribe(GroupReady, name="ordering.tell_ready")
def tell_ready(event: GroupReady) -> None:
    """Write to the shopper that goods wait for them."""
    with unit_of_work() as work:
        work.jobs.append(JobRow("default", SEND_READY_LETTER, {"group_id": str(event.group_id)}))


@subscribe(SubstituteOffered, name="ordering.ask_about_substitute")
def on_substitute_offered(event: SubstituteOffered) -> None:
    """Ask the shopper whether something else will do."""
    with unit_of_work() as work:
        args = {"substitution_id": str(event.substitution_id)}
        work.jobs.append(JobRow("default", SEND_OFFER_LETTER, args))


@subscribe(OrderChanged, name="ordering.note_substitute")
def on_substitute_paid(event: OrderChanged) -> None:
    """Note that a dearer substitute is in the order."""
    if event.kind == ChangeKind.SUBSTITUTION:
        note_replaced(event.change_id, now=clock.now())


@subscribe(ChangeLapsed, name="ordering.settle_substitute")
def on_substitute_unpaid(event: ChangeLapsed) -> None:
    """Do what was agreed where the difference of a dearer substitute was not paid."""
    if event.kind == ChangeKind.SUBSTITUTION:
        settle_unpaid(event.change_id, now=clock.now())
