"""An order paid by a stablecoin: a program signs, a chain moves, the order is paid and sent, and the books agree."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.test import Client
from factories.ordering import Shopper, ready_to_order
from payments.chain.facilitator import Facilitator, facilitating
from payments.chain.ledger_of_dollars import MERCHANT, Dollars
from payments.chain.wallet import signed

from serai.ledger.public import ledger_disagreements
from serai.payments import ports
from serai.payments.adapters.x402.settle_in import settle_in
from serai.payments.domain.x402 import PaymentPayload, Requirements, header_of
from serai.payments.ports import Processors
from serai.payments.queries.methods import forget_methods
from serai.plumbing.wiring import bind, bound

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
TOTAL = 2 * 199 + 499


@pytest.fixture
def chain(merchant, processor) -> Iterator[Facilitator]:
    """Let the shop take a stablecoin; a shopper's wallet holds fifty dollars of it."""
    with facilitating(Dollars.minted(5000)) as running:
        made = settle_in(
            running.dollars.terms, facilitator_url=running.url, api_url="http://testserver"
        )
        bind(Processors, Processors(*bound(Processors), made))
        forget_methods()
        yield running
        bound(ports.Facilitator).line.close()
    forget_methods()


def ordered() -> tuple[Shopper, dict[str, Any]]:
    """Order two MILK by stablecoin; the order waits for its transfer."""
    checkout = ready_to_order(MILK=2)
    offered = checkout.shopper.get(f"/payment-methods?total_minor={checkout.total}").json()
    assert "stablecoin" in [each["method"] for each in offered["methods"]]
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "stablecoin"})
    placed = checkout.shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": checkout.total}
    )
    assert placed.status_code == 202, placed.content
    return checkout.shopper, placed.json()


def asked(order: dict[str, Any]) -> tuple[str, Requirements]:
    """Return where the order is paid and what is asked there."""
    page = order["action"]["url"].removeprefix("http://testserver")
    answer = Client().get(page)
    assert answer.status_code == 402
    required = json.loads(base64.b64decode(answer["PAYMENT-REQUIRED"]))
    return page, msgspec.convert(required["accepts"][0], Requirements)


def sent(page: str, payload: PaymentPayload) -> Any:
    return Client().get(page, headers={"PAYMENT-SIGNATURE": header_of(payload)})


def test_a_program_pays_an_order_with_what_its_wallet_signs(chain, stock, deliver):
    shopper, order = ordered()
    page, required = asked(order)

    paid = [sent(page, payload).json() for payload in [signed(required)] for _ in range(2)]
    deliver()
    shopper.post(f"/orders/{order['id']}/payment-return", {})

    read = shopper.get(f"/orders/{order['id']}").json()
    assert (required.amount, required.pay_to) == (str(TOTAL * 10_000), MERCHANT)
    assert paid[0]["transaction"] == paid[1]["transaction"]
    assert (read["state"], read["payment"]["method"]) == ("paid", "stablecoin")
    assert chain.dollars.cents_of(MERCHANT) == TOTAL
    assert stock("MILK")["DC1"] == (98, 0)
    assert ledger_disagreements() == []


def test_a_browser_gets_a_page_on_which_its_wallet_signs(chain):
    _, order = ordered()
    page = order["action"]["url"].removeprefix("http://testserver")

    shown = Client().get(page, headers={"Accept": "text/html,application/xhtml+xml"})

    assert shown.status_code == 200
    assert shown["Content-Type"].startswith("text/html")
    assert "8.97" in shown.content.decode()


def test_one_transfer_pays_one_order(chain, stock, deliver):
    shopper, order = ordered()
    page, required = asked(order)
    other_shopper, other = ordered()
    payload = signed(required)
    sent(page, payload)

    again = sent(asked(other)[0], payload)
    deliver()

    assert again.status_code == 402
    assert shopper.get(f"/orders/{order['id']}").json()["state"] == "paid"
    assert other_shopper.get(f"/orders/{other['id']}").json()["state"] == "placing"
    assert chain.dollars.cents_of(MERCHANT) == TOTAL
    assert stock("MILK")["DC1"] == (98, 2)
