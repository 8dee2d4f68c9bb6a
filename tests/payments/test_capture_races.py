"""Real threads take what is set aside: together they take what one would have taken."""

from collections import Counter

import pytest
from payments.makers import NOW
from payments.test_races import _leaves_no_jobs, together

from serai.kernel.money import Money
from serai.payments.models import Capture
from serai.payments.public import (
    CapturePayment,
    CaptureTooLarge,
    PaymentState,
    capture_payment,
    payment,
    void_payment,
)
from serai.payments.usecases.confirm_capture import confirm_capture
from serai.plumbing.models import EventRecord

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["_leaves_no_jobs"]


def test_captures_at_once_never_exceed_what_was_set_aside(an_authorised_payment, processor):
    standing = an_authorised_payment()

    outcomes = together(
        *(
            lambda key=key: capture_payment(
                CapturePayment(standing.id, f"c{key}", "x", Money(300, "USD")), now=NOW
            )
            for key in range(8)
        )
    )
    captures = list(Capture.objects.values_list("pk", flat=True))
    together(*(lambda pk=pk: confirm_capture(pk, now=NOW) for pk in [*captures, *captures]))

    assert Counter(type(outcome) for outcome in outcomes)[CaptureTooLarge] == 4
    after = payment(standing.id)
    assert (after.captured, after.capturing) == (Money(1200, "USD"), Money(0, "USD"))
    assert processor.status_of(str(standing.id)).taken == Money(1200, "USD")
    told = EventRecord.objects.filter(type="payments.PaymentCaptured")
    assert sum(event.payload["capture_minor"] for event in told) == 1200


def test_taking_beside_letting_go_ends_as_the_processor_says(an_authorised_payment, processor):
    for number in range(5):
        standing = an_authorised_payment()
        capture = capture_payment(
            CapturePayment(standing.id, f"c{number}", "x", Money(300, "USD")), now=NOW
        )

        together(
            lambda capture=capture: confirm_capture(capture.id, now=NOW),
            lambda standing=standing: void_payment(standing.id, now=NOW),
        )

        ours, theirs = payment(standing.id), processor.status_of(str(standing.id))
        assert (ours.captured, ours.released) == (theirs.taken, theirs.given_up)
        assert ours.state in (PaymentState.CAPTURED, PaymentState.VOIDED)
        assert ours.capturing == Money(0, "USD")
