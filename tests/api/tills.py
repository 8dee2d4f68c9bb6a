"""A till that has told something, and a right call of every operation on tills."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from factories.catalog import NOW
from factories.tills import LATER, SHIFT, a_sale

from serai.ordering.usecases.tills.merge_operations import merge_operations
from serai.ordering.usecases.tills.set_up_till import SetUpTill, set_up_till


@dataclass(frozen=True)
class TillThings:
    """A till and a sale of it."""

    till_id: UUID
    sale_id: UUID


def till_things() -> TillThings:
    """Set a till up in STORE-1, and let it sell."""
    till = set_up_till(SetUpTill("T1", "First till", "STORE-1", "web"), now=NOW)
    sale = a_sale()
    merge_operations(till.id, [sale], now=LATER)
    return TillThings(till.id, sale.id)


def an_opening(float_minor: int = 5_000) -> dict[str, Any]:
    """Return a batch that opens a shift."""
    return {
        "operations": [
            {
                "id": str(uuid4()),
                "shift_id": str(SHIFT),
                "occurred_at": "2026-03-14T09:00:00Z",
                "cashier": "Carol",
                "act": {"kind": "open", "float_minor": float_minor},
            }
        ]
    }


def till_calls(
    there: TillThings, plain: Callable[..., Callable[[], Any]]
) -> dict[str, Callable[[], Any]]:
    """Return the staff's calls by operation."""
    till = {"code": "T2", "name": "Second", "location": "STORE-1", "channel_code": "web"}
    return {
        "tills": plain(),
        "set_up_till": plain(till),
        "merge_till_operations": plain(an_opening(), till_id=there.till_id),
        "till_operations": plain(query="?to_look_at=true&limit=5"),
        "look_at_till_operation": plain(operation_id=there.sale_id),
        "shift_report": plain(till_id=there.till_id, shift_id=SHIFT),
    }
