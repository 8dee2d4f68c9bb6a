"""A folder of facts of its own for every test, and a shop front that sends."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import polars as pl
import pytest

from serai.plumbing import facts
from serai.plumbing.auth import Caller
from serai.plumbing.facts import writer
from serai.plumbing.facts.clickstream import take
from serai.plumbing.facts.clickstream.take import Sender, keep_events_once
from serai.plumbing.facts.spool import spool
from serai.plumbing.wiring import bind, bound

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ANN, BOB = UUID(int=1), UUID(int=2)


class Allowing:
    """Consents as a test wants them."""

    def __init__(self, *customers: UUID) -> None:
        self.customers = set(customers)
        self.asked = 0

    def allowing(self, customer_ids: Any) -> frozenset[UUID]:
        self.asked += 1
        return frozenset(customer_ids) & self.customers


@pytest.fixture(autouse=True)
def here(settings: Any, a_folder: Path, monkeypatch: Any) -> Iterator[Path]:
    """Return the folder of facts."""
    settings.SERAI_VAR = a_folder
    settings.SERAI_FACTS_KEEP_DAYS = {}
    monkeypatch.setattr(take, "_paces", take.Paces())
    yield a_folder / "facts"
    spool().close()


@pytest.fixture
def consents() -> Iterator[Allowing]:
    """Let Ann, and nobody else, allow to be counted."""
    before, ours = bound(facts.AnalyticsConsent), Allowing(ANN)
    bind(facts.AnalyticsConsent, ours)
    yield ours
    bind(facts.AnalyticsConsent, before)


@pytest.fixture
def send(consents: Allowing) -> Callable[..., take.Taken]:
    """Return a function that sends a batch as a shop front does."""

    def sent(*events: Any, **changes: Any) -> take.Taken:
        return keep_events_once(
            batch(*events, **{k: v for k, v in changes.items() if k in BATCH}),
            Sender(
                Caller(UUID(int=9), "web", frozenset({"shop"}), changes.get("customer_id")),
                changes.get("user_agent", BROWSER),
                changes.get("address", "203.0.113.7"),
            ),
            now=changes.get("now", NOW),
        )

    return sent


@pytest.fixture
def write() -> Callable[..., int]:
    """Return a function that writes the spools, as the worker does, without asking the outbox."""

    def written(now: datetime = NOW) -> int:
        with writer.writing(writer.facts_folder()):
            return writer._drain_all(now)

    return written


BATCH = ("consent", "client_id", "session_id", "locale")


def batch(*events: Any, **changes: Any) -> bytes:
    """Return a batch of a browser that allows to be counted, as bytes."""
    body = {"client_id": "browser-1", "session_id": "session-1", "consent": {"analytics": True}}
    return msgspec.json.encode({**body, **changes, "events": list(events)})


def view(sku: str = "1001", **more: Any) -> dict[str, Any]:
    """Return the event of a product's page being shown."""
    params = {"currency": "USD", "value_minor": 199, "items": [{"item_id": sku, "quantity": 1}]}
    return {"name": "view_item", "id": str(uuid4()), "params": params, **more}


def rows(table: str) -> list[dict[str, Any]]:
    """Return all rows of a table, oldest first, through Ibis and DuckDB."""
    found = facts.table(table)
    return found.order_by("occurred_at", "event_id").to_pyarrow().to_pylist()


def every_byte(folder: Path) -> str:
    """Return whatever any Parquet file of a folder holds, as text."""
    return "\n".join(
        str(pl.read_parquet(path).to_dicts()) for path in sorted(folder.rglob("*.parquet"))
    )
