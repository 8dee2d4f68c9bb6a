"""Callers of the catalogue's routes."""

from typing import Any

import pytest
from django.test import Client
from factories.catalog import a_channel

from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key

SHOP_KEY, STAFF_KEY, READ_KEY = "pk_test_catalog", "sk_test_catalog", "sk_test_catalog_reads"


class Staff:
    """A merchant's program with a key."""

    def __init__(self, key: str = STAFF_KEY) -> None:
        self.client, self.key = Client(), key

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get("/api/staff" + path, headers={"Serai-Key": self.key, **headers})

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        media_type: str = "application/json",
        **headers: str,
    ) -> Any:
        return self.client.generic(
            method,
            "/api/staff" + path,
            body if isinstance(body, bytes) else self.client._encode_json(body or {}, media_type),
            content_type=media_type,
            headers={"Serai-Key": self.key, "Idempotency-Key": uuid7().hex, **headers},
        )


@pytest.fixture
def a_staff(db: None) -> Staff:
    """Return a program that may read and write the catalogue."""
    a_channel()
    ensure_api_key(STAFF_KEY, "tests", ["catalog:read", "catalog:write"], "web")
    return Staff()


@pytest.fixture
def a_reader(db: None) -> Staff:
    """Return a program that may only read."""
    ensure_api_key(READ_KEY, "tests", ["catalog:read"], "web")
    return Staff(READ_KEY)
