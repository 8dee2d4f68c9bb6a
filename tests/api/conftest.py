"""One shop for all tests of a file; each test's changes are undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from api.world import World, a_world
from django.conf import settings as django_settings
from django.db import transaction
from payments.makers import a_processor

from serai.config.wiring import in_house
from serai.discovery.queries.shelves.current import forget_shelves
from serai.ordering.ports import Tenders
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.vault import LocalVault
from serai.payments.ports import Processors
from serai.payments.ports.vault import Vaults
from serai.payments.usecases.charge_payment import BREAKERS
from serai.plumbing import wiring
from serai.plumbing.mail import FileMailer, Mailer


@pytest.fixture(scope="module")
def processor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalProcessor]:
    """Return a local processor with a fresh book that fills the port meanwhile."""
    folder = tmp_path_factory.mktemp("processor")
    made = a_processor(folder)
    before = dict(wiring._bound)
    wiring.bind(Processors, Processors(made, *in_house(wiring.bound(Tenders))))
    wiring.bind(LocalProcessor, made)
    wiring.bind(Vaults, Vaults(LocalVault(made.book)))
    wiring.bind(Mailer, FileMailer(folder / "mail"))
    BREAKERS.clear()
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


@pytest.fixture(scope="module")
def shop_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what this file's shop writes apart from other tests."""
    before = django_settings.SERAI_VAR
    django_settings.SERAI_VAR = tmp_path_factory.mktemp("var")
    forget_shelves()
    yield django_settings.SERAI_VAR
    django_settings.SERAI_VAR = before
    forget_shelves()


@pytest.fixture(scope="module")
def shared_world(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    processor: LocalProcessor,
    shop_files: Path,
) -> Iterator[World]:
    """Build the world once, in a transaction around all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world(processor)
        transaction.set_rollback(True)


@pytest.fixture
def world(shared_world: World, db: None, settings: object) -> World:
    """Return the world as it was built."""
    settings.SERAI_SHOP_REQUESTS_PER_MINUTE = 1_000_000  # type: ignore[attr-defined]
    return shared_world
