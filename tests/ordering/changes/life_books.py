"""What else must agree when a life is over: uses of promotions, papers, taxes, events, and what shoppers read."""

from uuid import UUID

from factories.ordering import Shopper
from factories.papers import papers

from serai.kernel import clock
from serai.kernel.events import event_types
from serai.ordering.domain.papers.paper import Paper, PaperKind
from serai.ordering.queries.changes.standing_order import standing_order
from serai.payments import public as payments
from serai.plumbing.db import rows
from serai.plumbing.events.subscribe import subscriptions

_BUDGETS = """
SELECT p.code, b.uses, b.given_minor, count(r.*)::int, coalesce(sum(r.amount_minor), 0)::int
FROM pricing_promotion_budget AS b JOIN pricing_promotion AS p ON p.id = b.promotion_id
LEFT JOIN pricing_redemption AS r ON r.promotion_id = p.id AND r.released_at IS NULL
GROUP BY p.code, b.uses, b.given_minor
"""
_COUPONS = """
SELECT c.code, c.uses, (SELECT count(*) FROM pricing_redemption AS r WHERE r.coupon_id = c.id
  AND r.released_at IS NULL)::int
FROM pricing_coupon AS c
"""
_HELD = """
SELECT o.id FROM pricing_redemption AS r JOIN ordering_order AS o ON o.id = r.order_id
WHERE r.released_at IS NULL AND o.state IN ('cancelled', 'failed')
"""
_RECEIPTS = "SELECT subscription FROM plumbing_receipt WHERE event_id = %s"


def uses_are_orders() -> None:
    """Check that what promotions and coupons count is what orders use, and that orders that ended use nothing."""
    for code, uses, given, counted, amount in rows(_BUDGETS):
        assert (uses, given) == (counted, amount), code
    for code, uses, counted in rows(_COUPONS):
        assert uses == counted, code
    assert rows(_HELD) == []


def papers_are_the_money(order_id: UUID) -> None:
    """Check that each paper adds up, and that all together are what the order was paid and keeps."""
    issued = papers(order_id)
    for each in issued:
        _adds_up(each)
    if not issued:
        return
    assert issued[0].kind is PaperKind.INVOICE
    billed = sum(
        each.total_minor * (1 if each.kind is PaperKind.INVOICE else -1) for each in issued
    )
    paid = payments.payments_of_order(order_id)
    unsettled = (payments.PaymentState.AUTHORISED, payments.PaymentState.PENDING)
    is_open = standing_order(order_id).waits_for is not None
    if is_open or any(
        each.state in unsettled or each.disputed or each.charged_back for each in paid
    ):
        return
    assert billed == sum((each.captured - each.refunded).minor for each in paid)


def _adds_up(paper: Paper) -> None:
    parts = paper.items_minor - paper.discount_minor + paper.delivery_minor
    assert parts + paper.adjustment_minor + paper.tax_added_minor == paper.total_minor, paper
    if not (paper.prices_include_tax or paper.adjustment_minor):
        assert sum(tax.tax_minor for tax in paper.taxes) == paper.tax_added_minor, paper


def no_sum_is_owed(order_id: UUID) -> None:
    """Check that no line and no delivery of what is agreed now costs less than nothing, or has such a tax."""
    standing = standing_order(order_id)
    for each in [*(line.sums for line in standing.lines.values()), standing.delivery]:
        assert min(each.tax_minor, each.total_minor) >= 0, each


def known_events() -> set[UUID]:
    """Return the ids of all events that were published so far."""
    return {event_id for (event_id,) in rows("SELECT id FROM plumbing_event")}


def every_event_was_heard(before: set[UUID]) -> None:
    """Check that nobody heard of an event who did not ask, and that no work is left that was due."""
    for event_id, name in rows("SELECT id, type FROM plumbing_event"):
        if event_id not in before:
            kind = event_types()[name]
            asked = {key for key, each in subscriptions().items() if each.event is kind}
            assert {key for (key,) in rows(_RECEIPTS, [event_id])} <= asked, name
    due = (
        "SELECT task_name FROM procrastinate_jobs WHERE scheduled_at IS NULL OR scheduled_at <= %s"
    )
    assert rows(due, [clock.now()]) == []


def shopper_reads_what_is(shopper: Shopper, order_id: UUID) -> None:
    """Check that the shopper's answer is what the tables say."""
    response = shopper.get(f"/orders/{order_id}")
    assert response.status_code == 200, response.content
    told = response.json()
    [(state, refunded, total, now)] = rows(
        "SELECT state, refunded_minor, total_minor, total_minor + added_minor - taken_off_minor"
        " FROM ordering_order WHERE id = %s",
        [order_id],
    )
    assert (told["state"], told["refunded"]["minor"]) == (state, refunded)
    assert (told["totals"]["total"]["minor"], told["total_now"]["minor"]) == (total, now)
    lines = rows(
        "SELECT sku, quantity, total_minor FROM ordering_order_line"
        " WHERE order_id = %s ORDER BY position",
        [order_id],
    )
    seen = [(line["sku"], line["quantity"], line["line_total"]["minor"]) for line in told["lines"]]
    assert seen == lines
