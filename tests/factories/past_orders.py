"""Orders that were placed before, written as they stand, for whoever reads what was sold."""

from datetime import datetime
from uuid import UUID, uuid4

from serai.ordering.models import Order, OrderLine


def was_ordered(
    *lines: tuple[UUID, int, int, int],
    at: datetime,
    state: str = "paid",
    location_id: UUID | None = None,
) -> None:
    """Write an order of lines: variant, quantity, price of all, discount."""
    items, discount = sum(line[2] for line in lines), sum(line[3] for line in lines)
    order = Order.objects.create(
        id=uuid4(),
        number=str(uuid4()),
        state=state,
        channel_code="web",
        locale="en",
        location_id=location_id,
        currency="USD",
        items_minor=items,
        discount_minor=discount,
        total_minor=items - discount,
        placed_at=at,
    )
    for position, (variant_id, quantity, price, off) in enumerate(lines, 1):
        OrderLine.objects.create(
            order=order,
            position=position,
            variant_id=variant_id,
            sku="SKU",
            name="Thing",
            quantity=quantity,
            unit_price=price / max(quantity, 1) / 100,
            items_minor=price,
            discount_minor=off,
            total_minor=price - off,
        )
