"""The pages for what not everybody may have, in front of the real API and without JavaScript."""

import re

import anyio.to_thread
import httpx
import pytest
from django.db import connection
from django.test import Client as Api
from factories.ordering import ADDRESS, SHOP_KEY, an_article
from storefront.client import Client

from serai.catalog.public import ArticleTerms, Nature, set_article_terms
from serai.discovery.public import reindex
from serai.kernel import clock
from serai.ordering.domain.regulated.sale_rule import SaleRule
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.models import Prescription
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.ordering.usecases.prescriptions.sealed_file import content_of
from serai.ordering.usecases.regulated.set_sale_rules import set_sale_rules
from serai_storefront.app import create_app
from serai_storefront.settings import Settings

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\n%%EOF\n"
CONTACT = {"email": "ann@example.org", "name": "Ann Example", **ADDRESS}


class Bridge(httpx.AsyncBaseTransport):
    """Takes the shop front's requests to the API of this process."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()

        def call() -> httpx.Response:
            kind = request.headers.get("Content-Type", "application/json")
            path = request.url.raw_path.decode()
            try:
                answer = Api().generic(
                    request.method, path, body, kind, headers=dict(request.headers)
                )
            finally:
                connection.close()
            return httpx.Response(
                answer.status_code, headers=dict(answer.items()), content=answer.content
            )

        return await anyio.to_thread.run_sync(call)


@pytest.fixture
def front(merchant):
    """Return a browser in front of a shop that sells wine and pills, and wraps."""
    for sku in ("WINE", "PILLS", "WRAP"):
        an_article(sku, "9.00", stock=0 if sku == "WRAP" else 10)
    terms = {
        "WINE": ArticleTerms(minimum_age=18, regime="alcohol"),
        "PILLS": ArticleTerms(needs_prescription=True),
        "WRAP": ArticleTerms(Nature.SERVICE),
    }
    set_article_terms(terms, now=clock.now())
    set_sale_rules([SaleRule("alcohol", "US", minimum_age=21)], now=clock.now())
    set_gift_wraps("web", [OfferedWrap("WRAP", WrapPer.UNIT)], now=clock.now())
    reindex()
    settings = Settings(
        api_url="http://testserver",
        shop_key=SHOP_KEY,
        storefront_secret="a secret for tests only, as long as a real one is",
        storefront_url="http://testserver",
        demo=True,
    )
    client = Client(create_app(settings, Bridge()))
    yield client
    client.close()


def fields(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form that posts to an address."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, (action, page[:3000])
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.group()))


def test_a_cart_is_wrapped_declared_and_sent_a_prescription_for(front):
    token = fields(front.get("/p/wine").text, "/cart/lines")
    for sku in ("WINE", "PILLS"):
        added = front.post("/cart/lines", data={**token, "sku": sku, "quantity": "1"})
        assert added.status_code == 200, added.text[:500]
    page = front.get("/cart").text
    wrapped = front.post(
        "/cart/wrapping", data={**fields(page, "/cart/wrapping"), "sku": "WINE", "wrap": "WRAP"}
    ).text
    assert "Product WRAP" in wrapped

    page = front.get("/checkout").text
    assert front.post("/checkout", data={**fields(page, "/checkout"), **CONTACT}).status_code == 200
    page = front.get("/checkout/delivery").text
    chosen = {**fields(page, "/checkout/delivery"), "option": "standard|"}
    page = front.post("/checkout/delivery", data=chosen).text
    assert "For people of 21 and over" in page

    unsaid = front.post("/checkout/age", data=fields(page, "/checkout/age"))
    assert (unsaid.status_code, "Confirm your age to go on" in unsaid.text) == (422, True)
    said = front.post("/checkout/age", data={**fields(page, "/checkout/age"), "of_age": "yes"})
    assert "You have confirmed your age." in said.text

    page = front.get("/checkout/prescriptions").text
    hidden = fields(page, "/checkout/prescriptions")
    wrong = front.post(
        "/checkout/prescriptions", data=hidden, files={"file": ("x.txt", b"hello", "text/plain")}
    )
    assert (wrong.status_code, "This file cannot be used" in wrong.text) == (422, True)
    hidden = fields(wrong.text, "/checkout/prescriptions")
    sent = front.post(
        "/checkout/prescriptions",
        data=hidden,
        files={"file": ("scans/rezept.pdf", PDF, "text/plain")},
    )
    assert sent.status_code == 200
    file = Prescription.objects.get()
    assert (file.name, content_of(file)) == ("rezept.pdf", PDF)
