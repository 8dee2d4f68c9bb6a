"""What shoppers want when something is not there."""

from uuid import UUID

from serai.ordering.domain.substitutions.substitution_state import OPEN
from serai.ordering.domain.substitutions.wish import Wish, wish_of
from serai.plumbing.db import rows

_WISHES = "SELECT position, substitution FROM ordering_order_line WHERE order_id = %s"
_OPEN = ", ".join(f"'{state.value}'" for state in OPEN)
_WAITS = f"SELECT EXISTS (SELECT FROM ordering_substitution WHERE missing_group_id = %s AND state IN ({_OPEN}))"  # noqa: S608


def wishes_of_order(order_id: UUID) -> dict[int, Wish]:
    """Return what is done about each line of an order, by position; one statement."""
    return {position: wish_of(said) for position, said in rows(_WISHES, [order_id])}


def waits_for_answer(group_id: UUID) -> bool:
    """Return whether something else is offered for what is missing in a group; one statement."""
    [(waits,)] = rows(_WAITS, [group_id])
    return bool(waits)
