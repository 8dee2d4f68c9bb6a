"""What every processor that keeps cards must do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from payments.makers import DECLINED, NOW, OK, PRICE, RETURN_URL, a_card, a_processor

from serai.kernel.ids import uuid7
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.vault import LocalVault
from serai.payments.ports import ChargeRequest, ChargeStatus, PaymentProcessor
from serai.payments.ports.vault import InstrumentRefused, Vault

ANN, BOB = uuid7(), uuid7()


class Local:
    """The embedded vault, beside its processor."""

    def __init__(self, folder: Path) -> None:
        self.processor: LocalProcessor = a_processor(folder)
        self.vault: Vault = LocalVault(self.processor.book)

    def token(self, number: str = OK) -> str:
        return self.processor.tokenise(a_card(number), now=NOW).token


@pytest.fixture(params=[Local], ids=["local"])
def vendor(request: pytest.FixtureRequest, tmp_path: Path) -> Local:
    return request.param(tmp_path)


def charge(processor: PaymentProcessor, token: str) -> ChargeStatus:
    request = ChargeRequest(uuid7(), PRICE, token, RETURN_URL)
    return processor.charge(request, now=NOW).status


def test_a_kept_card_says_what_is_shown_of_it(vendor):
    kept = vendor.vault.keep(vendor.token(), holder=ANN, now=NOW)

    assert (kept.brand, kept.last4, kept.expires_on) == ("Visa", "4242", date(2030, 12, 31))
    assert kept.reference not in repr(kept)


def test_a_kept_card_pays_any_number_of_times(vendor):
    kept = vendor.vault.keep(vendor.token(), holder=ANN, now=NOW)

    tokens = [vendor.vault.token_for(kept.reference, holder=ANN, now=NOW) for _ in range(3)]

    assert [charge(vendor.processor, token) for token in tokens] == [ChargeStatus.CAPTURED] * 3


def test_keeping_the_same_token_again_keeps_it_once(vendor):
    token = vendor.token()

    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda _: vendor.vault.keep(token, holder=ANN, now=NOW), range(4)))

    assert len({each.reference for each in kept}) == 1


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(InstrumentRefused) as refused:
        act()
    return refused.value.reason


def test_a_token_that_paid_or_that_nobody_made_is_not_kept(vendor):
    used = vendor.token()
    charge(vendor.processor, used)

    assert refusal(lambda: vendor.vault.keep(used, holder=ANN, now=NOW)) == "token_used"
    assert refusal(lambda: vendor.vault.keep("tok_none", holder=ANN, now=NOW)) == "token_unknown"


def test_a_card_that_its_bank_declines_is_not_kept(vendor):
    token = vendor.token(DECLINED)

    assert refusal(lambda: vendor.vault.keep(token, holder=ANN, now=NOW)) == "card_declined"


@pytest.mark.parametrize("holder", [BOB])
def test_a_card_is_of_use_to_its_holder_alone(vendor, holder: UUID):
    token = vendor.token()
    kept = vendor.vault.keep(token, holder=ANN, now=NOW)

    assert refusal(lambda: vendor.vault.keep(token, holder=holder, now=NOW)) == "token_used"
    assert (
        refusal(lambda: vendor.vault.token_for(kept.reference, holder=holder, now=NOW))
        == "not_kept"
    )


def test_a_card_past_its_last_day_pays_nothing(vendor):
    kept = vendor.vault.keep(vendor.token(), holder=ANN, now=NOW)
    later = NOW.replace(year=2031)

    assert (
        refusal(lambda: vendor.vault.token_for(kept.reference, holder=ANN, now=later))
        == "expired_card"
    )


def test_a_forgotten_card_pays_nothing_and_is_forgotten_again_in_peace(vendor):
    kept = vendor.vault.keep(vendor.token(), holder=ANN, now=NOW)

    vendor.vault.forget(kept.reference, now=NOW)
    vendor.vault.forget(kept.reference, now=NOW + timedelta(days=1))

    assert (
        refusal(lambda: vendor.vault.token_for(kept.reference, holder=ANN, now=NOW)) == "not_kept"
    )


def test_two_cards_are_two(vendor):
    first, second = (vendor.vault.keep(vendor.token(), holder=ANN, now=NOW) for _ in range(2))

    assert replace(first, reference=second.reference) == second
    assert first.reference != second.reference
