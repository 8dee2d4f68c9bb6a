"""Payment by a signed transfer: over HTTP, on a chain inside this process, through crashes and doubles."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.test import Client
from eth_account import Account
from payments.chain.facilitator import Facilitator, facilitating
from payments.chain.ledger_of_dollars import MERCHANT, Dollars
from payments.chain.wallet import signed

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments import ports
from serai.payments.adapters.x402.settle_in import settle_in
from serai.payments.domain.x402 import PaymentPayload, Requirements, header_of
from serai.payments.models import X402Settlement
from serai.payments.ports import ChargeStatus, Processors
from serai.payments.public import (
    PaymentState,
    Source,
    StartPayment,
    charge_payment,
    payment,
    settle_from_processor,
    start_payment,
    void_payment,
)
from serai.payments.queries.methods import forget_methods
from serai.payments.usecases.recover_processing import recover_processing
from serai.plumbing import wiring
from serai.plumbing.db import rows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.enable_socket,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
PRICE = Money(1147, "USD")


@pytest.fixture
def facilitator() -> Iterator[Facilitator]:
    """Return a facilitator whose processor is the only one here."""
    before = dict(wiring._bound)
    with facilitating(Dollars.minted(5000)) as running:
        processor = settle_in(
            running.dollars.terms, facilitator_url=running.url, api_url="http://testserver"
        )
        wiring.bind(Processors, Processors(processor))
        forget_methods()
        yield running
        wiring.bound(ports.Facilitator).line.close()
    wiring._bound.clear()
    wiring._bound.update(before)
    forget_methods()


@pytest.fixture
def asked(facilitator: Facilitator) -> UUID:
    """Return a payment that waits for its transfer."""
    return started()


def started(amount: Money = PRICE) -> UUID:
    now = clock.now()
    request = start_payment(
        StartPayment(uuid7(), uuid7(), "web", amount, "", "http://shop/", method="stablecoin"),
        now=now,
    )
    settle_from_processor(charge_payment(request, now=now), source=Source.CALL, now=now)
    return request.payment_id


def told(payment_id: UUID) -> Requirements:
    """Return what is taken, as a client reads it."""
    answer = Client().get(f"/x402/{payment_id}")
    assert answer.status_code == 402
    required = json.loads(base64.b64decode(answer["PAYMENT-REQUIRED"]))
    assert required == answer.json()
    return msgspec.convert(required["accepts"][0], Requirements)


def sent(payment_id: UUID, payload: PaymentPayload | str) -> Any:
    header = payload if isinstance(payload, str) else header_of(payload)
    return Client().get(f"/x402/{payment_id}", headers={"PAYMENT-SIGNATURE": header})


def test_a_payment_names_what_it_takes(asked, facilitator):
    required = told(asked)

    assert (required.scheme, required.amount, required.pay_to) == ("exact", "11470000", MERCHANT)
    assert required.network == facilitator.dollars.terms.network
    assert payment(asked).action_url == f"http://testserver/x402/{asked}"


def test_a_signed_transfer_pays(asked, facilitator):
    answer = sent(asked, signed(told(asked)))

    receipt = json.loads(base64.b64decode(answer["PAYMENT-RESPONSE"]))
    assert answer.status_code == 200
    assert receipt["success"]
    paid = payment(asked)
    assert (paid.state, paid.captured) == (PaymentState.CAPTURED, PRICE)
    assert paid.processor_reference == receipt["transaction"] == facilitator.settlements[0]
    assert paid.label.startswith("Test Dollar 0x")
    assert facilitator.dollars.cents_of(MERCHANT) == 1147
    assert rows("SELECT count(*) FROM ledger_entry WHERE reference LIKE 'payments.captured%%'") == [
        (1,)
    ]


def test_the_same_transfer_again_is_the_same_payment(asked, facilitator):
    payload = signed(told(asked))

    answers = [sent(asked, payload).json() for _ in range(3)]

    assert answers[0]["transaction"] == answers[1]["transaction"] == answers[2]["transaction"]
    assert facilitator.dollars.cents_of(MERCHANT) == 1147


def test_one_transfer_pays_one_payment(asked, facilitator):
    payload = signed(told(asked))
    other = started()
    assert sent(asked, payload).status_code == 200

    answer = sent(other, payload)

    assert (answer.status_code, answer.json()["error"]) == (402, "invalid_transaction_state")
    assert payment(other).state is PaymentState.REQUIRES_ACTION
    assert facilitator.dollars.cents_of(MERCHANT) == 1147


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"value": "11469999"}, "invalid_exact_evm_payload_authorization_value"),
        ({"value": "11470001"}, "invalid_exact_evm_payload_authorization_value"),
        ({"to": "0x" + "44" * 20}, "invalid_exact_evm_payload_recipient_mismatch"),
        ({"valid_before": 1}, "invalid_exact_evm_payload_authorization_valid_before"),
        ({"valid_after": "99999999999"}, "invalid_exact_evm_payload_authorization_valid_after"),
        (
            {"wallet": Account.from_key("0x" + "33" * 32)},
            "insufficient_funds",
        ),
    ],
)
def test_what_does_not_pay_leaves_no_trace(asked, facilitator, changes: dict, reason: str):
    answer = sent(asked, signed(told(asked), **changes))

    assert (answer.status_code, answer.json()["error"]) == (402, reason)
    assert not json.loads(base64.b64decode(answer["PAYMENT-RESPONSE"]))["success"]
    assert payment(asked).state is PaymentState.REQUIRES_ACTION
    assert X402Settlement.objects.count() == 0
    assert facilitator.settlements == []


@pytest.mark.parametrize("header", ["", "%%%", "e30=", "bnVsbA==", "A" * 9000])
def test_what_cannot_be_read_is_said_clearly(asked, header: str):
    answer = sent(asked, header)

    assert answer.status_code == 400
    assert answer.json()["error"]
    assert X402Settlement.objects.count() == 0


def test_a_lost_answer_is_asked_for_again(asked, facilitator):
    facilitator.loses = 1
    payload = signed(told(asked))

    first = sent(asked, payload)
    assert (first.status_code, first.json()["code"]) == (503, "payments.facilitator_unavailable")
    assert payment(asked).state is PaymentState.REQUIRES_ACTION

    assert sent(asked, payload).status_code == 200
    assert payment(asked).captured == PRICE
    assert facilitator.dollars.cents_of(MERCHANT) == 1147


def test_after_a_crash_the_clock_finishes_it(asked, facilitator):
    facilitator.loses = 1
    sent(asked, signed(told(asked)))

    recover_processing(now=clock.now() + timedelta(minutes=30))

    assert (payment(asked).state, payment(asked).captured) == (PaymentState.CAPTURED, PRICE)


def test_a_payment_that_nobody_made_is_given_up(asked, facilitator):
    required = told(asked)

    void_payment(asked, now=clock.now())

    answer = sent(asked, signed(required))
    assert (answer.status_code, answer.json()["code"]) == (409, "payments.payment_is_over")
    assert payment(asked).state is PaymentState.VOIDED
    assert facilitator.settlements == []


def test_an_amount_in_another_currency_is_not_taken(facilitator):
    [processor] = wiring.bound(Processors)
    assert processor.terms.takes(Money(1, "USD"))
    assert not processor.terms.takes(Money(1, "EUR"))

    declined = started(Money(900, "EUR"))

    assert payment(declined).state is PaymentState.FAILED


def test_who_knows_no_address_is_told_that_there_is_none(facilitator):
    answer = Client().get(f"/x402/{uuid7()}")

    assert (answer.status_code, answer.json()["code"]) == (404, "payments.payment_not_found")


def test_a_browser_gets_a_page_for_its_wallet(asked):
    page = (
        Client()
        .get(f"/x402/{asked}", headers={"Accept": "text/html", "Accept-Language": "he"})
        .content.decode()
    )

    assert '<html lang="he" dir="rtl">' in page
    assert "11470000" in page
    assert "pay.js" in page


def test_a_browser_reads_why_nothing_is_to_be_paid(asked):
    void_payment(asked, now=clock.now())

    answer = Client().get(f"/x402/{asked}", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "text/html; charset=utf-8")
    assert "Nothing is to be paid here any more." in answer.content.decode()


def test_charges_only_wait(asked):
    [processor] = wiring.bound(Processors)

    result = processor.status_of(str(asked))

    assert result is not None
    assert result.status is ChargeStatus.REQUIRES_ACTION
