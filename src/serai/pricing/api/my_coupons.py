"""The coupons of one's own. The route speaks of the caller alone."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.plumbing.api import answer, caller_of, shopper
from serai.pricing.api.schemas import REFUSALS
from serai.pricing.queries.promotions.my_coupons import my_coupons

router = Router(auth=shopper)


class MyCouponOut(Schema):
    """A code of one's own."""

    code: Annotated[str, Field(description="As people read it; a cart takes it like this.")]
    name: Annotated[str, Field(description="What it opens, in the language asked for.")]
    valid_until: Annotated[datetime | None, Field(description="Null: it does not end.")]


class MyCouponsOut(Schema):
    """The codes that can still be used, those that end first before the others."""

    items: list[MyCouponOut]


@router.get("/me/coupons", response={200: MyCouponsOut, **REFUSALS}, operation_id="my_coupons")
def get_my_coupons(request: HttpRequest) -> HttpResponse:
    """Coupons that are one's own and can still be used here; each works in a cart of one's own."""
    caller = caller_of(request)
    assert caller.customer_id is not None
    found = my_coupons(
        caller.customer_id, channel_code=caller.channel_code, locale=caller.locale, now=clock.now()
    )
    return answer({"items": found})
