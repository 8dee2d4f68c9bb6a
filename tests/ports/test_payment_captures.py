"""What every processor that sets money aside must do: take parts, never more, let go, dispute."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE
from ports.test_payment_processor import VENDORS, Vendor, a_request

from serai.kernel.money import Money
from serai.payments.ports import (
    CaptureAt,
    CaptureResult,
    CaptureStatus,
    ChargeRefused,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    DisputeResult,
    DisputeStatus,
    RefundStatus,
)


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest, a_folder: Path) -> Iterator[Vendor]:
    yield from VENDORS[request.param](a_folder)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def set_aside(vendor: Vendor, number: str = OK) -> ChargeResult:
    request = replace(a_request(vendor, number), capture_at=CaptureAt.HAND_OVER)
    return vendor.processor.charge(request, now=NOW)


def take(
    vendor: Vendor, charge: ChargeResult, minor: int, key: str = "c1", *, final: bool = False
) -> CaptureResult:
    return vendor.processor.capture(charge.reference, usd(minor), key=key, final=final, now=NOW)


def test_an_amount_is_set_aside_and_not_taken(vendor: Vendor):
    charge = set_aside(vendor)

    assert (charge.status, charge.amount, charge.taken) == (ChargeStatus.AUTHORISED, PRICE, usd(0))
    assert charge.expires_at is None or charge.expires_at > NOW
    assert vendor.processor.status_of(charge.key) == charge


def test_a_shopper_who_confirms_sets_the_amount_aside(vendor: Vendor):
    waiting = set_aside(vendor, CHALLENGE)
    vendor.answer_challenge(waiting, approved=True)

    decided = vendor.processor.status_of(waiting.key)

    assert waiting.status is ChargeStatus.REQUIRES_ACTION
    assert decided is not None
    assert (decided.status, decided.taken) == (ChargeStatus.AUTHORISED, usd(0))


def test_a_declined_card_sets_nothing_aside(vendor: Vendor):
    assert set_aside(vendor, DECLINED).status is ChargeStatus.FAILED


def test_all_of_it_is_taken_once_per_key(vendor: Vendor):
    charge = set_aside(vendor)

    results = [take(vendor, charge, 1234) for _ in range(3)]

    assert results[0].status is CaptureStatus.CONFIRMED
    assert results[0].charge.taken == PRICE
    assert results[0] == results[1] == results[2]
    known = vendor.processor.status_of(charge.key)
    assert known is not None
    assert (known.status, known.taken, known.given_up) == (ChargeStatus.CAPTURED, PRICE, usd(0))


def test_a_last_part_lets_the_rest_go(vendor: Vendor):
    charge = set_aside(vendor)

    taken = take(vendor, charge, 1000, final=True)
    late = take(vendor, charge, 1, key="c2", final=True)

    assert (taken.charge.taken, taken.charge.given_up) == (usd(1000), usd(234))
    assert (late.status, bool(late.failure_code)) == (CaptureStatus.REFUSED, True)
    assert late.charge.taken == usd(1000)


@pytest.mark.parametrize("minor", [1235, 0, -1])
def test_a_capture_that_does_not_fit_is_refused(vendor: Vendor, minor: int):
    charge = set_aside(vendor)

    taken = take(vendor, charge, minor, final=True)

    assert taken.status is CaptureStatus.REFUSED
    known = vendor.processor.status_of(charge.key)
    assert known is not None
    assert (known.status, known.taken) == (ChargeStatus.AUTHORISED, usd(0))


def test_captures_at_once_never_exceed_what_was_set_aside(vendor: Vendor):
    charge = set_aside(vendor)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: take(vendor, charge, 700, f"c{n}", final=True), range(4)))

    assert [r.status for r in results].count(CaptureStatus.CONFIRMED) == 1
    known = vendor.processor.status_of(charge.key)
    assert known is not None
    assert known.taken == usd(700)


def test_a_voided_charge_takes_nothing_any_more(vendor: Vendor):
    charge = set_aside(vendor)

    voided = vendor.processor.void(charge.key, now=NOW)

    assert voided is not None
    assert (voided.status, voided.taken) == (ChargeStatus.VOIDED, usd(0))
    assert take(vendor, charge, 1, final=True).status is CaptureStatus.REFUSED


def test_only_what_was_taken_is_given_back(vendor: Vendor):
    charge = set_aside(vendor)
    before = vendor.processor.refund(charge.reference, usd(1), key="r1", now=NOW)
    take(vendor, charge, 500, final=True)
    more = vendor.processor.refund(charge.reference, usd(501), key="r2", now=NOW)
    whole = vendor.processor.refund(charge.reference, usd(500), key="r3", now=NOW)

    assert [before.status, more.status, whole.status] == [
        RefundStatus.REFUSED,
        RefundStatus.REFUSED,
        RefundStatus.CONFIRMED,
    ]


def test_nothing_is_taken_of_a_charge_that_is_unknown(vendor: Vendor):
    with pytest.raises(ChargeRefused):
        vendor.processor.capture("unknown", usd(1), key="c1", final=True, now=NOW)


def test_a_dispute_is_told_by_webhook_and_answered(vendor: Vendor):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)
    vendor.open_dispute(charge.reference, 1000)

    opened = _disputes(vendor)[-1]
    assert (opened.status, opened.amount) == (DisputeStatus.OPENED, usd(1000))
    assert opened.charge_reference == charge.reference
    assert opened.reason
    answered = vendor.processor.answer_dispute(
        opened.reference, DisputeAnswer("A signed delivery note"), key="d1", now=NOW
    )
    assert answered.status is DisputeStatus.CONTESTED


def test_an_accepted_dispute_is_lost(vendor: Vendor):
    charge = vendor.processor.charge(a_request(vendor), now=NOW)
    vendor.open_dispute(charge.reference, 1000)
    opened = _disputes(vendor)[-1]

    lost = vendor.processor.answer_dispute(opened.reference, DisputeAnswer(), key="d1", now=NOW)

    assert lost.status is DisputeStatus.LOST


def test_an_unknown_dispute_is_refused(vendor: Vendor):
    with pytest.raises(ChargeRefused):
        vendor.processor.answer_dispute("dp_unknown", DisputeAnswer(), key="d1", now=NOW)


def _disputes(vendor: Vendor) -> list[DisputeResult]:
    heard = [vendor.processor.verify_webhook(*hook, now=NOW) for hook in vendor.webhooks()]
    return [item.result for item in heard if isinstance(item.result, DisputeResult)]
