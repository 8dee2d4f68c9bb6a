"""What a rule would have held."""

from datetime import datetime, timedelta

from serai.kernel.conditions import Fields, Group, Moment, predicate
from serai.ordering.queries.review.facts_of_orders import counts_of_orders, facts_of_orders
from serai.plumbing.db import rows

LOOKED_AT = 500
_WEEK = timedelta(days=7)
_LATEST = """
SELECT o.id FROM ordering_order AS o JOIN ordering_order_review AS r ON r.order_id = o.id
WHERE o.placed_at > %s ORDER BY o.placed_at DESC, o.id DESC LIMIT %s
"""


def count_held(tree: Group, fields: Fields, *, now: datetime) -> int:
    """Return how many of the past week's orders, the latest 500, a rule would have held; five statements."""
    latest = [order_id for (order_id,) in rows(_LATEST, [now - _WEEK, LOOKED_AT])]
    if not latest:
        return 0
    counts = counts_of_orders(latest)
    return sum(
        predicate(tree, fields, Moment(facts.placed_at))(facts.context | counts[facts.order_id])
        for facts in facts_of_orders(latest)
    )
