"""The local processor's payouts: one file a day, as other processors send them."""

from datetime import timedelta
from pathlib import Path

from serai.kernel import clock
from serai.payments.adapters.local.payout_format import SeraiPayoutFormat, written
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.usecases.reconciliation.take_in_payout import take_in_payout_file
from serai.plumbing.jobs import periodic

AGAIN = timedelta(days=7)
"""How long a payout is taken in again, in case a crash came between; that changes nothing."""


def pay_out_daily(statement: LocalStatement, folder: Path) -> None:
    """Have the worker send payouts in the small hours, put their files into `folder` and take them in."""

    @periodic(cron="30 2 * * *", name="payments.pay_out_locally")
    def pay_out_locally() -> None:
        """Send what the local processor holds for us to our bank, and reconcile it."""
        now = clock.now()
        statement.pay_out(now=now)
        folder.mkdir(parents=True, exist_ok=True)
        for report in statement.payouts(now - AGAIN):
            file = folder / f"{report.reference}.csv"
            file.write_bytes(written([report]))
            take_in_payout_file(SeraiPayoutFormat.name, file.read_bytes(), now=now)
