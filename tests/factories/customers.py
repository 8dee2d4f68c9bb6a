"""Customers, letters and callers for tests."""

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from django.test import Client

from serai.customers.models import Prediction
from serai.customers.public import PostalAddress

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)
PASSWORD = "nine green turtles"
SHOP_KEY = "pk_test_customers"
STAFF_KEY = "sk_test_customers"
ADDRESS = PostalAddress(
    name="Ada Lovelace",
    line1="12 St James's Square",
    city="London",
    postcode="SW1Y 4JH",
    country="GB",
)


def code_in(letter: EmailMessage) -> str:
    """Return the login code that a letter tells."""
    return str(letter["Subject"])[:6]


def expect_something_of(customer_id: UUID) -> None:
    """Let there be a prediction of a customer."""
    Prediction.objects.create(
        customer_id=customer_id,
        currency="USD",
        ahead_days=90,
        days_low=4,
        days=9,
        days_high=14,
        spend_low_minor=12_000,
        spend_minor=31_050,
        spend_high_minor=52_000,
        churn="0.0312",
        alive="0.98",
        last_on=NOW.date(),
        usual_gap="9.5",
        recency=5,
        frequency=4,
        money=4,
        rfm_group="champions",
        learnt_group="B",
        reasons={
            "spend": [
                ["fading_spend_30", 3.5, True],
                ["days_28", 4.0, True],
                ["since", 12.0, False],
            ],
            "churn": [
                ["overdue", 1.3, True],
                ["days_block_most", 2.0, False],
                ["rate", 0.1, False],
            ],
        },
        seen_until=NOW.date(),
        made_at=NOW,
    )


class Shop:
    """A storefront that calls the API, perhaps for a shopper or a guest."""

    def __init__(self, token: str | None = None) -> None:
        self.client = Client()
        self.headers = {"Serai-Key": SHOP_KEY}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get("/api/shop" + path, headers={**self.headers, **headers})

    def delete(self, path: str) -> Any:
        return self.client.delete("/api/shop" + path, headers=self.headers)

    def post(self, path: str, body: Any = None, *, key: str = "key-1", **headers: str) -> Any:
        return self._send("post", path, body, {"Idempotency-Key": key, **headers})

    def put(self, path: str, body: Any) -> Any:
        return self._send("put", path, body, {})

    def patch(self, path: str, body: Any) -> Any:
        return self._send("patch", path, body, {})

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        return getattr(self.client, method)(
            "/api/shop" + path,
            data={} if body is None else body,
            content_type="application/json",
            headers={**self.headers, **headers},
        )
