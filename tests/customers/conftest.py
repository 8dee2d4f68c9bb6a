"""Makers of customers, and a letter box."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from factories.customers import ADDRESS, NOW, PASSWORD, SHOP_KEY, STAFF_KEY, Shop

from serai.customers.public import (
    AddressView,
    CustomerView,
    PostalAddress,
    Register,
    RememberGuest,
    add_address,
    customer,
    register,
    remember_guest,
)
from serai.kernel.clock import now
from serai.plumbing import wiring
from serai.plumbing.auth import ensure_api_key, issue_shopper_token
from serai.plumbing.mail import FileMailer, Mailer


@pytest.fixture
def an_account(db: None) -> Callable[..., CustomerView]:
    numbers = count(1)

    def make(email: str = "", password: str = PASSWORD, **said: Any) -> CustomerView:
        email = email or f"shopper-{next(numbers)}@example.org"
        return register(Register(email, password, **said), now=NOW)

    return make


@pytest.fixture
def a_guest(db: None) -> Callable[..., CustomerView]:
    def make(email: str = "guest@example.org", name: str = "Guest") -> CustomerView:
        return customer(remember_guest(RememberGuest(email, name), now=NOW))

    return make


@pytest.fixture
def an_address() -> Callable[..., AddressView]:
    def make(customer_id: UUID, *, is_default: bool = False, **parts: str) -> AddressView:
        address = PostalAddress(**{**asdict(ADDRESS), **parts})
        return add_address(customer_id, address, is_default=is_default, now=NOW)

    return make


@pytest.fixture
def letters(tmp_path: Path) -> Iterator[Callable[[], list[EmailMessage]]]:
    """Return a function that reads every letter sent since the test began, oldest first."""
    before = wiring.bound(Mailer)
    folder = tmp_path / "mail"
    wiring.bind(Mailer, FileMailer(folder))

    def read() -> list[EmailMessage]:
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(folder.glob("*.eml"))
        ]

    yield read
    wiring.bind(Mailer, before)


@pytest.fixture
def shop(db: None) -> Callable[..., Shop]:
    """Return a function that makes a storefront, for a customer who is logged in or for nobody."""
    ensure_api_key(SHOP_KEY, "tests", ["shop"], "web")

    def make(shopper: CustomerView | None = None) -> Shop:
        return Shop(issue_shopper_token(shopper.id, now()) if shopper else None)

    return make


@pytest.fixture
def staff_key(db: None) -> str:
    ensure_api_key(STAFF_KEY, "tests", ["customers:read"], "web")
    return STAFF_KEY
