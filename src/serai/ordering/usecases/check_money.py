"""Prove that orders = ledger = processors."""

from datetime import datetime

from serai.ordering.queries.money_disagreements import check_orders
from serai.payments import public as payments


def check_money(*, now: datetime) -> payments.MoneyCheckView:
    """
    Compare orders with payments, payments with the ledger and with the books of their processors.

    Looks at what happened since the last check, and at the two days before it once more. What differs is kept
    on a list until somebody has looked, or a later check finds that it agrees again.
    """
    since, until = payments.check_window(now=now)
    return payments.check_money(check_orders(since, until - payments.GRACE), since=since, now=until)
