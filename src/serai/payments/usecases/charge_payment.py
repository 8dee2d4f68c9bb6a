"""Ask the processor to take the money of a payment."""

from collections import defaultdict
from datetime import datetime

from serai.kernel.breaker import Breaker
from serai.payments.domain.failure import Failure
from serai.payments.ports import (
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    Processors,
    ProcessorUnavailable,
)
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound

BREAKERS: defaultdict[str, Breaker] = defaultdict(Breaker)
"""Of this process, one for each processor; shared by every call that charges."""


def charge_payment(
    request: ChargeRequest, *, now: datetime, breaker: Breaker | None = None
) -> ChargeResult:
    """
    Call the processor; touch no table, and refuse to run inside a unit of work.

    Always answers. `processing` means that nobody knows yet: no answer came within the time budget,
    or the breaker is open and nothing was sent. `recover_processing` finishes such payments.
    What comes back goes to `settle_from_processor`.
    """
    refuse_inside_work()
    breaker = breaker or BREAKERS[request.processor]
    unknown = ChargeResult(request.key, ChargeStatus.PROCESSING, request.amount)
    if not breaker.allows(now):
        return unknown
    try:
        result = bound(Processors).named(request.processor).charge(request, now=now)
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
