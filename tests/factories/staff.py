"""A merchant's program with a key, for tests of the staff's routes."""

from typing import Any

from django.test import Client

from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key


class StaffProgram:
    """Calls the staff's routes with one key."""

    def __init__(self, *scopes: str) -> None:
        self.client, self.key = Client(), "sk_test_" + "_".join(scopes).replace(":", "_")
        ensure_api_key(self.key, "tests", list(scopes), "web")

    def get(self, path: str) -> Any:
        return self.client.get("/api/staff" + path, headers={"Serai-Key": self.key})

    def post(self, path: str, body: Any, *, key: str | None = None) -> Any:
        headers = {"Serai-Key": self.key, "Idempotency-Key": uuid7().hex if key is None else key}
        return self.client.post(
            "/api/staff" + path,
            body,
            content_type="application/json",
            headers={name: value for name, value in headers.items() if value},
        )

    def put(self, path: str, body: Any) -> Any:
        return self.client.put(
            "/api/staff" + path,
            body,
            content_type="application/json",
            headers={"Serai-Key": self.key},
        )

    def delete(self, path: str) -> Any:
        return self.client.delete("/api/staff" + path, headers={"Serai-Key": self.key})
