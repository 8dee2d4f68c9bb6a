"""Wait no longer for money that was to come by itself."""

from datetime import datetime
from uuid import UUID

from serai.payments.domain.payment_state import PaymentState
from serai.payments.ports import ChargeResult, ChargeStatus
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import unit_of_work


@unit_of_work()
def stop_waiting(payment_id: UUID, *, now: datetime, reason: str = "") -> PaymentView:
    """
    Void a pending payment; any other stays as it is. Joins the caller's transaction.

    Nobody is called: no processor outside has a part in such a payment. Money that comes all the same is
    believed, and goes back.

    Raises:
        PaymentNotFound: no such payment.
    """
    standing = payment(payment_id)
    if standing.state is not PaymentState.PENDING:
        return standing
    result = ChargeResult(
        str(payment_id),
        ChargeStatus.VOIDED,
        standing.amount,
        reference=standing.processor_reference,
        failure_code=reason,
    )
    return settle_from_processor(result, source=Source.VOID, now=now).payment
