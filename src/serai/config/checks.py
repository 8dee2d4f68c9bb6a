"""Do the books of different contexts tell the same story?"""

from collections.abc import Iterator

from serai.attest.public import log_disagreements, log_overview
from serai.config.second_factor.demanded import unknown_permissions
from serai.inventory.public import stock_disagreements, transfers_that_lost_track
from serai.ledger.public import ledger_disagreements
from serai.plumbing.db import rows
from serai.plumbing.progress import progress


def run_checks() -> Iterator[str]:
    """Yield a sentence for everything that disagrees; nothing is what should come."""
    for fault in stock_disagreements():
        yield (
            f"Stock of {fault.variant_id} at {fault.location_id}: {fault.on_hand} on hand but"
            f" {fault.moved} moved; {fault.reserved} reserved but {fault.held} held."
        )
    for lost in transfers_that_lost_track():
        yield (
            f"Transfer {lost.transfer_id} of {lost.variant_id}: {lost.sent} sent but {lost.left} left;"
            f" {lost.received} received but {lost.came} came."
        )
    for number, state, total, captured, refunded in rows(_PAID_DIFFERENTLY):
        yield (
            f"Order {number} is {state} with a total of {total}, but {captured} were captured"
            f" and {refunded} refunded (minor units)."
        )
    yield from ledger_disagreements()
    for payment, currency, settled, posted in rows(_BOOKED_DIFFERENTLY):
        yield (
            f"Payment {payment}: {settled} {currency} captured less refunded, but {posted} in the"
            " ledger (minor units)."
        )
    for name, failed in rows(_DEAD):
        yield f"{failed} jobs {name} have failed for good; replay them in the back office."
    for name in unknown_permissions():
        yield f"SERAI_SECOND_FACTOR names {name}, which is no permission: only superusers are asked for it."


def run_attest_checks() -> Iterator[str]:
    """Yield a sentence for every record, head and anchor that is not as the log says; shows how far it is."""
    log = log_overview()
    with progress("Records of the log", log.size if log else 0) as advance:
        yield from log_disagreements(advance)


_PAID_DIFFERENTLY = """
SELECT o.number, o.state, o.total_minor, coalesce(p.captured, 0), coalesce(p.refunded, 0)
FROM ordering_order AS o
LEFT JOIN LATERAL (
  SELECT sum(captured_minor) AS captured, sum(refunded_minor) AS refunded,
    count(*) FILTER (WHERE state IN ('pending', 'authorised')) AS promised
  FROM payments_payment WHERE order_id = o.id
) AS p ON true
WHERE o.source = '' AND o.total_minor > 0 AND (
  (o.state = 'paid' OR o.state = 'fulfilled' AND p.promised = 0)
    AND coalesce(p.captured, 0) <> o.total_minor
  OR o.state = 'failed' AND coalesce(p.captured - p.refunded, 0) <> 0
)
LIMIT 100"""

# What the processor owes us for a payment: what it took, less what went back and what banks took back.
_BOOKED_DIFFERENTLY = """
WITH settled AS (
  SELECT id, currency,
    captured_minor - refunded_minor - disputed_minor - charged_back_minor AS minor
  FROM payments_payment WHERE captured_minor > 0
), named AS (
  SELECT id, kind, split_part(reference, ' ', 2)::uuid AS named
  FROM ledger_entry
  WHERE kind IN ('payments.captured', 'payments.refunded', 'payments.taken_back',
    'payments.dispute_won')
), posted AS (
  SELECT coalesce(r.payment_id, d.payment_id, n.named) AS id, a.unit, sum(p.amount) AS minor
  FROM named AS n
  JOIN ledger_posting AS p ON p.entry_id = n.id
  JOIN ledger_account AS a ON a.id = p.account_id AND a.kind = 'payments.receivable'
  LEFT JOIN payments_refund AS r ON n.kind = 'payments.refunded' AND r.id = n.named
  LEFT JOIN payments_dispute AS d
    ON n.kind IN ('payments.taken_back', 'payments.dispute_won') AND d.id = n.named
  GROUP BY 1, 2
)
SELECT id, coalesce(currency, unit), coalesce(settled.minor, 0), coalesce(posted.minor, 0)
FROM settled FULL JOIN posted USING (id)
WHERE settled.minor IS DISTINCT FROM posted.minor OR currency IS DISTINCT FROM unit
LIMIT 100"""

_DEAD = """
SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed'
GROUP BY task_name ORDER BY task_name"""
