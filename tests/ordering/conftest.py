"""An open shop, its processor and shoppers with accounts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from factories.ordering import Shopper, a_customer_id, a_shop, an_article
from factories.points import Points
from payments.makers import a_processor

from serai.config.wiring import in_house
from serai.kernel import clock
from serai.ordering.adapters.gift_cards import GiftCards
from serai.ordering.adapters.store_credit import StoreCredit
from serai.ordering.ports import Tenders
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.adapters.local.vault import LocalVault
from serai.payments.ports import Books, Processors
from serai.payments.ports.vault import Vaults
from serai.payments.usecases.charge_payment import BREAKERS
from serai.plumbing import wiring
from serai.plumbing.auth import issue_shopper_token


@pytest.fixture
def processor(a_folder: Path) -> Iterator[LocalProcessor]:
    """Return a local processor with a fresh book that fills the port during the test."""
    made = a_processor(a_folder)
    before = dict(wiring._bound)
    tenders = Tenders(GiftCards(settings.SERAI_SECRET), StoreCredit(), Points())
    wiring.bind(Tenders, tenders)
    wiring.bind(Processors, Processors(made, *in_house(tenders)))
    wiring.bind(LocalProcessor, made)
    wiring.bind(Vaults, Vaults(LocalVault(made.book)))
    wiring.bind(Books, Books((LocalStatement(made.book),), wiring.bound(Books).formats))
    BREAKERS.clear()
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


@pytest.fixture
def shop(db: None, processor: LocalProcessor) -> LocalProcessor:
    """Open the shop with 100 MILK at 1.99 and 100 BREAD at 2.50; return its processor."""
    a_shop()
    an_article("MILK", "1.99")
    an_article("BREAD", "2.50")
    return processor


@pytest.fixture
def an_account(db: None) -> Callable[[], Shopper]:
    """Return a function that makes a shopper with an account who is logged in."""

    def make() -> Shopper:
        return Shopper(token=issue_shopper_token(a_customer_id(), clock.now()))

    return make
