"""Ask the processor to take the money of a payment."""

from datetime import datetime

from serai.payments.domain.breaker import Breaker
from serai.payments.domain.failure import Failure
from serai.payments.ports import (
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    PaymentProcessor,
    ProcessorUnavailable,
)
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound

BREAKER = Breaker()
"""Of this process; shared by every call that charges."""


def charge_payment(
    request: ChargeRequest, *, now: datetime, breaker: Breaker = BREAKER
) -> ChargeResult:
    """
    Call the processor; touch no table, and refuse to run inside a unit of work.

    Always answers. `processing` means that nobody knows yet: no answer came within the time budget,
    or the breaker is open and nothing was sent. `recover_processing` finishes such payments.
    What comes back goes to `settle_from_processor`.
    """
    refuse_inside_work()
    unknown = ChargeResult(request.key, ChargeStatus.PROCESSING, request.amount)
    if not breaker.allows(now):
        return unknown
    try:
        result = bound(PaymentProcessor).charge(request, now=now)
    except ProcessorUnavailable:
        breaker.failed(now)
        return unknown
    except ChargeRefused:
        breaker.succeeded()
        return ChargeResult(
            request.key, ChargeStatus.FAILED, request.amount, failure_code=Failure.TOKEN_REFUSED
        )
    breaker.succeeded()
    return result
