"""Nightly checks as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import Exists

from serai.payments.models import DifferenceRow, MoneyCheck


@dataclass(frozen=True)
class MoneyCheckView:
    """One comparison of orders, ledger and processors."""

    id: UUID
    since: datetime
    until: datetime
    orders: int
    payments: int
    movements: int
    found: int
    unread: list[str]

    @property
    def proves(self) -> bool:
        """Return whether all books agreed and all were read."""
        return not self.found and not self.unread

    @classmethod
    def of(cls, check: MoneyCheck) -> Self:
        """Return the view of a row."""
        return cls(
            id=check.pk,
            since=check.since,
            until=check.until,
            orders=check.orders,
            payments=check.payments,
            movements=check.movements,
            found=check.found,
            unread=check.unread,
        )


def last_check() -> MoneyCheckView | None:
    """Return the newest check; one statement."""
    check = MoneyCheck.objects.order_by("-until", "-pk").first()
    return None if check is None else MoneyCheckView.of(check)


def last_check_and_whether_differences_wait() -> tuple[MoneyCheckView | None, bool]:
    """Return the newest check, and whether a difference is open, were it found by it or not; one statement."""
    waits = Exists(DifferenceRow.objects.filter(closed_at__isnull=True))
    check = MoneyCheck.objects.annotate(waits=waits).order_by("-until", "-pk").first()
    return (None, False) if check is None else (MoneyCheckView.of(check), check.waits)


def latest_checks(limit: int = 30) -> list[MoneyCheckView]:
    """Return checks, newest first; one statement."""
    return [
        MoneyCheckView.of(check) for check in MoneyCheck.objects.order_by("-until", "-pk")[:limit]
    ]
