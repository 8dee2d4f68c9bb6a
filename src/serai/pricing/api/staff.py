"""Prices and taxes, for staff and their programs."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.catalog.public import channel
from serai.kernel import clock
from serai.kernel.rounding import Rounding
from serai.plumbing.api import Problem, answer, caller_of, idempotency_key, staff, told_answer
from serai.plumbing.idempotency import answer_once
from serai.pricing.api import price_lists, price_moves, promotions, proposals, taxes, trials
from serai.pricing.api.schemas import (
    REFUSALS,
    PriceOut,
    PricesIn,
    PricesSet,
    TaxPolicyIn,
    TaxPolicyOut,
    WhichPrice,
)
from serai.pricing.domain.price_list import BuyingAs
from serai.pricing.domain.tax import ChannelTax, Place
from serai.pricing.queries.named_prices import NamedPrice, price_rows, variant_of_sku
from serai.pricing.queries.price_explanation import price_explanation
from serai.pricing.queries.tax_policy_view import tax_policy_view
from serai.pricing.usecases.set_prices import set_prices
from serai.pricing.usecases.set_tax_policy import set_channel_tax

router = Router()
router.add_router("", taxes.router)
router.add_router("", price_lists.router)
router.add_router("", promotions.router)
router.add_router("", proposals.router)
router.add_router("", price_moves.router)
router.add_router("", trials.router)


@router.get(
    "/prices/{sku}",
    auth=staff("prices:read"),
    response={200: PriceOut, 404: Problem, **REFUSALS},
    operation_id="price_explanation",
)
def get_price(request: HttpRequest, sku: str, wanted: Query[WhichPrice]) -> HttpResponse:
    """What a variant costs in a channel now and why, what it cost before and will cost."""
    code = channel(wanted.channel).code
    found = price_explanation(
        variant_of_sku(sku),
        sku=sku,
        channel_code=code,
        now=clock.now(),
        buyer=BuyingAs(wanted.customer_group, wanted.company_id, wanted.store),
        quantity=wanted.quantity,
    )
    return told_answer(request, found)


@router.post(
    "/prices",
    auth=staff("prices:write"),
    response={200: PricesSet, 409: Problem, **REFUSALS},
    operation_id="set_prices",
)
def post_prices(request: HttpRequest, body: PricesIn) -> HttpResponse:
    """Set up to 5,000 prices, from now or a later instant on; all of them or none."""
    key = idempotency_key(request, "set_prices")
    source = f"api key {caller_of(request).key_id}"

    def act() -> dict[str, int]:
        rows = price_rows(
            [
                NamedPrice(
                    sku=price.sku,
                    channel_code=price.channel,
                    amount=price.amount,
                    currency=price.currency,
                    compare_at=price.compare_at,
                    valid_from=price.valid_from,
                    valid_until=price.valid_until,
                )
                for price in body.prices
            ]
        )
        return {"written": set_prices(rows, source=source, now=clock.now())}

    return answer(answer_once(key, act))


@router.get(
    "/tax-policies/{channel_code}",
    auth=staff("prices:read"),
    response={200: TaxPolicyOut, 404: Problem, **REFUSALS},
    operation_id="tax_policy",
)
def get_tax_policy(request: HttpRequest, channel_code: str) -> HttpResponse:
    """How a channel charges tax."""
    return answer(tax_policy_view(channel_code))


@router.put(
    "/tax-policies/{channel_code}",
    auth=staff("prices:write"),
    response={200: TaxPolicyOut, 404: Problem, **REFUSALS},
    operation_id="set_tax_policy",
)
def put_tax_policy(request: HttpRequest, channel_code: str, body: TaxPolicyIn) -> HttpResponse:
    """Let a channel charge tax like this; carts priced from now on follow it, within five seconds."""
    said = ChannelTax(
        name=body.name,
        rates={tax_class: Decimal(rate) for tax_class, rate in body.rates.items()},
        rounded_at=body.rounded_at,
        rounding=Rounding[body.rounding],
        reason=body.reason,
        sourcing=body.sourcing,
        origin=Place.of(**body.origin.dict()) if body.origin else Place(""),
        registrations=frozenset(body.registrations),
        oss=body.oss,
        delivery_like_goods=body.delivery_like_goods,
        provider=body.provider,
    )
    set_channel_tax(channel_code, said)
    return answer(tax_policy_view(channel_code))
