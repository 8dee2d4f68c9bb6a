"""A shop that sells, shoppers who buy, and the local processor's news."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_channel, a_variant
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.catalog.public import VariantView
from serai.decisions.queries.running import kept_fresh as plans_kept_fresh
from serai.decisions.queries.running import refresh_plans
from serai.fulfilment.queries.network import known_now
from serai.inventory.public import sold_ahead
from serai.kernel import clock
from serai.ordering.domain.delivery import DeliveryKind, Rate
from serai.ordering.public import set_delivery_rates
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.db import rows

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SHOP_KEY, STAFF_KEY = "pk_test_ordering", "sk_test_ordering"
OK, DECLINED = "4242424242424242", "4000000000000002"
CHALLENGE, TIME_OUT = "4000000000003220", "4000000000000119"
ADDRESS = {
    "line1": "12 Oak Street",
    "city": "Dayton",
    "region": "OH",
    "postcode": "45402",
    "country": "US",
}
CONTACT = {"email": "ann@example.org", "name": "Ann Example", "address": ADDRESS}
RATES = [
    Rate("standard", DeliveryKind.DELIVERY, {"en": "Standard", "he": "רגיל"}, 0, 499, 2, 4, 1),
    Rate("standard", DeliveryKind.DELIVERY, {"en": "Standard", "he": "רגיל"}, 5000, 0, 2, 4, 1),
    Rate("express", DeliveryKind.DELIVERY, {"en": "Express"}, 0, 990, 0, 1, 2, ("US",)),
    Rate("pickup", DeliveryKind.PICKUP, {"en": "Collect"}, 0, 0, 0, 1, 3),
]


def a_shop() -> None:
    """Open the channel "web" with its rates and keys."""
    a_channel()
    set_delivery_rates("web", RATES)
    ensure_api_key(SHOP_KEY, "tests", ["shop"], "web")
    ensure_api_key(STAFF_KEY, "tests", ["orders:read", "orders:write"], "web")
    known_now(clock.now())  # looked up once in a while, as is what is sold ahead
    sold_ahead("web")


def an_article(
    sku: str = "MILK", price: str = "1.99", stock: int = 100, **fields: Any
) -> VariantView:
    """Return a variant that is sold, priced and in stock at the distribution centre DC1."""
    variant = a_variant(sku, **fields)
    priced(variant.id, price, now=LONG_AGO)
    if stock:
        stocked(variant.id, a_location("DC1"), stock)
    return variant


@dataclass
class Shopper:
    """Somebody at the shop's API, with or without a token. Every POST has a key of its own."""

    token: str | None = None
    key: str = SHOP_KEY
    area: str = "shop"
    language: str = "en"
    client: Client = field(default_factory=Client)

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/{self.area}{path}", headers=self._headers())

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/{self.area}{path}", headers=self._headers())

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        return self._send("POST", path, body, key or str(uuid4()))

    def put(self, path: str, body: Any) -> Any:
        return self._send("PUT", path, body)

    def patch(self, path: str, body: Any) -> Any:
        return self._send("PATCH", path, body)

    def _send(self, method: str, path: str, body: Any, key: str | None = None) -> Any:
        headers = self._headers() | ({"Idempotency-Key": key} if key else {})
        data = (
            body
            if isinstance(body, bytes)
            else self.client._encode_json({} if body is None else body, "application/json")
        )
        return self.client.generic(
            method, f"/api/{self.area}{path}", data, "application/json", headers=headers
        )

    def _headers(self) -> dict[str, str]:
        headers = {"Serai-Key": self.key, "Accept-Language": self.language}
        return headers | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


def staff() -> Shopper:
    """Return somebody of the staff."""
    return Shopper(key=STAFF_KEY, area="staff")


def card(number: str = OK) -> dict[str, str]:
    return {"number": number, "expiry": "12/30", "cvc": "123"}


@dataclass
class Checkout:
    """A cart on its way to an order, and the shopper who pushes it."""

    shopper: Shopper
    cart: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/carts/{self.cart['id']}"

    @property
    def total(self) -> int:
        return int(self.cart["totals"]["total"]["minor"])

    def place(
        self,
        number: str = OK,
        *,
        key: str | None = None,
        expected: int | None = None,
        **more: Any,
    ) -> Any:
        """Place the order; the response, whatever it is."""
        total = self.total if expected is None else expected
        body = {"expected_total_minor": total, "card": card(number), **more}
        return self.shopper.post(f"{self.path}/order", body, key=key)


def a_cart(shopper: Shopper | None = None, **quantities: int) -> Checkout:
    """Begin a cart; without quantities it holds one MILK. A guest keeps the token."""
    shopper = shopper or Shopper()
    lines = [
        {"sku": sku, "quantity": quantity} for sku, quantity in (quantities or {"MILK": 1}).items()
    ]
    response = shopper.post("/carts", {"lines": lines})
    assert response.status_code == 201, response.content
    cart = response.json()
    shopper.token = cart["token"] or shopper.token
    return Checkout(shopper, cart)


def ready_to_order(shopper: Shopper | None = None, **quantities: int) -> Checkout:
    """Begin a cart and fill it up to the payment."""
    checkout = a_cart(shopper, **quantities)
    for path, body in (("/contact", CONTACT), ("/delivery", {"code": "standard"})):
        response = checkout.shopper.put(checkout.path + path, body)
        assert response.status_code == 200, response.content
        checkout.cart = response.json()
    response = checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    assert response.status_code == 201, response.content
    return checkout


def a_paid_order(
    shopper: Shopper | None = None, **quantities: int
) -> tuple[Shopper, dict[str, Any]]:
    """Buy something; the shopper and the order."""
    checkout = ready_to_order(shopper, **quantities)
    response = checkout.place()
    assert response.status_code == 201, response.content
    return checkout.shopper, response.json()


def approve(processor: LocalProcessor, action_url: str, *, approved: bool = True) -> None:
    """Answer the bank's question on its page."""
    processor.answer_challenge(action_url.rpartition("/")[2], approved=approved, now=clock.now())


def send_webhooks(processor: LocalProcessor, *, times: int = 1) -> list[int]:
    """Send every webhook that the processor has written so far; the answers' statuses."""
    found = processor.book.connection().execute("SELECT id, body FROM webhook ORDER BY number")
    statuses = []
    for webhook_id, body in found.fetchall() * times:
        headers = signed_headers(webhook_id, body, secret=processor.webhook_secret, now=clock.now())
        response = Client().generic(
            "POST", "/api/webhooks/payments/local", body, "application/json", headers=headers
        )
        statuses.append(response.status_code)
    return statuses


def states() -> list[str]:
    """Return the states of all orders, oldest first."""
    return [state for (state,) in rows("SELECT state FROM ordering_order ORDER BY id")]


def written() -> tuple[list[tuple], ...]:
    """Return all that the database knows of carts, orders, payments and stock."""
    tables = (
        "ordering_cart",
        "ordering_order",
        "ordering_order_line",
        "payments_payment",
        "inventory_reservation",
        "inventory_balance",
    )
    return tuple(rows(f"SELECT * FROM {table} ORDER BY id") for table in tables)


numbers = count(1)


def a_customer_id() -> UUID:
    """Return the id of a fresh account."""
    from serai.customers.public import Register, register

    email = f"shopper-{next(numbers)}@example.org"
    return register(Register(email, "nine green turtles"), now=clock.now()).id


@contextmanager
def counted() -> Iterator[list[str]]:
    """
    Collect the statements that run meanwhile, without those that begin and end transactions.

    Meanwhile this process follows what is decided as serving processes do, so that a slow machine looks no
    more often than a fast one.
    """
    found: list[str] = []
    with _following_plans(), CaptureQueriesContext(connection) as queries:
        yield found
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK", "SET CONSTRAINTS")
    found += [
        query["sql"] for query in queries if not query["sql"].lstrip().upper().startswith(marks)
    ]


@contextmanager
def _following_plans() -> Iterator[None]:
    """Know what is in force, and do not look again."""
    if plans_kept_fresh.is_set():
        yield
        return
    refresh_plans()
    plans_kept_fresh.set()
    try:
        yield
    finally:
        plans_kept_fresh.clear()
