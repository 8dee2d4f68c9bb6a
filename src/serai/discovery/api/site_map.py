"""What storefronts tell search engines: the addresses of all products."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.discovery.queries.lists.addresses import PART, product_addresses
from serai.discovery.usecases.open_shelf import open_shelf
from serai.plumbing.api import Problem, answer, caller_of, shop_key

router = Router(auth=shop_key)
_REFUSALS = dict.fromkeys((400, 401, 403, 422, 429, 503), Problem)


class AddressesWanted(Schema):
    """Which part."""

    part: Annotated[int, Field(ge=0, le=100_000, description="The first is 0.")] = 0


class AddressesOut(Schema):
    """Addresses of products."""

    slugs: Annotated[
        list[str], Field(description=f"At most {PART:,} of them.", examples=[["whole-milk"]])
    ]
    parts: Annotated[int, Field(description="How many parts there are now.", examples=[19])]


@router.get(
    "/product-addresses",
    response={200: AddressesOut, **_REFUSALS},
    operation_id="product_addresses",
)
def get_addresses(request: HttpRequest, wanted: Query[AddressesWanted]) -> HttpResponse:
    """The slugs of all products that the channel shows, in parts: for a site map."""
    return answer(product_addresses(open_shelf(caller_of(request).channel_code), wanted.part))
