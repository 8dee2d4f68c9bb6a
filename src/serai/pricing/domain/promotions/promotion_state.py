"""Where a promotion stands."""

from enum import StrEnum

from serai.kernel.states import StateTable


class PromotionState(StrEnum):
    """Only what is active applies, and that only while its schedule says so."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    """For ever: what it gave stays readable, and its coupons open nothing any more."""


class PromotionAction(StrEnum):
    """What staff do with a promotion."""

    ACTIVATE = "activate"
    PAUSE = "pause"
    END = "end"


PROMOTION_STATES = StateTable(
    {
        (PromotionState.DRAFT, PromotionAction.ACTIVATE): PromotionState.ACTIVE,
        (PromotionState.ACTIVE, PromotionAction.PAUSE): PromotionState.PAUSED,
        (PromotionState.PAUSED, PromotionAction.ACTIVATE): PromotionState.ACTIVE,
        (PromotionState.ACTIVE, PromotionAction.END): PromotionState.ENDED,
        (PromotionState.PAUSED, PromotionAction.END): PromotionState.ENDED,
    }
)
