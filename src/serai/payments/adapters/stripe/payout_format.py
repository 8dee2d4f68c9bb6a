"""
Stripe's payout reconciliation report, itemised, as CSV.

https://docs.stripe.com/reports/report-types/payout-reconciliation: the columns of
`payout_reconciliation.itemized`; amounts in major units, times in UTC. The columns of our own keys,
`payment_metadata[serai_payment]`, can be chosen when the report is made and save the look-up by intent.
"""

from datetime import UTC, date, datetime

from serai.kernel.money import Money
from serai.payments.adapters.local.payout_format import read_rows
from serai.payments.adapters.stripe.categories import KINDS, NOT_OURS
from serai.payments.adapters.stripe.objects import PAYMENT
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.ports import PayoutFileRefused

NEEDED = (
    "automatic_payout_id",
    "automatic_payout_effective_at_utc",
    "balance_transaction_id",
    "created_utc",
    "reporting_category",
    "currency",
    "gross",
    "fee",
    "net",
)


class StripePayoutFormat:
    """Fills `PayoutFormat` with Stripe's report. A payout's amount is the sum of its lines' `net`."""

    name = "stripe"
    title = "Stripe, payout reconciliation (CSV)"

    def read(self, content: bytes) -> list[PayoutReport]:
        """Return the payouts in a report."""
        payouts: dict[str, list[tuple[date, Movement, Money]]] = {}
        for number, row in read_rows(content, NEEDED):
            if row["reporting_category"] in NOT_OURS:
                continue
            try:
                arrives = _instant(row["automatic_payout_effective_at_utc"]).date()
                line = _line_of(row)
                net = Money.parse(row["net"], row["currency"].upper())
            except ValueError as wrong:
                raise PayoutFileRefused(number, str(wrong)) from None
            payouts.setdefault(row["automatic_payout_id"], []).append((arrives, line, net))
        return [_report(reference, lines) for reference, lines in payouts.items()]


def _line_of(row: dict[str, str]) -> Movement:
    currency = row["currency"].upper()
    if not row["balance_transaction_id"] or not row["automatic_payout_id"]:
        raise ValueError("a line must name its payout and its balance transaction")
    shown, paid_in = row.get("customer_facing_amount"), row.get("customer_facing_currency", "")
    other = bool(shown) and paid_in.upper() not in ("", currency)
    source = row.get("source_id", "")
    return Movement(
        reference=row["balance_transaction_id"],
        kind=KINDS.get(row["reporting_category"], MovementKind.ADJUSTMENT),
        gross=Money.parse(row["gross"], currency),
        fee=Money.parse(row["fee"], currency),
        happened_at=_instant(row["created_utc"]),
        source=source,
        charge=row.get("payment_intent_id") or row.get("charge_id") or source,
        key=row.get(f"payment_metadata[{PAYMENT}]", ""),
        paid=Money.parse(shown or "0", paid_in.upper()) if other else None,
    )


def _instant(text: str) -> datetime:
    """Return an instant such as `2026-03-14 15:09:26`, which is in UTC."""
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _report(reference: str, lines: list[tuple[date, Movement, Money]]) -> PayoutReport:
    currency = lines[0][2].currency
    return PayoutReport(
        processor="stripe",
        reference=reference,
        amount=Money(sum(net.minor for _, _, net in lines), currency),
        arrives_on=lines[0][0],
        movements=tuple(line for _, line, _ in lines),
    )
