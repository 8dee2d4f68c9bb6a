"""Promotions for tests."""

from typing import Any
from uuid import UUID

from factories.pricing import NOW

from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.queries.promotions.promotion_view import PromotionView
from serai.pricing.usecases.promotions.add_coupon import AddCoupon, add_coupon
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.make_coupons import MakeCoupons, make_coupons
from serai.pricing.usecases.promotions.write_promotion import WritePromotion, write_promotion

TEN_PERCENT = {"kind": "order_off", "off": {"percent": "10"}}


def a_rule(code: str = "ten-off", **more: Any) -> dict[str, Any]:
    """Return what a promotion says: ten per cent off the order, unless `more` says otherwise."""
    rule = {"code": code, "name": code.replace("-", " ").title(), "currency": "USD"}
    return rule | {"benefit": TEN_PERCENT} | more


def a_draft(code: str = "ten-off", **more: Any) -> PromotionView:
    """Write a promotion; limits and names are told apart from the rule."""
    apart = ("names", "most_uses", "most_per_customer", "budget")
    limits = {name: more.pop(name) for name in apart if name in more}
    return write_promotion(WritePromotion(rule=a_rule(code, **more), **limits), now=NOW)


def a_promotion(code: str = "ten-off", **more: Any) -> PromotionView:
    """Write a promotion and activate it."""
    written = a_draft(code, **more)
    return change_promotion_state(written.id, PromotionAction.ACTIVATE, now=NOW)


def a_batch(promotion_id: UUID, count: int) -> UUID:
    """Make codes that open a promotion, and return their batch."""
    return make_coupons(MakeCoupons(promotion_id=promotion_id, count=count), now=NOW).batch_id


def a_coupon(promotion_id: UUID, code: str = "SPRING", **more: Any) -> str:
    """Let a code open a promotion, and return it as it is kept."""
    command = AddCoupon(promotion_id=promotion_id, code=code, **more)
    return add_coupon(command, now=NOW).code
