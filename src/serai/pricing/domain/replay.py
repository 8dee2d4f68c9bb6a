"""Pricing again from what was kept: proof that a total was right when it was told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.adjustments import Adjustment
from serai.pricing.domain.cart_to_price import (
    Allowance,
    CartToPrice,
    Coupon,
    DeliveryToPrice,
    LineToPrice,
)
from serai.pricing.domain.facts_as_json import facts_as_json, facts_from_json
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.priced_cart import PricedCart
from serai.pricing.domain.tax import TaxPolicy


class ReplayDiffers(Exception):
    """The rules handed in are not those by which the record was priced."""


def record_of(
    cart: CartToPrice,
    prices: Mapping[UUID, PriceView],
    priced: PricedCart,
    *,
    now: datetime,
    tax: TaxPolicy,
) -> dict[str, Any]:
    """Return all that a cart was priced from, as JSON values; `replay` prices it again."""
    return {
        "rules_hash": priced.rules_hash,
        "now": now.isoformat(),
        "channel": cart.channel_code,
        "currency": cart.currency,
        "country": cart.country,
        "region": cart.region,
        "customer_group": cart.customer_group,
        "company": cart.company_id and str(cart.company_id),
        "delivery": cart.delivery and [cart.delivery.label, cart.delivery.price.minor],
        "lines": [
            {
                "variant": str(line.variant_id),
                "quantity": line.quantity,
                "tax_class": line.tax_class,
                "facts": facts_as_json(line.facts),
                "gift_of": line.gift_of and str(line.gift_of),
                **_price_data(prices[line.variant_id]),
            }
            for line in cart.lines
        ],
        "store": cart.store,
        "facts": facts_as_json(cart.facts),
        "coupons": [[coupon.code, str(coupon.promotion_id)] for coupon in cart.coupons],
        "allowances": {
            str(promotion_id): [left.uses, None if left.budget is None else left.budget.minor]
            for promotion_id, left in cart.allowances.items()
        },
        "tax": tax.as_data(),
    }


def replay(record: Mapping[str, Any], *, adjustments: Sequence[Adjustment] = ()) -> PricedCart:
    """
    Price a record again.

    Raises:
        ReplayDiffers: the adjustments (or the function) are not those of then.
    """
    cart = _cart(record)
    priced = price_cart(
        cart,
        {UUID(line["variant"]): _price(line, cart.currency) for line in record["lines"]},
        now=datetime.fromisoformat(record["now"]),
        adjustments=adjustments,
        tax=TaxPolicy.from_data(record["tax"]),
    )
    if priced.rules_hash != record["rules_hash"]:
        raise ReplayDiffers(f"{priced.rules_hash} instead of {record['rules_hash']}")
    return priced


def _cart(record: Mapping[str, Any]) -> CartToPrice:
    currency, delivery = record["currency"], record["delivery"]
    return CartToPrice(
        channel_code=record["channel"],
        currency=currency,
        lines=tuple(
            LineToPrice(
                UUID(line["variant"]),
                line["quantity"],
                line["tax_class"],
                facts_from_json(line.get("facts", {})),
                UUID(line["gift_of"]) if line.get("gift_of") else None,
            )
            for line in record["lines"]
        ),
        delivery=delivery and DeliveryToPrice(delivery[0], Money(delivery[1], currency)),
        country=record["country"],
        region=record["region"],
        customer_group=record["customer_group"],
        company_id=record["company"] and UUID(record["company"]),
        store=record.get("store", ""),
        coupons=tuple(Coupon(code, UUID(of)) for code, of in record.get("coupons", ())),
        allowances={
            UUID(of): Allowance(uses, None if budget is None else Money(budget, currency))
            for of, (uses, budget) in record.get("allowances", {}).items()
        },
        facts=facts_from_json(record.get("facts", {})),
    )


def _price_data(price: PriceView) -> dict[str, Any]:
    return {
        "sku": price.sku,
        "name": price.name,
        "slug": price.slug,
        "amount": price.amount.minor,
        "compare_at": price.compare_at and price.compare_at.minor,
        "sellable": price.sellable,
        "source": price.source,
        "unit": price.unit and str(price.unit.amount),
        "price_list": price.price_list,
    }


def _price(line: Mapping[str, Any], currency: str) -> PriceView:
    compare_at, unit = line["compare_at"], line.get("unit")
    return PriceView(
        UUID(line["variant"]),
        line["sku"],
        line["name"],
        line["slug"],
        Money(line["amount"], currency),
        None if compare_at is None else Money(compare_at, currency),
        line["sellable"],
        line["source"],
        unit=UnitPrice(Decimal(unit), currency) if unit else None,
        price_list=line.get("price_list", ""),
    )
