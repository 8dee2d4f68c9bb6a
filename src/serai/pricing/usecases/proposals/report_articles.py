"""Tell decisions what the articles brought whose prices moved, and those that were held out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from serai.decisions.public import OutcomeKind, Reported, record_outcomes
from serai.plumbing.db import unit_of_work
from serai.plumbing.wiring import bound
from serai.pricing.models import MeasuredArticle
from serai.pricing.ports import ArticleWindow, SalesHistory
from serai.pricing.queries.proposals.market import unit_costs

DAYS = 7
_AT_ONCE = 5_000


@unit_of_work()
def report_articles(*, now: datetime) -> int:
    """
    Record the week of each article whose week is over; return how many outcomes were new.

    Moved and held-out articles are watched alike, for seven days from the decision on, so that no day of the
    week weighs more in one of them. Told is, in minor units a day, what shoppers paid (`order`, where they
    bought any) and what that leaves over what the goods cost now (`margin`, where a cost is known). Prices that
    were put back within the week count as what was decided. Safe to repeat.
    """
    over = list(
        MeasuredArticle.objects.select_for_update(skip_locked=True)
        .filter(begins_at__lte=now - timedelta(days=DAYS))
        .order_by("begins_at", "pk")[:_AT_ONCE]
    )
    over.sort(key=lambda each: (each.channel_id, each.currency))
    told = [
        outcome
        for (channel, currency), found in groupby(
            over, lambda each: (each.channel_id, each.currency)
        )
        for outcome in _told(channel, currency, list(found), now)
    ]
    recorded = record_outcomes(told, now=now).recorded
    MeasuredArticle.objects.filter(pk__in=[each.pk for each in over]).delete()
    return recorded


def _told(
    channel: str, currency: str, found: Sequence[MeasuredArticle], now: datetime
) -> list[Reported]:
    windows = [
        ArticleWindow(each.variant_id, each.begins_at, each.begins_at + timedelta(days=DAYS))
        for each in found
    ]
    sold = {each.window: each for each in bound(SalesHistory).in_windows(channel, windows)}
    costs = unit_costs([each.variant_id for each in found], currency, now)
    told = []
    for place, each in enumerate(found):
        units, paid = (sold[place].units, sold[place].paid_minor) if place in sold else (0, 0)
        if units:
            told.append(Reported(each.token, OutcomeKind.ORDER, paid / DAYS))
        if each.variant_id in costs:
            left = float(paid - units * costs[each.variant_id]) / DAYS
            told.append(Reported(each.token, OutcomeKind.MARGIN, left))
    return told
