"""Say how many prices may move by themselves, and stop them."""

from datetime import datetime

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.pricing.models import PriceMoves
from serai.pricing.queries.proposals.price_moves import USUAL_BUDGET

MOST_A_DAY = 10_000


class BadPriceMoves(DomainError):
    """A budget of moves lies outside what makes sense."""

    code = "pricing.bad_price_moves"
    kind = Kind.REJECTED

    def __init__(self, most_a_day: int) -> None:
        self.most_a_day, self.most = most_a_day, MOST_A_DAY
        super().__init__(f"Between 0 and {MOST_A_DAY} prices may move a day, not {most_a_day}.")


@unit_of_work()
def set_price_moves(
    channel_code: str, *, most_a_day: int, stopped: bool, by: str, now: datetime
) -> None:
    """
    Let at most so many prices of a channel move within any 24 hours, or none while it is stopped.

    A stop works at once, also for a run that is under way.

    Raises:
        ChannelNotFound: no such channel.
        BadPriceMoves: a budget below nothing or beyond all sense.
    """
    if not 0 <= most_a_day <= MOST_A_DAY:
        raise BadPriceMoves(most_a_day)
    row = held_moves(channel(channel_code).code, now=now)
    row.most_a_day, row.updated_at = most_a_day, now
    if stopped != (row.stopped_at is not None):
        row.stopped_at, row.stopped_by = (now, by[:150]) if stopped else (None, "")
    row.save()


def held_moves(channel_code: str, *, now: datetime) -> PriceMoves:
    """Return the row of a channel, locked until the unit of work ends; made when there is none."""
    fresh = PriceMoves(channel_id=channel_code, most_a_day=USUAL_BUDGET, updated_at=now)
    PriceMoves.objects.bulk_create([fresh], ignore_conflicts=True)
    return PriceMoves.objects.select_for_update().get(channel_id=channel_code)
