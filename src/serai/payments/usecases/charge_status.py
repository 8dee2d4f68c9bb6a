"""Ask the processor how a charge stands."""

from uuid import UUID

from serai.payments.ports import ChargeResult, Processors
from serai.payments.queries.payment_view import payment
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound


def charge_status(payment_id: UUID) -> ChargeResult | None:
    """
    Return what the processor knows of a payment's charge; `None` when the call never arrived.

    What a browser brings back is a claim; this is the proof. One statement; refuses to run inside a
    unit of work. What comes back goes to `settle_from_processor`.

    Raises:
        PaymentNotFound: no such payment.
        ProcessorUnavailable: no answer in time.
    """
    refuse_inside_work()
    return bound(Processors).named(payment(payment_id).processor).status_of(str(payment_id))
