"""A company that issues invoices, and what it has issued."""

from typing import Any
from uuid import UUID

import msgspec

from serai.kernel import clock
from serai.ordering.domain.papers.issuer import Issuer
from serai.ordering.domain.papers.paper import Paper
from serai.ordering.usecases.papers.set_issuer import set_issuer
from serai.plumbing.db import rows


def an_issuer(**changes: Any) -> Issuer:
    """Let a company of Berlin sell through the channel `web`."""
    said: dict[str, Any] = {
        "code": "house",
        "name": "Serai Handels GmbH",
        "address": ("Unter den Linden 1", "10117 Berlin"),
        "country": "DE",
        "tax_ids": (("VAT", "DE136695976"),),
        "time_zone": "Europe/Berlin",
        "channels": ("web",),
    }
    return set_issuer(Issuer(**said | changes), now=clock.now())


def papers(order_id: UUID | str) -> list[Paper]:
    """Return what was issued for an order, the first first."""
    found = rows(
        "SELECT content FROM ordering_paper WHERE order_id = %s ORDER BY issued_at, id", [order_id]
    )
    return [msgspec.json.decode(content, type=Paper) for (content,) in found]
