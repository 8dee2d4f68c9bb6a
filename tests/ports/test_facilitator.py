"""What every facilitator keeps to; the chain is a real EVM inside of this process."""

from collections.abc import Iterator

import pytest
from eth_account import Account
from payments.chain.facilitator import Facilitator as Simulator
from payments.chain.facilitator import facilitating
from payments.chain.ledger_of_dollars import BUYER, MERCHANT, Dollars
from payments.chain.wallet import signed

from serai.kernel.money import Money
from serai.payments.adapters.x402.facilitator import HttpFacilitator
from serai.payments.domain.x402 import Requirements
from serai.payments.ports import FacilitatorUnavailable
from serai.plumbing.outbound import Line

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.enable_socket,
]
STRANGER = Account.from_key("0x" + "33" * 32)


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with facilitating(Dollars.minted(2000)) as running:
        yield running


@pytest.fixture
def facilitator(simulator: Simulator) -> Iterator[HttpFacilitator]:
    line = Line(simulator.url)
    yield HttpFacilitator(line)
    line.close()


@pytest.fixture
def required(simulator: Simulator) -> Requirements:
    return simulator.dollars.terms.requirements(Money(1147, "USD"))


def test_a_signed_transfer_is_verified_and_made(facilitator, simulator, required):
    payload = signed(required)

    verified = facilitator.verify(payload, required)
    settled = facilitator.settle(payload, required)

    assert (verified.is_valid, verified.payer) == (True, BUYER.address)
    assert (settled.success, settled.network) == (True, required.network)
    assert settled.transaction.startswith("0x")
    assert (simulator.dollars.cents_of(MERCHANT), simulator.dollars.cents_of(BUYER.address)) == (
        1147,
        853,
    )


def test_the_same_transfer_again_is_the_same_transaction(facilitator, simulator, required):
    payload = signed(required)

    answers = [facilitator.settle(payload, required) for _ in range(3)]

    assert len({each.transaction for each in answers}) == 1
    assert simulator.dollars.cents_of(MERCHANT) == 1147


def test_a_transfer_that_another_has_signed_is_refused(facilitator, simulator, required):
    forged = signed(required, wallet=STRANGER, from_=BUYER.address)

    assert facilitator.verify(forged, required).invalid_reason == (
        "invalid_exact_evm_payload_signature"
    )
    assert not facilitator.settle(forged, required).success
    assert simulator.dollars.cents_of(MERCHANT) == 0


def test_who_has_too_little_is_refused(facilitator, simulator):
    required = simulator.dollars.terms.requirements(Money(2001, "USD"))
    payload = signed(required)

    assert facilitator.verify(payload, required).invalid_reason == "insufficient_funds"
    assert facilitator.settle(payload, required).error_reason == "insufficient_funds"


def test_no_answer_says_that_nobody_knows(facilitator, simulator, required):
    simulator.unplugged = True

    with pytest.raises(FacilitatorUnavailable):
        facilitator.settle(signed(required), required)
