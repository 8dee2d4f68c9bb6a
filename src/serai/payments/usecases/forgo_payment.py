"""Ask for less than was agreed: part of what a payment promises will not be taken."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.payment_state import PaymentState
from serai.payments.queries.payment_view import PaymentView, locked_payment, payment
from serai.payments.usecases.grow_payment import STEP
from serai.payments.usecases.release_payment import release_payment_later
from serai.payments.usecases.stop_waiting import stop_waiting
from serai.plumbing.db import rows, unit_of_work


class NothingToForgo(DomainError):
    """Less is still to come of the payment."""

    code = "payments.nothing_to_forgo"
    kind = Kind.CONFLICT

    def __init__(self, *, asked: Money, left: Money) -> None:
        self.asked, self.left = asked, left
        super().__init__(f"Only {left} is still to come; {asked} was to be let go.")


_LOWER = f"""
WITH changed AS (
  UPDATE payments_payment
  SET amount_minor = amount_minor - CASE state WHEN 'pending' THEN %(minor)s ELSE 0 END,
    released_minor = released_minor + CASE state WHEN 'pending' THEN 0 ELSE %(minor)s END
  WHERE id = %(id)s
  RETURNING id, state, captured_minor, released_minor, failure_code, processor_reference),
{STEP}
SELECT id FROM changed
"""  # noqa: S608


def still_to_come(payment: PaymentView) -> Money:
    """Return what is set aside or waited for, and not being taken."""
    if payment.state is PaymentState.PENDING:
        return payment.amount
    left = payment.capturable - payment.capturing
    return max(left, Money(0, left.currency))


@unit_of_work()
def forgo_payment(payment_id: UUID, amount: Money, *, now: datetime) -> PaymentView:
    """
    Let go of part of what is to come. Joins the caller's transaction, and calls nobody.

    What is waited for becomes less: the shopper is to transfer or to bring the rest. What is set aside stays
    so at the processor until the rest is taken; a capture then takes no more than the rest. When nothing is
    left, the payment is given up.

    Raises:
        PaymentNotFound: no such payment.
        NothingToForgo: less is to come.
    """
    standing = locked_payment(payment_id)
    left = still_to_come(standing)
    if amount.minor <= 0 or amount > left:
        raise NothingToForgo(asked=amount, left=left)
    if amount == left and standing.state is PaymentState.PENDING:
        return stop_waiting(payment_id, now=now, reason="changed")
    if amount == left and standing.state is PaymentState.AUTHORISED:
        release_payment_later(payment_id)
    rows(_LOWER, {"id": payment_id, "minor": amount.minor, "source": "void", "now": now})
    return payment(payment_id)
