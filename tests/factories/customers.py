"""Customers, letters and callers for tests."""

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from django.test import Client

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
