"""What ages of each variant, over all locations."""

from datetime import datetime
from uuid import UUID

from serai.plumbing.wiring import bound
from serai.pricing.domain.proposals.ageing import Ageing
from serai.pricing.ports import AgeingStock


def ageing_by_variant(channel_code: str, *, now: datetime) -> dict[UUID, Ageing]:
    """
    Return what can still be sold in time where a channel sells from; five statements at most.

    Units are added up, and the days are those of the location with most to lose. What is past its day no price sells.
    """
    found: dict[UUID, Ageing] = {}
    for lying in bound(AgeingStock).of_channel(channel_code, now=now):
        if lying.days == 0:
            continue
        most = found.get(lying.variant_id, Ageing(0, 0.0, lying.days, lying.spoils))
        found[lying.variant_id] = Ageing(
            most.units + lying.units, most.excess + lying.excess, most.days, most.spoils
        )
    return found
