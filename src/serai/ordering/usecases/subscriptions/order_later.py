"""Have a period ordered by a worker."""

from uuid import UUID

import msgspec

from serai.ordering.domain.subscriptions.letter import LetterTells
from serai.plumbing.db import current_work
from serai.plumbing.db.closing import JobRow

ORDER_PERIOD = "ordering.order_period"
"""The job that orders one period."""
SEND_LETTER = "ordering.send_subscription_letter"
"""The job that writes to the subscriber."""
NOTHING_MORE = LetterTells()


def order_later(period_id: UUID) -> None:
    """Have a period ordered after the commit; in the open unit of work."""
    _queue(ORDER_PERIOD, {"period_id": str(period_id)})


def write_later(
    period_id: UUID, letter: str, tells: LetterTells = NOTHING_MORE, *, key: str = ""
) -> None:
    """
    Have a letter about a period sent after the commit.

    Args:
        period_id: which period.
        letter: upcoming, failed, given_up or cancelled.
        tells: what it tells, as it is known now.
        key: tells two letters of one kind about one period apart.
    """
    told = msgspec.json.encode(tells).decode()
    args = {"period_id": str(period_id), "letter": letter, "key": key or letter, "told": told}
    _queue(SEND_LETTER, args)


def _queue(name: str, args: dict[str, str]) -> None:
    current_work().jobs.append(JobRow("default", name, args))
