"""What a document does to an order, and where it stands."""

from enum import StrEnum

from serai.kernel.states import StateTable


class ChangeKind(StrEnum):
    """What a document says."""

    EDIT = "edit"
    """Articles come to the order, or leave it, before it is handed over."""
    CANCEL_LINES = "cancel_lines"
    """Units that were not handed over are called off."""
    RETURN = "return"
    """Units came back, or their money goes back without them."""
    EXCHANGE = "exchange"
    """Units came back, and others go out for them."""
    PRICE_MATCH = "price_match"
    """Units cost less than was agreed."""
    SUBSTITUTION = "substitution"
    """The store does not have units, and something else goes out for them."""


class LineKind(StrEnum):
    """What one row of a document is about."""

    GOODS = "goods"
    DELIVERY = "delivery"
    FEE = "fee"
    """What the shop keeps for taking goods back."""
    PROMOTION = "promotion"
    """What promotions take more, or less, off a line or the delivery than before."""


class ChangeState(StrEnum):
    """Where a document stands."""

    AWAITING_PAYMENT = "awaiting_payment"
    """It makes the order dearer: its goods are held, and nothing holds until the difference is paid."""
    IN_FORCE = "in_force"
    """It is part of the order for good."""
    LAPSED = "lapsed"
    """The difference was not paid in time; the order stayed as it was."""


class ChangeAction(StrEnum):
    """What can happen to a document."""

    AGREE = "agree"
    LAPSE = "lapse"


CHANGE_STATES = StateTable(
    {
        (ChangeState.AWAITING_PAYMENT, ChangeAction.AGREE): ChangeState.IN_FORCE,
        (ChangeState.AWAITING_PAYMENT, ChangeAction.LAPSE): ChangeState.LAPSED,
    }
)
"""What is in force is never changed: another document says what came after."""
