"""A log of a shop in which something happened."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from uuid import UUID

import pytest
from factories.catalog import a_channel, a_variant
from factories.customers import PASSWORD
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.attest.adapters.file import FileAnchor
from serai.attest.ports import Anchors
from serai.attest.public import append_records, sign_head
from serai.customers.public import RecordConsent, Register, record_consent, register
from serai.ledger.public import AccountKind, Entry, Side, credit, debit, post
from serai.plumbing.db import rows
from serai.plumbing.wiring import bind, bound

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)
COST = AccountKind("test.cost", Side.DEBIT)
POINTS = AccountKind("test.points", Side.CREDIT)


@pytest.fixture
def anchors(transactional_db: None, tmp_path: Path) -> Iterator[FileAnchor]:
    """Bind an anchor that is this test's own."""
    before, anchor = bound(Anchors), FileAnchor(tmp_path / "heads")
    bind(Anchors, Anchors((anchor,)))
    yield anchor
    bind(Anchors, before)


@pytest.fixture
def shop(anchors: FileAnchor) -> UUID:
    """Return a customer of a shop: 3 prices, 2 movements, 2 answers of theirs, an entry of the ledger."""
    a_channel()
    milk, tea = a_variant("MILK"), a_variant("TEA")
    for variant in (milk, tea):
        priced(variant.id, "1.99")
        stocked(variant.id, a_location(), 10)
    priced(milk.id, "2.10")
    customer = register(Register("ada@example.org", PASSWORD), now=NOW)
    for granted in (True, False):
        record_consent(RecordConsent(customer.id, "email_marketing", granted, "2027-01"), now=NOW)
    points = Entry(
        "test.welcome",
        "test.welcome 1",
        (debit(COST.of("", "PTS"), 120), credit(POINTS.of(str(customer.id), "PTS"), 120)),
    )
    post(points, now=NOW)
    return customer.id


@pytest.fixture
def take_in() -> Callable[..., int]:
    """Return a function that takes in all that is new and signs a head; it returns how many records came."""

    def run(*, at_once: int = 3, wait: bool = True) -> int:
        if wait:
            _until_everybody_else_has_ended()
        count = 0
        while read := append_records(at_once=at_once):
            count += read
        sign_head(now=NOW)
        return count

    return run


def _until_everybody_else_has_ended() -> None:
    """Wait for transactions of other databases of the cluster, which are tests that run beside this one."""
    [(mine,)] = rows("SELECT pg_current_xact_id()::text")
    until = monotonic() + 120
    while not rows("SELECT 1 WHERE pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8", [mine]):
        assert monotonic() < until, "A transaction does not end."
        sleep(0.01)
