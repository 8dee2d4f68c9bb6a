"""What has paid the difference of a document, and where the money went that it gave back."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.purposes import change_of_purpose
from serai.payments import public as payments


@dataclass(frozen=True)
class MovedView:
    """Part of a difference: which payment it came with, or went back to."""

    payment_id: UUID
    method: str
    label: str
    """How it is shown, such as `Visa •••• 4242`; empty where nobody knows."""
    state: str
    amount: Money


def refund_key_of_change(order_id: UUID, number: int) -> str:
    """Return the name of the refunds that a document asks for."""
    return f"order {order_id}: change {number}"


def paid_for_change(order_id: UUID, number: int) -> list[MovedView]:
    """Return what pays, or has tried to pay, the difference of a document, oldest first; one statement."""
    return [
        MovedView(each.id, each.method, each.label, each.state.value, each.amount)
        for each in payments.payments_of_order(order_id)
        if change_of_purpose(each.purpose) == number
    ]


def given_back_by_change(order_id: UUID, number: int) -> list[MovedView]:
    """Return where a document has asked money to go; one statement, and one for each payment that gave some back."""
    key = refund_key_of_change(order_id, number)
    return [
        MovedView(each.id, each.method, each.label, refund.state.value, refund.amount)
        for each in payments.payments_of_order(order_id)
        if each.refunded or each.refunding
        for refund in payments.refunds_of_payment(each.id)
        if refund.key == key
    ]
