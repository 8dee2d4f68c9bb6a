"""What tenders hold for a document that waited for its difference is taken, or let go."""

from datetime import datetime

import msgspec

from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.models import OrderChange
from serai.ordering.usecases.pay_by_tenders import capture_tenders, release_tenders


def tenders_of(change: OrderChange) -> tuple[PaidBy, ...]:
    """Return what tenders pay of a document, or are to pay of it."""
    return msgspec.convert(change.tenders or [], tuple[PaidBy, ...])


def capture_tenders_of(change: OrderChange, *, now: datetime) -> None:
    """Take what was held for a document that counts from now on. Joins the caller's transaction."""
    capture_tenders(tenders_of(change), change.currency, now=now)


def release_tenders_of(change: OrderChange, *, now: datetime) -> None:
    """Let go what was held for a document that still waits, or never counts. Joins the caller's transaction."""
    if change.tenders:
        release_tenders(tenders_of(change), change.currency, now=now)
        change.tenders = None
        change.save(update_fields=["tenders"])
