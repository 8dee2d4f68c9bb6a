"""Prices for tests."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.pricing.public import (
    ListPriceRow,
    PriceRow,
    parsed_unit_price,
    set_list_prices,
    set_prices,
)

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)


def priced(variant_id: UUID, amount: str, compare_at: str | None = None, **more: Any) -> None:
    """Give a variant a price in USD in the channel "web" (or `channel`), from `now` on."""
    now = more.pop("now", NOW)
    row = PriceRow(
        variant_id,
        more.pop("channel", "web"),
        Money.parse(amount, more.get("currency", "USD")),
        None if compare_at is None else Money.parse(compare_at, more.get("currency", "USD")),
        more.get("valid_from"),
        more.get("valid_until"),
    )
    set_prices([row], source=more.get("source", "test"), now=now)


def listed(list_code: str, variant_id: UUID, amount: str, **more: Any) -> None:
    """Give a variant a price in USD on a price list, from `now` on."""
    now = more.pop("now", NOW)
    unit = parsed_unit_price(amount, more.pop("currency", "USD"))
    set_list_prices(list_code, [ListPriceRow(variant_id, unit, **more)], source="test", now=now)
