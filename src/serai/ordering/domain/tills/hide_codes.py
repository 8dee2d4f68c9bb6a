"""Keep what a till told without the codes of gift cards: whoever reads it shall not spend them."""

from msgspec.structs import replace

from serai.ordering.domain.tills.operation import MoneyMoved, PaidWith, Sale, TillOperation

_SHOWN = 4


def without_codes(operation: TillOperation) -> TillOperation:
    """Return the operation with the last signs of each code alone."""
    act = operation.act
    if not isinstance(act, Sale):
        return operation
    return replace(operation, act=replace(act, paid=tuple(map(_hidden, act.paid))))


def _hidden(moved: MoneyMoved) -> MoneyMoved:
    if moved.with_what is not PaidWith.GIFT_CARD:
        return moved
    return replace(moved, reference=last_signs(moved.reference))


def last_signs(code: str) -> str:
    """Return how a code is shown, such as `•••• ZB5C`."""
    return f"•••• {code[-_SHOWN:]}"
