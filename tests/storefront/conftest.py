"""A shop front over a fake platform, and readers who visit it."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from storefront.client import Client
from storefront.fake_api import create_fake
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.app import create_app
from serai_storefront.settings import Settings

SETTINGS = Settings(
    api_url="http://platform.test",
    shop_key="pk_demo_web",
    storefront_secret="a secret for tests only",
    storefront_url="http://testserver",
    demo=True,
)


@pytest.fixture
def platform() -> Platform:
    return Platform("http://testserver")


@pytest.fixture
def client(platform: Platform) -> Iterator[Client]:
    app = create_app(SETTINGS, httpx.ASGITransport(create_fake(platform)))
    client = Client(app)
    yield client
    client.close()


@pytest.fixture
def reader(client: Client) -> Reader:
    return Reader(client)


@pytest.fixture
def shopper(reader: Reader) -> Reader:
    """A reader who has logged in."""
    reader.open("/account/login")
    reader.send("/account/login", email="household-1@demo.example", password="demo-shopper")
    return reader


@pytest.fixture
def with_cart(reader: Reader) -> Reader:
    """A guest with two gallons of milk in the cart."""
    reader.open("/p/whole-milk-100000")
    reader.send("/cart/lines", {"sku": "100000"}, quantity="2")
    return reader


TYPED = {
    "email": "ada@example.org",
    "name": "Ada Lovelace",
    "line1": "12 Orchard Lane",
    "city": "Springfield",
    "region": "OH",
    "postcode": "45501",
    "country": "US",
}
CARD = {"number": "4242 4242 4242 4242", "expiry": "08/29", "cvc": "123"}


@pytest.fixture
def at_payment(with_cart: Reader) -> Reader:
    """A guest who has come as far as the card."""
    with_cart.open("/checkout")
    with_cart.send("/checkout", **TYPED)
    with_cart.send("/checkout/delivery", option="standard|")
    return with_cart


@pytest.fixture
def pay(at_payment: Reader) -> Callable[..., Reader]:
    """Sends the payment form with a card; the good one unless told otherwise."""

    def send(**typed: str) -> Reader:
        at_payment.send("/checkout/payment", **{**CARD, **typed})
        return at_payment

    return send
