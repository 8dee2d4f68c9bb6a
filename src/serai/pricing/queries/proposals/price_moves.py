"""How far prices move by themselves in a channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from serai.catalog.public import channel
from serai.decisions.public import OutcomeKind, Slot, declare_slot, is_deciding
from serai.pricing.models import Automatic, PriceMoves, PriceProposal

DAY = timedelta(hours=24)
USUAL_BUDGET = 20
MOVES = declare_slot(
    Slot(
        code="prices.moves",
        name="Which proposed prices count by themselves",
        candidates="the price as it is and the proposed one, with the margin a week that it is expected to bring",
        reward=OutcomeKind.ORDER,
        tells=(OutcomeKind.ORDER, OutcomeKind.MARGIN),
        subjects="articles",
        guardrails=("revenue",),
        attribution=timedelta(days=14),
    )
)


@dataclass(frozen=True, slots=True)
class PriceMovesView:
    """
    The budget of a channel.

    Attributes:
        channel_code: where.
        deciding: whether the slot is in shadow or on there.
        most_a_day: how many prices may move within any 24 hours.
        moved: how many did within the last 24.
        stopped_at: since when nothing moves; `None`: it may.
        stopped_by: who stopped it.
    """

    channel_code: str
    deciding: bool
    most_a_day: int
    moved: int
    stopped_at: datetime | None
    stopped_by: str


def price_moves(channel_code: str, *, now: datetime) -> PriceMovesView:
    """
    Return how far prices move by themselves in a channel.

    Raises:
        ChannelNotFound: no such channel.
    """
    view = channel(channel_code)
    row = PriceMoves.objects.filter(channel_id=view.code).first()
    return PriceMovesView(
        channel_code=view.code,
        deciding=is_deciding(MOVES.code, view.code),
        most_a_day=row.most_a_day if row else USUAL_BUDGET,
        moved=moved_since(view.code, now - DAY),
        stopped_at=row.stopped_at if row else None,
        stopped_by=row.stopped_by if row else "",
    )


def moved_since(channel_code: str, since: datetime) -> int:
    """Return how many prices have moved by themselves since an instant; those that were put back count too."""
    taken = PriceProposal.objects.filter(channel_id=channel_code, decided_at__gt=since)
    return taken.filter(automatic__in=[Automatic.MOVED, Automatic.PUT_BACK]).count()
