"""A shop that a merchant has filled through the API, and whoever comes to it."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from factories.ordering import Shopper, a_shop
from payments.makers import a_processor, charges_of

from serai.config.scopes import SCOPES
from serai.config.wiring import in_house
from serai.discovery.public import reindex
from serai.discovery.queries.shelves.current import forget_shelves
from serai.ordering.ports import Tenders
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.adapters.local.vault import LocalVault
from serai.payments.ports import Books, Processors
from serai.payments.ports.vault import Vaults
from serai.payments.usecases.charge_payment import BREAKERS
from serai.plumbing import wiring
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.mail import FileMailer, Mailer

MERCHANT = "sk_test_merchant"


@pytest.fixture
def processor(a_folder: Path) -> Iterator[LocalProcessor]:
    """Return a local processor with a fresh book that fills the port during the test."""
    made = a_processor(a_folder)
    before = dict(wiring._bound)
    wiring.bind(Processors, Processors(made, *in_house(wiring.bound(Tenders))))
    wiring.bind(LocalProcessor, made)
    wiring.bind(Vaults, Vaults(LocalVault(made.book)))
    wiring.bind(Books, Books((LocalStatement(made.book),), wiring.bound(Books).formats))
    wiring.bind(Mailer, FileMailer(a_folder / "mail"))
    BREAKERS.clear()
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


@pytest.fixture
def letters(a_folder: Path) -> Callable[[], list[EmailMessage]]:
    """Return a function that reads every letter, oldest first."""
    return lambda: [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted((a_folder / "mail").glob("*.eml"))
    ]


@pytest.fixture
def charges(processor: LocalProcessor) -> Callable[[], list[tuple[str, int, int]]]:
    """Return a function that reads the processor's book: status, amount, refunded of every charge."""
    return lambda: [charge[1:] for charge in charges_of(processor)]


@pytest.fixture
def merchant(
    db: None, processor: LocalProcessor, settings: Any, a_folder: Path
) -> Iterator[Shopper]:
    """Fill a shop over HTTP: 100 MILK at 1.99 and 100 BREAD at 2.50 in DC1, 5 MILK in STORE-1."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    a_shop()
    ensure_api_key(MERCHANT, "tests", [scope for scope in SCOPES if scope != "shop"], "web")
    merchant = Shopper(key=MERCHANT, area="staff")
    for path, body in (
        ("/categories", {"rows": [{"slug": "dairy", "name": "Dairy"}]}),
        ("/products", {"rows": [
            {"sku": "MILK", "name": "Whole milk", "category": "dairy", "package_size": "1 l",
             "channels": ["web"]},
            {"sku": "BREAD", "name": "Rye bread", "channels": ["web"]},
        ]}),
        ("/prices", {"prices": [
            {"sku": "MILK", "channel": "web", "amount": "1.99"},
            {"sku": "BREAD", "channel": "web", "amount": "2.50"},
        ]}),
        ("/locations", {"locations": [
            {"code": "DC1", "name": "Centre", "kind": "dc", "country": "US",
             "channels": [{"channel": "web", "priority": 0}]},
            {"code": "STORE-1", "name": "Main Street", "kind": "store", "country": "US",
             "channels": [{"channel": "web", "priority": 1}]},
        ]}),
        ("/stock-movements", {"reason": "receipt", "movements": [
            {"sku": "MILK", "location": "DC1", "quantity": 100},
            {"sku": "BREAD", "location": "DC1", "quantity": 100},
            {"sku": "MILK", "location": "STORE-1", "quantity": 5},
        ]}),
    ):  # fmt: skip
        response = merchant.post(path, body)
        assert response.status_code == 200, response.content
    reindex()
    yield merchant
    forget_shelves()


@pytest.fixture
def stock(merchant: Shopper) -> Callable[[str], dict[str, tuple[int, int]]]:
    """Return a function that asks the merchant's API for (on hand, reserved) of a SKU by location."""
    return lambda sku: {
        place["location"]: (place["on_hand"], place["reserved"])
        for place in merchant.get(f"/stock/{sku}").json()["items"]
    }
