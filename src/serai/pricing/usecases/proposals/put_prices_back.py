"""Put prices back that have moved by themselves."""

from datetime import datetime

from serai.catalog.public import channel
from serai.kernel.money import Money
from serai.plumbing.db import unit_of_work
from serai.pricing.domain.price_row import PriceRow
from serai.pricing.models import Automatic, PriceProposal
from serai.pricing.queries.prices import prices_of
from serai.pricing.usecases.proposals.set_price_moves import held_moves
from serai.pricing.usecases.set_prices import set_prices


@unit_of_work()
def put_prices_back(channel_code: str, *, since: datetime, now: datetime) -> int:
    """
    Let what has moved by itself since an instant cost what it did before; return how many prices that are.

    A price that somebody has set meanwhile stays.

    Raises:
        ChannelNotFound: no such channel.
    """
    code = channel(channel_code).code
    held_moves(code, now=now)
    moved = PriceProposal.objects.filter(
        channel_id=code, automatic=Automatic.MOVED, decided_at__gte=since
    )
    latest = {row.variant_id: row for row in moved.order_by("id")}
    before = {row.variant_id: row.now_minor for row in moved.order_by("-id")}
    prices = prices_of(list(latest), code, now)
    back = [
        row
        for variant, row in latest.items()
        if variant in prices and prices[variant].source == f"proposal {row.pk}"
    ]
    if not back:
        return 0
    set_prices(
        [
            PriceRow(
                variant_id=row.variant_id,
                channel_code=code,
                amount=Money(before[row.variant_id], row.currency),
            )
            for row in back
        ],
        source="automatic moves put back",
        now=now,
    )
    gone = [row.variant_id for row in back]
    moved.filter(variant_id__in=gone).update(automatic=Automatic.PUT_BACK)
    return len(back)
