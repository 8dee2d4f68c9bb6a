"""What a shopper pays: for those whose group or company has prices of its own."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.plumbing.api import MoneyOut, answer, caller_of, shop_key
from serai.pricing.api import my_coupons, my_tax_id
from serai.pricing.api.schemas import REFUSALS, ExactPrice, Sku, TierOut
from serai.pricing.queries.buyers_prices import buyers_prices

router = Router(auth=shop_key)
router.add_router("", my_tax_id.router)
router.add_router("", my_coupons.router)


class ShelfPriceOut(Schema):
    """What one kilogram, litre, metre or piece costs."""

    per: Annotated[str, Field(examples=["kg"])]
    price: MoneyOut


class BuyersPriceOut(Schema):
    """What one unit costs this shopper."""

    sku: str
    price: Annotated[MoneyOut, Field(description="When one is bought.")]
    exact_price: ExactPrice
    compare_at: MoneyOut | None
    price_list: Annotated[
        str, Field(description="On which price list it stands; empty: the price for everyone.")
    ]
    tiers: Annotated[list[TierOut], Field(description="Prices by quantity; empty: one for all.")]
    unit_price: Annotated[
        ShelfPriceOut | None, Field(description="What a kilogram, litre, metre or piece costs.")
    ]


class BuyersPricesOut(Schema):
    """What this shopper pays."""

    items: list[BuyersPriceOut]


class WhichArticles(Schema):
    """Which articles."""

    sku: Annotated[
        list[Sku], Field(min_length=1, max_length=100, description="Up to a hundred, repeated.")
    ]


@router.get("/prices", response={200: BuyersPricesOut, **REFUSALS}, operation_id="buyers_prices")
def get_prices(request: HttpRequest, wanted: Query[WhichArticles]) -> HttpResponse:
    """
    What articles cost whoever asks, a guest or a shopper who is logged in.

    What is unknown or not sold now is left out. Products tell the prices for everyone.
    """
    caller = caller_of(request)
    found = buyers_prices(
        wanted.sku,
        channel_code=caller.channel_code,
        customer_id=caller.customer_id,
        now=clock.now(),
    )
    return answer({"items": found})
