"""What things cost at one instant."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.choose_price import Offer, chosen, compare_at_of, tiers_of
from serai.pricing.domain.price_list import EVERYONE, BuyingAs, PriceList
from serai.pricing.domain.price_view import PriceView
from serai.pricing.queries.open_price_lists import price_lists_for
from serai.pricing.queries.price_statement import price_statement, price_statement_with_lists


def prices_of(
    variant_ids: Collection[UUID],
    channel_code: str,
    now: datetime,
    *,
    buyer: BuyingAs = EVERYONE,
    quantities: Mapping[UUID, int] | None = None,
) -> dict[UUID, PriceView]:
    """
    Return the price of each variant in a channel; one statement, however many there are.

    A variant without a price for everyone is not in the answer; one that is not sold now is, and not
    `sellable`.

    Args:
        variant_ids: of what.
        channel_code: where.
        now: the instant.
        buyer: on whose terms it is bought.
        quantities: how many of each are bought; one of what is not named.
    """
    views = _found(_BY_ID, list(variant_ids), (channel_code, now, buyer), quantities or {})
    return {view.variant_id: view for view in views}


def prices_of_skus(
    skus: Collection[str],
    channel_code: str,
    now: datetime,
    *,
    buyer: BuyingAs = EVERYONE,
    quantities: Mapping[str, int] | None = None,
) -> dict[str, PriceView]:
    """Return the price of each SKU in a channel, as `prices_of` does; one statement."""
    views = _found(_BY_SKU, list(skus), (channel_code, now, buyer), quantities or {})
    return {view.sku: view for view in views}


@dataclass(frozen=True, slots=True)
class OffersOfVariant:
    """All that a buyer might pay for one unit of a variant; `plain` tells it at the price for everyone."""

    plain: PriceView
    base: Offer
    offers: tuple[Offer, ...]

    def view(self, quantity: int) -> PriceView:
        """Return what one unit costs when so many are bought."""
        counts = chosen(self.base, self.offers, quantity)
        plain = self.plain
        return PriceView(
            variant_id=plain.variant_id,
            sku=plain.sku,
            name=plain.name,
            slug=plain.slug,
            amount=counts.amount,
            compare_at=compare_at_of(counts, self.base),
            sellable=plain.sellable,
            source=counts.source,
            unit=counts.unit,
            price_list=counts.price_list.code if counts.price_list else "",
            tiers=tiers_of(self.base, self.offers),
            tax_class=plain.tax_class,
        )


def offers_of(
    variant_id: UUID, channel_code: str, now: datetime, buyer: BuyingAs
) -> OffersOfVariant | None:
    """Return all that a buyer might pay for a variant, if it has a price; one statement."""
    params = {"wanted": [variant_id], "channel": channel_code, "now": now}
    lists = price_lists_for(buyer, channel_code)
    if lists:
        return next(iter(_with_lists(_BY_ID, params, lists)), None)
    found = rows(price_statement(*_BY_ID), params)
    return OffersOfVariant(_plain(found[0]), _base(found[0]), ()) if found else None


_BY_ID, _BY_SKU = ("variant_id", "uuid"), ("variant__sku", "text")


def _found(
    by: tuple[str, str],
    wanted: list[Any],
    asked: tuple[str, datetime, BuyingAs],
    quantities: Mapping[Any, int],
) -> list[PriceView]:
    channel_code, now, buyer = asked
    params = {"wanted": wanted, "channel": channel_code, "now": now}
    lists = price_lists_for(buyer, channel_code)
    if not lists:
        return [_plain(row) for row in rows(price_statement(*by), params)]
    return [
        each.view(quantities.get(each.plain.variant_id if by is _BY_ID else each.plain.sku, 1))
        for each in _with_lists(by, params, lists)
    ]


def _with_lists(
    by: tuple[str, str], params: dict[str, Any], lists: tuple[PriceList, ...]
) -> list[OffersOfVariant]:
    by_id = {str(each.id): each for each in lists}
    found = rows(price_statement_with_lists(*by), {**params, "lists": [each.id for each in lists]})
    return [
        OffersOfVariant(_plain(row), _base(row), _offers(row[-1] or [], row[_CURRENCY], by_id))
        for row in found
    ]


_AMOUNT, _EXACT, _COMPARE_AT, _CURRENCY, _SOURCE = 5, 6, 7, 8, 9


def _plain(row: tuple[Any, ...]) -> PriceView:
    (
        variant_id, sku, name, product, slug, amount, exact, compare_at, currency, source, active,
        product_active, sold, tax_class,
    ) = row[:14]  # fmt: skip
    return PriceView(
        variant_id=variant_id,
        sku=sku,
        name=f"{product}, {name}" if name else product,
        slug=slug,
        amount=Money(amount, currency),
        compare_at=None if compare_at is None else Money(compare_at, currency),
        sellable=active and product_active and sold,
        source=source,
        unit=None if exact is None else _base(row).unit,
        tax_class=tax_class,
    )


def _base(row: tuple[Any, ...]) -> Offer:
    exact = Decimal(row[_AMOUNT]) if row[_EXACT] is None else row[_EXACT]
    return Offer(exact, row[_CURRENCY], row[_COMPARE_AT], row[_SOURCE])


def _offers(told: list[Any], currency: str, lists: Mapping[str, PriceList]) -> tuple[Offer, ...]:
    """Return the offers in the order of their lists, which come in their precedence."""
    by_list: dict[str, list[Offer]] = {}
    for list_id, min_quantity, minor, compare_at, source in told:
        offer = Offer(Decimal(minor), currency, compare_at, source, lists[list_id], min_quantity)
        by_list.setdefault(list_id, []).append(offer)
    return tuple(offer for list_id in lists for offer in by_list.get(list_id, ()))
