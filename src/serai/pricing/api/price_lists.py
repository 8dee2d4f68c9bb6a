"""Price lists, for staff and their programs."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.public import channel
from serai.kernel import clock
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.api import (
    Input,
    MoneyOut,
    Problem,
    answer,
    caller_of,
    idempotency_key,
    staff,
)
from serai.plumbing.idempotency import answer_once
from serai.pricing.api.schemas import (
    AT_ONCE,
    REFUSALS,
    Amount,
    ChannelCode,
    ListCode,
    PricesSet,
    Quantity,
    Sku,
)
from serai.pricing.domain.price_list import ListKind
from serai.pricing.queries.list_price_page import LARGEST_PAGE, list_price_page
from serai.pricing.queries.named_list_prices import NamedListPrice, list_price_rows
from serai.pricing.queries.price_list_view import price_list, price_lists
from serai.pricing.usecases.price_lists.close_price_list import close_price_list
from serai.pricing.usecases.price_lists.open_price_list import OpenPriceList, open_price_list
from serai.pricing.usecases.price_lists.set_list_prices import set_list_prices

router = Router()
_READ, _WRITE = staff("prices:read"), staff("prices:write")


class PriceListIn(Input):
    """A new price list; without group, company and store it is for everyone. None of it changes later."""

    code: ListCode
    name: Annotated[str, Field(min_length=1, max_length=200, examples=["Wholesale"])]
    channel: ChannelCode
    kind: Annotated[
        ListKind,
        Field(
            description=(
                '"lower": its prices count where they are lower; "fixed": they count as they are, even above'
                " the price for everyone."
            )
        ),
    ] = ListKind.LOWER
    customer_group: Annotated[
        str | None, Field(max_length=64, description="For customers of this group.")
    ] = None
    company_id: Annotated[UUID | None, Field(description="For who buys for this company.")] = None
    store: Annotated[
        str, Field(max_length=64, description="For who buys in the store with this code.")
    ] = ""
    priority: Annotated[
        int,
        Field(
            strict=True,
            ge=-1_000_000,
            le=1_000_000,
            description="Among lists for the same buyers the greater comes first.",
        ),
    ] = 0


class PriceListOut(Schema):
    """A price list."""

    id: UUID
    code: str
    name: str
    channel_code: str
    kind: str
    customer_group: str | None
    company_id: UUID | None
    priority: int
    created_at: datetime
    closed_at: Annotated[
        datetime | None, Field(description="Since when nobody pays its prices any more.")
    ]
    store: Annotated[str, Field(description="Only in this store; empty: everywhere.")]


class PriceListPage(Schema):
    """Some price lists, and where the next page starts."""

    items: list[PriceListOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class WhichLists(Schema):
    """Which price lists."""

    channel: Annotated[str | None, Field(max_length=64, description="Only of this channel.")] = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many a page holds.")] = 50


class ListPriceIn(Input):
    """What one unit of a variant costs on the list from so many on."""

    sku: Sku
    amount: Annotated[
        Amount | None,
        Field(description="With up to six decimals; null takes the price off the list."),
    ]
    min_quantity: Quantity = 1
    compare_at: Annotated[
        Amount | None, Field(description="A former or recommended price, shown beside it.")
    ] = None
    valid_from: Annotated[
        datetime | None, Field(description="From when on, with offset; left out: now.")
    ] = None
    valid_until: Annotated[
        datetime | None, Field(description="Until just before when; left out: until replaced.")
    ] = None


class ListPricesIn(Input):
    """Prices to set; all of them or none."""

    prices: Annotated[list[ListPriceIn], Field(min_length=1, max_length=AT_ONCE)]


class ListPriceOut(Schema):
    """What was said on the list of one unit from so many on."""

    sku: str
    min_quantity: int
    amount: Annotated[
        str | None, Field(description="In major units, as fine as it was said; null: taken off.")
    ]
    currency: str
    compare_at: MoneyOut | None
    valid_from: datetime
    valid_until: datetime | None
    source: Annotated[str, Field(description="Who or what said so.")]
    recorded_at: datetime


class ListPricePage(Schema):
    """Some prices of a list, and where the next page starts."""

    items: list[ListPriceOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class WhichListPrices(Schema):
    """Which prices of a list."""

    sku: Annotated[str | None, Field(max_length=64, description="Only of this article.")] = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many a page holds.")] = 50


@router.get(
    "/price-lists",
    auth=_READ,
    response={200: PriceListPage, **REFUSALS},
    operation_id="price_lists",
)
def get_price_lists(request: HttpRequest, wanted: Query[WhichLists]) -> HttpResponse:
    """Price lists by code, the closed ones as well."""
    after = str(decode_cursor(wanted.cursor, str)[0]) if wanted.cursor else ""
    found = price_lists(channel_code=wanted.channel, after=after, limit=wanted.limit + 1)
    more = len(found) > wanted.limit
    page = found[: wanted.limit]
    return answer(Page(page, encode_cursor(page[-1].code) if more else None))


@router.post(
    "/price-lists",
    auth=_WRITE,
    response={201: PriceListOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="open_price_list",
)
def post_price_list(request: HttpRequest, body: PriceListIn) -> HttpResponse:
    """Open a price list without prices."""
    command = OpenPriceList(
        code=body.code,
        name=body.name,
        channel_code=body.channel,
        kind=body.kind,
        customer_group=body.customer_group,
        store=body.store,
        company_id=body.company_id,
        priority=body.priority,
    )
    key = idempotency_key(request, "open_price_list")
    return answer(answer_once(key, lambda: open_price_list(command, now=clock.now())), status=201)


@router.get(
    "/price-lists/{list_code}",
    auth=_READ,
    response={200: PriceListOut, 404: Problem, **REFUSALS},
    operation_id="price_list",
)
def get_price_list(request: HttpRequest, list_code: str) -> HttpResponse:
    """One price list."""
    return answer(price_list(list_code))


@router.post(
    "/price-lists/{list_code}/closing",
    auth=_WRITE,
    response={200: PriceListOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="close_price_list",
)
def post_closing(request: HttpRequest, list_code: str) -> HttpResponse:
    """Take every price off a list, those to come as well; what was charged stays in the history."""
    key = idempotency_key(request, "close_price_list")
    source = f"api key {caller_of(request).key_id}"
    return answer(
        answer_once(key, lambda: close_price_list(list_code, source=source, now=clock.now()))
    )


@router.get(
    "/price-lists/{list_code}/prices",
    auth=_READ,
    response={200: ListPricePage, 404: Problem, **REFUSALS},
    operation_id="list_prices",
)
def get_list_prices(
    request: HttpRequest, list_code: str, wanted: Query[WhichListPrices]
) -> HttpResponse:
    """All that was ever said on a price list, newest first."""
    price_list(list_code)
    return answer(
        list_price_page(list_code, sku=wanted.sku, cursor=wanted.cursor, limit=wanted.limit)
    )


@router.post(
    "/price-lists/{list_code}/prices",
    auth=_WRITE,
    response={200: PricesSet, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="set_list_prices",
)
def post_list_prices(request: HttpRequest, list_code: str, body: ListPricesIn) -> HttpResponse:
    """Set up to 5,000 prices of a list, from now or a later instant on; all of them or none."""
    key = idempotency_key(request, "set_list_prices")
    source = f"api key {caller_of(request).key_id}"

    def act() -> dict[str, int]:
        currency = channel(price_list(list_code).channel_code).currency
        named = [
            NamedListPrice(
                price.sku,
                price.amount,
                price.min_quantity,
                price.compare_at,
                price.valid_from,
                price.valid_until,
            )
            for price in body.prices
        ]
        rows = list_price_rows(named, currency=currency)
        return {"written": set_list_prices(list_code, rows, source=source, now=clock.now())}

    return answer(answer_once(key, act))
