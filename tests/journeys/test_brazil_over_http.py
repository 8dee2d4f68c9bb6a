"""Brazil: an order in Portuguese, paid with Pix, invoiced to a CPF, and given back in part."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from factories.catalog import a_channel
from factories.inventory import a_location, stocked
from factories.ordering import LONG_AGO, Checkout, Shopper, a_cart, a_shop, an_article
from factories.papers import an_issuer, papers
from factories.pricing import priced

from serai.kernel import clock
from serai.ordering.domain.delivery import DeliveryKind, Rate
from serai.ordering.domain.papers.sheet import sheet_of
from serai.ordering.public import set_delivery_rates
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.adapters.pix.provider import GOOD_FOR, Pix
from serai.payments.domain.br_code import Receiver
from serai.payments.ports import Processors
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.wiring import bind, bound

pytestmark = pytest.mark.django_db
KEY, SECRET = "pk_test_brazil", b"secret of tests"
CONTACT = {
    "email": "ana@example.com.br",
    "name": "Ana Souza",
    "address": {
        "line1": "Rua das Flores 10",
        "city": "São Paulo",
        "region": "SP",
        "postcode": "01310-100",
        "country": "BR",
    },
}


@pytest.fixture
def pix(processor, a_folder: Path) -> Iterator[Pix]:
    """Open a shop in Brazil that sells MILK at 7.90 reais, and a bank that speaks Pix."""
    a_shop()
    a_channel(
        "br",
        name="Loja",
        currency="BRL",
        locale="pt",
        locales=("en",),
        country="BR",
        time_zone="America/Sao_Paulo",
        prices_include_tax=True,
    )
    ensure_api_key(KEY, "tests", ["shop"], "br")
    rates = [Rate("standard", DeliveryKind.DELIVERY, {"pt": "Entrega"}, 0, 990, 2, 5, 1)]
    set_delivery_rates("br", rates)
    milk = an_article("MILK", channels=["web", "br"])
    stocked(milk.id, a_location("CD-SP", channel="br"), 50)
    priced(milk.id, "7.90", now=LONG_AGO, channel="br", currency="BRL")
    an_issuer(
        code="brasil",
        name="Serai Comércio Ltda.",
        address=("Av. Paulista 1000", "01310-100 São Paulo SP"),
        country="BR",
        tax_ids=(("CNPJ", "11.222.333/0001-81"),),
        time_zone="America/Sao_Paulo",
        channels=("br",),
    )
    book = Book(a_folder / "pix.sqlite3", patience=timedelta(seconds=5))
    bank = Pix(book, "http://testserver/pix", "", SECRET, receiver=Receiver("Serai", "São Paulo"))
    bind(Pix, bank)
    bind(Processors, Processors(*bound(Processors), bank))
    yield bank
    book.close()


def an_order(document: str = "529.982.247-25") -> tuple[Checkout, dict[str, Any]]:
    """Place an order that is to be paid with Pix."""
    checkout = a_cart(Shopper(key=KEY, language="pt"), MILK=2)
    for path, body in (
        ("/contact", CONTACT),
        ("/tax-id", {"number": document}),
        ("/delivery", {"code": "standard"}),
    ):
        answer = checkout.shopper.put(checkout.path + path, body)
        assert answer.status_code == 200, answer.content
        checkout.cart = answer.json()
    opened = checkout.shopper.post(f"{checkout.path}/payment", {"method": "pix"})
    assert opened.status_code == 201, opened.content
    body = {"expected_total_minor": checkout.total, "token": ""}
    placed = checkout.shopper.post(f"{checkout.path}/order", body)
    assert placed.status_code == 202, placed.content
    return checkout, placed.json()


def page_of(order: dict[str, Any]) -> str:
    return str(order["action"]["url"]).removeprefix("http://testserver")


def send_news(bank: Pix, *, secret: bytes = SECRET) -> list[int]:
    """Take the bank's webhooks to the shop; the statuses of its answers."""
    statuses = []
    for webhook_id, body in bank.book.connection().execute("SELECT id, body FROM webhook"):
        headers = signed_headers(webhook_id, body, secret=secret, now=clock.now())
        answer = Client().generic(
            "POST", "/api/webhooks/payments/pix", body, "application/json", headers=headers
        )
        statuses.append(answer.status_code)
    return statuses


def state_of(checkout: Checkout, order: dict[str, Any]) -> str:
    return str(checkout.shopper.get(f"/orders/{order['id']}").json()["state"])


def test_a_code_is_shown_and_paid_and_the_banks_news_are_enough(
    pix: Pix, deliver: Callable[[], int]
):
    checkout, order = an_order()

    shown = Client().get(page_of(order), headers={"Accept-Language": "pt"}).content.decode()
    Client().post(page_of(order), {"answer": "approve"})
    forged = send_news(pix, secret=b"somebody else's")
    before = state_of(checkout, order)
    statuses = send_news(pix) + send_news(pix)
    deliver()

    assert "<svg" in shown
    assert "br.gov.bcb.pix" in shown
    assert "52040000530398654" in shown
    assert "25.70" in shown
    assert set(forged) == {401}
    assert (before, set(statuses)) == ("placing", {200})
    assert state_of(checkout, order) == "paid"


def test_the_invoice_names_the_cpf_in_portuguese(pix: Pix, deliver: Callable[[], int]):
    _, order = an_order()
    Client().post(page_of(order), {"answer": "approve"})
    send_news(pix)

    deliver()

    [invoice] = papers(order["id"])
    assert invoice.buyer.tax_ids == (("CPF", "52998224725"),)
    sheet = sheet_of(invoice)
    assert sheet["title"].startswith("Fatura ")
    assert sheet["seller"]["lines"][-1] == "CNPJ 11.222.333/0001-81"


def test_a_part_goes_back_through_pix(pix: Pix, deliver: Callable[[], int]):
    checkout, order = an_order("11.222.333/0001-81")
    Client().post(page_of(order), {"answer": "approve"})
    send_news(pix)
    staff = Shopper(key="sk_test_ordering", area="staff")

    asked = staff.post(f"/orders/{order['id']}/refunds", {"reason": "x", "amount_minor": 790})
    deliver()
    send_news(pix)
    deliver()

    assert asked.status_code == 202
    seen = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert seen["refunded"]["minor"] == 790
    assert [paper.kind.value for paper in papers(order["id"])] == ["invoice", "credit_note"]
    assert seen["tax_id"]["number"] == "11222333000181"


def test_a_code_that_nobody_pays_is_over_after_half_an_hour(pix: Pix, deliver: Callable[[], int]):
    checkout, order = an_order()
    address = page_of(order)

    early = pix.lapse(now=clock.now() + GOOD_FOR / 2)
    late = pix.lapse(now=clock.now() + GOOD_FOR)
    send_news(pix)
    deliver()
    Client().post(address, {"answer": "approve"})

    assert (early, late) == (0, 1)
    assert state_of(checkout, order) == "failed"


@pytest.mark.parametrize("document", ["529.982.247-26", "11.222.333/0001-82", "123"])
def test_a_document_with_a_wrong_digit_is_refused(pix: Pix, document: str):
    checkout = a_cart(Shopper(key=KEY), MILK=1)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)

    refused = checkout.shopper.put(f"{checkout.path}/tax-id", {"number": document})

    assert (refused.status_code, refused.json()["code"]) == (422, "pricing.bad_tax_id")


def test_pix_is_offered_for_reais_only(pix: Pix):
    checkout = a_cart(MILK=1)

    here = checkout.shopper.get("/payment-methods").content.decode()
    there = Shopper(key=KEY).get("/payment-methods").content.decode()

    assert ('"pix"' in here, '"pix"' in there) == (False, True)


def test_a_payers_bank_reads_the_charge_behind_the_code(pix: Pix):
    _, order = an_order()
    charge = pix.status_of(_payment(order))
    assert charge is not None
    address = pix.code(charge).split("testserver")[1][: len("/pix/qr/") + 24]

    told = Client().get(address).json()

    assert (told["status"], told["valor"]["original"]) == ("ATIVA", "25.70")


def _payment(order: dict[str, Any]) -> str:
    from serai.payments.public import payments_of_order

    [payment] = payments_of_order(UUID(order["id"]))
    return str(payment.id)
