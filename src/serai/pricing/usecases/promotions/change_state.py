"""Activate, pause or end a promotion."""

from datetime import datetime
from uuid import UUID

from serai.plumbing.db import unit_of_work
from serai.pricing.domain.promotions.promotion_state import (
    PROMOTION_STATES,
    PromotionAction,
    PromotionState,
)
from serai.pricing.queries.promotions.promotion_of_id import promotion_row
from serai.pricing.queries.promotions.promotion_view import PromotionView, promotion
from serai.pricing.usecases.promotions.change_version import change_promotions
from serai.pricing.usecases.promotions.tell_promoted_prices import tell_promoted_prices_soon


@unit_of_work()
def change_promotion_state(
    promotion_id: UUID, action: PromotionAction, *, now: datetime
) -> PromotionView:
    """
    Take an action; carts priced from now on follow it, in every process within seconds.

    Raises:
        PromotionNotFound: no such promotion.
        IllegalTransition: it is not in a state for this.
    """
    row = promotion_row(promotion_id, lock=True)
    row.state = PROMOTION_STATES.advance(PromotionState(row.state), action)
    row.updated_at = now
    row.save(update_fields=["state", "updated_at"])
    change_promotions()
    tell_promoted_prices_soon.later(once=tell_promoted_prices_soon.name)
    return promotion(promotion_id)
