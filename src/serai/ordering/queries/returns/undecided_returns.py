"""How many shoppers wait to hear whether their goods may come back."""

from serai.ordering.domain.returns.return_state import ReturnState
from serai.plumbing.db import rows


def count_undecided_returns() -> int:
    """Return how many returns are asked for and not decided; one statement."""
    [(count,)] = rows(
        "SELECT count(*) FROM ordering_order_return WHERE state = %s", [ReturnState.REQUESTED.value]
    )
    return int(count)
