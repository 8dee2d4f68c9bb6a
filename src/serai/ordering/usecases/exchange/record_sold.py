"""Let what imported orders sold become facts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from serai.ordering.domain.exchange.check_record import IMPORTED_AS
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.exchange.known_here import Here
from serai.ordering.queries.sale_lines import SALE_LINE
from serai.ordering.usecases.exchange.write_records import NewRecord
from serai.plumbing.facts import write_rows


def record_sold(orders: Sequence[NewRecord], here: Here, *, now: datetime) -> int:
    """Add the lines of completed orders to `sale_line`, unless they are there; return how many were new."""
    import polars as pl  # noqa: PLC0415 - a process that only serves does without

    from serai.plumbing.facts.writing.frames import schema_of  # noqa: PLC0415 - as above

    found = [line for each in orders for line in _sold(each, here)]
    if not found:
        return 0
    schema = {
        "event_id": pl.String(),
        "occurred_at": pl.Datetime("us", "UTC"),
        **schema_of([*SALE_LINE.columns]),
    }
    return write_rows(SALE_LINE.name, pl.DataFrame(found, schema=schema), now=now)


def _sold(each: NewRecord, here: Here) -> list[dict[str, Any]]:
    said = each.record
    if IMPORTED_AS[said.state] is not OrderState.COMPLETED:
        return []
    customer = said.customer_id if said.customer_id in here.customers else None
    place = here.locations.get(said.location)
    return [
        {
            "event_id": f"{each.id}:{position}",
            "occurred_at": said.placed_at,
            "order_id": str(each.id),
            "order_number": each.number,
            "position": position,
            "source": each.source,
            "channel_code": said.channel_code,
            "customer_id": str(customer) if customer else None,
            "location_id": str(place) if place else None,
            "variant_id": str(variant) if (variant := here.variants.get(line.sku)) else None,
            "sku": line.sku,
            "quantity": line.quantity,
            "items_minor": line.items_minor,
            "discount_minor": line.discount_minor,
            "tax_minor": line.tax_minor,
            "total_minor": line.total_minor,
            "currency": said.currency,
        }
        for position, line in enumerate(said.lines, 1)
    ]
