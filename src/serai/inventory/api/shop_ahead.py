"""Whether what is not there can be ordered all the same, for shoppers."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.inventory.domain.ahead.terms import AheadKind
from serai.inventory.queries.ahead.offer import ahead_offer
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, caller_of, shop_key

router = Router(auth=shop_key)
_REFUSALS = dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)


class AheadOfferOut(Schema):
    """On what terms one more unit of an article can be had now."""

    sku: str
    kind: Annotated[
        AheadKind, Field(description="back_order, pre_order, or refuse: sold out means sold out.")
    ]
    waits: Annotated[bool, Field(description="A unit ordered now comes later.")]
    is_offered: Annotated[bool, Field(description="A unit can be ordered now.")]
    first_on: Annotated[
        date | None, Field(description="It may be here, before it travels; null: nobody knows.")
    ]
    last_on: Annotated[date | None, Field(description="It is here by then.")]
    release_on: Annotated[date | None, Field(description="The day of release of a pre-order.")]


@router.get(
    "/variants/{sku}/ahead",
    response={200: AheadOfferOut, **_REFUSALS},
    operation_id="ahead_offer",
)
def get_ahead_offer(request: HttpRequest, sku: str) -> HttpResponse:
    """Whether an article can be back-ordered or pre-ordered at this moment, and when it would be here."""
    return answer(ahead_offer(sku, caller_of(request).channel_code, now=clock.now()))
