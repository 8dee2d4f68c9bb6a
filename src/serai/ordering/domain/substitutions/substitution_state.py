"""Where a substitute for what is missing stands."""

from enum import StrEnum

from serai.kernel.states import StateTable


class SubstitutionState(StrEnum):
    """What became of an offer."""

    ASKED = "asked"
    """The shopper is to say yes or no; the substitute is held for them."""
    TO_PAY = "to_pay"
    """They said yes to something dearer, and its difference is to be paid."""
    REPLACED = "replaced"
    """The substitute is in the order."""
    REFUNDED = "refunded"
    """The money went back."""


class SubstitutionAction(StrEnum):
    """What can happen to an offer."""

    AWAIT_PAYMENT = "await_payment"
    REPLACE = "replace"
    REFUND = "refund"


_S, _A = SubstitutionState, SubstitutionAction

SUBSTITUTION_STATES: StateTable[SubstitutionState, SubstitutionAction] = StateTable(
    {
        (_S.ASKED, _A.REPLACE): _S.REPLACED,
        (_S.ASKED, _A.AWAIT_PAYMENT): _S.TO_PAY,
        (_S.ASKED, _A.REFUND): _S.REFUNDED,
        (_S.TO_PAY, _A.REPLACE): _S.REPLACED,
        (_S.TO_PAY, _A.REFUND): _S.REFUNDED,
    }
)

OPEN = (SubstitutionState.ASKED, SubstitutionState.TO_PAY)
"""Something is still to be decided."""


class Answer(StrEnum):
    """Who decided."""

    NONE = ""
    """Nobody yet."""
    YES = "yes"
    NO = "no"
    AS_AGREED = "as_agreed"
    """Nobody answered, or nobody had to be asked: what was agreed at the checkout is done."""
