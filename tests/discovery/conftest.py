"""A shop with a few products in the tables, and purchases that the test remembers."""

from collections.abc import Callable, Iterator

import pytest
from factories.catalog import a_channel, categories

from serai.discovery.ports import PurchaseHistory, Purchases
from serai.discovery.queries.shelves.current import forget_shelves
from serai.plumbing import wiring


class RememberedPurchases:
    """Purchases that a test made up."""

    def __init__(self) -> None:
        self.made = Purchases.none()

    def purchases(self, channel_code: str) -> Purchases:
        return self.made


@pytest.fixture
def history() -> Iterator[RememberedPurchases]:
    """Return the purchases that training sees; none unless the test makes some."""
    before = wiring.bound(PurchaseHistory)
    made = RememberedPurchases()
    wiring.bind(PurchaseHistory, made)
    yield made
    wiring.bind(PurchaseHistory, before)


@pytest.fixture
def shop(db: None, history: RememberedPurchases, var: None) -> None:
    """Open the channel "web" with a small tree of categories."""
    a_channel()
    categories(
        {"slug": "grocery", "name": "Grocery"},
        {"slug": "dairy", "name": "Dairy", "parent": "grocery"},
        {"slug": "milk", "name": "Milk", "parent": "dairy"},
        {"slug": "home", "name": "Household"},
    )


@pytest.fixture
def var(a_folder, settings) -> Iterator[None]:
    """Keep files in a folder of the test's own."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    yield
    forget_shelves()


@pytest.fixture
def counted(django_assert_num_queries) -> Callable:
    """Return a context that counts statements."""
    return django_assert_num_queries
