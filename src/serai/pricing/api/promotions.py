"""Promotions and coupons, for staff and their programs."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.plumbing.api import Input, Problem, answer, caller_of, idempotency_key, staff
from serai.plumbing.idempotency import answer_once
from serai.pricing.api.promotion_schemas import (
    BatchOut,
    CodesOut,
    CouponIn,
    CouponOut,
    CouponPage,
    CouponsIn,
    GivenList,
    PromotionIn,
    PromotionOut,
    PromotionPage,
)
from serai.pricing.api.schemas import REFUSALS
from serai.pricing.domain.promotions.promotion_state import PromotionAction, PromotionState
from serai.pricing.queries.promotions.pages import (
    LARGEST_PAGE,
    codes_of_batch,
    coupon_page,
    promotion_page,
)
from serai.pricing.queries.promotions.promotion_of_id import promotion_row
from serai.pricing.queries.promotions.promotion_view import given_by, promotion
from serai.pricing.usecases.promotions.add_coupon import AddCoupon, add_coupon
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.delete_draft import delete_draft
from serai.pricing.usecases.promotions.make_coupons import MakeCoupons, make_coupons
from serai.pricing.usecases.promotions.stop_coupon import stop_coupon
from serai.pricing.usecases.promotions.write_promotion import WritePromotion, write_promotion

router = Router()
_READ, _WRITE = staff("prices:read"), staff("prices:write")


class PageQuery(Schema):
    """Which page."""

    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many a page holds.")] = 50


class PromotionQuery(PageQuery):
    """Which promotions."""

    state: PromotionState | None = None


class StateIn(Input):
    """What is done with the promotion."""

    action: Annotated[PromotionAction, Field(description="activate, pause or end.")]


@router.get(
    "/promotions",
    auth=_READ,
    response={200: PromotionPage, **REFUSALS},
    operation_id="promotion_page",
)
def get_promotions(request: HttpRequest, wanted: Query[PromotionQuery]) -> HttpResponse:
    """List promotions by their codes."""
    page = promotion_page(state=wanted.state, cursor=wanted.cursor, limit=wanted.limit)
    return answer(page)


@router.post(
    "/promotions",
    auth=_WRITE,
    response={201: PromotionOut, 409: Problem, **REFUSALS},
    operation_id="write_promotion",
)
def post_promotion(request: HttpRequest, body: PromotionIn) -> HttpResponse:
    """Write a new promotion. It is a draft until it is activated."""
    key = idempotency_key(request, "write_promotion")
    return answer(
        answer_once(key, lambda: write_promotion(_command(body), now=clock.now())), status=201
    )


@router.get(
    "/promotions/{promotion_id}",
    auth=_READ,
    response={200: PromotionOut, 404: Problem, **REFUSALS},
    operation_id="promotion",
)
def get_promotion(request: HttpRequest, promotion_id: UUID) -> HttpResponse:
    """Show a promotion."""
    return answer(promotion(promotion_id))


@router.put(
    "/promotions/{promotion_id}",
    auth=_WRITE,
    response={200: PromotionOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="rewrite_promotion",
)
def put_promotion(request: HttpRequest, promotion_id: UUID, body: PromotionIn) -> HttpResponse:
    """Let a promotion say this from now on; when it is active, carts follow within seconds."""
    return answer(write_promotion(_command(body, promotion_id), now=clock.now()))


@router.delete(
    "/promotions/{promotion_id}",
    auth=_WRITE,
    response={204: None, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="delete_draft",
)
def delete_promotion(request: HttpRequest, promotion_id: UUID) -> HttpResponse:
    """Delete a draft; what was active once is ended instead."""
    delete_draft(promotion_id)
    return HttpResponse(status=204)


@router.put(
    "/promotions/{promotion_id}/state",
    auth=_WRITE,
    response={200: PromotionOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="change_promotion_state",
)
def put_state(request: HttpRequest, promotion_id: UUID, body: StateIn) -> HttpResponse:
    """Activate, pause or end a promotion."""
    return answer(change_promotion_state(promotion_id, body.action, now=clock.now()))


@router.get(
    "/promotions/{promotion_id}/given",
    auth=_READ,
    response={200: GivenList, 404: Problem, **REFUSALS},
    operation_id="given_by_promotion",
)
def get_given(request: HttpRequest, promotion_id: UUID) -> HttpResponse:
    """What a promotion has given in orders that stand."""
    promotion_row(promotion_id)
    return answer({"items": given_by(promotion_id)})


@router.get(
    "/promotions/{promotion_id}/coupons",
    auth=_READ,
    response={200: CouponPage, 404: Problem, **REFUSALS},
    operation_id="coupon_page",
)
def get_coupons(request: HttpRequest, promotion_id: UUID, wanted: Query[PageQuery]) -> HttpResponse:
    """List the coupons of a promotion, oldest first."""
    now = clock.now()
    return answer(coupon_page(promotion_id, now=now, cursor=wanted.cursor, limit=wanted.limit))


@router.post(
    "/promotions/{promotion_id}/coupons",
    auth=_WRITE,
    response={201: CouponOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="add_coupon",
)
def post_coupon(request: HttpRequest, promotion_id: UUID, body: CouponIn) -> HttpResponse:
    """Let a code that somebody chose open the promotion."""
    command = AddCoupon(promotion_id=promotion_id, **body.dict())
    key = idempotency_key(request, "add_coupon")
    return answer(answer_once(key, lambda: add_coupon(command, now=clock.now())), status=201)


@router.post(
    "/promotions/{promotion_id}/coupon-batches",
    auth=_WRITE,
    response={201: BatchOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="make_coupons",
)
def post_coupons(request: HttpRequest, promotion_id: UUID, body: CouponsIn) -> HttpResponse:
    """Make up to 100,000 codes that nobody can guess; it takes about a second."""
    made_by = f"api key {caller_of(request).key_id}"
    command = MakeCoupons(promotion_id=promotion_id, made_by=made_by, **body.dict())
    key = idempotency_key(request, "make_coupons")
    return answer(answer_once(key, lambda: make_coupons(command, now=clock.now())), status=201)


@router.get(
    "/promotions/{promotion_id}/coupon-batches/{batch_id}/codes",
    auth=_READ,
    response={200: CodesOut, 404: Problem, **REFUSALS},
    operation_id="codes_of_batch",
)
def get_codes(request: HttpRequest, promotion_id: UUID, batch_id: UUID) -> HttpResponse:
    """List all codes of a batch at once, as people read them: for the printer or the mailing."""
    return answer({"codes": codes_of_batch(promotion_id, batch_id)})


@router.delete(
    "/coupons/{code}",
    auth=_WRITE,
    response={200: CouponOut, 404: Problem, **REFUSALS},
    operation_id="stop_coupon",
)
def delete_coupon(request: HttpRequest, code: str) -> HttpResponse:
    """Let a code open nothing any more; orders that used it keep what it gave."""
    return answer(stop_coupon(code, now=clock.now()))


def _command(body: PromotionIn, promotion_id: UUID | None = None) -> WritePromotion:
    return WritePromotion(
        rule=body.rule,
        names=body.names,
        most_uses=body.most_uses,
        most_per_customer=body.most_per_customer,
        budget=body.budget,
        promotion_id=promotion_id,
        version=body.version,
    )
