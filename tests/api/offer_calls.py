"""Right calls about segments and about offers by letter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from factories.offers import everybody, offers_are, sent

from serai.decisions.public import Mode


@dataclass(frozen=True, slots=True)
class OfferThings:
    """A run that was made, its segment, and a promotion that can be sent."""

    run_id: UUID
    segment_id: UUID
    promotion_id: UUID


def offer_things(promotion_id: UUID) -> OfferThings:
    """Make a run in shadow."""
    offers_are(Mode.SHADOW)
    segment_id = everybody()
    return OfferThings(sent(segment_id, promotion_id).id, segment_id, promotion_id)


def segment_calls(segment_id: UUID, customer_id: UUID, plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of segments."""
    said = {"code": "leaving", "name": "Leaving", "conditions": {"rules": []}}
    row = {"segment_id": segment_id}
    return {
        "segments": plain(),
        "segment": plain(**row),
        "write_segment": plain(said),
        "change_segment": plain(said | {"version": 1}, **row),
        "delete_segment": plain(**row),
        "members_of_segment": plain(query="?purpose=profiling&limit=5", **row),
        "why_in_segment": plain(**row, customer_id=customer_id),
    }


def offer_calls(offers: OfferThings, plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of offers."""
    coupon = {"promotion_id": str(offers.promotion_id), "cost_minor": 500, "wins_back": "0.1"}
    run = {
        "code": "autumn",
        "channel": "web",
        "segment_id": str(offers.segment_id),
        "offers": [coupon],
        "margin": "0.25",
        "budget_minor": 10_000,
    }
    return {
        "articles_most_wanted": plain(query="?kind=stock&channel=web&limit=5"),
        "offer_runs": plain(query="?limit=5"),
        "send_offers": plain(run),
        "preview_offers": plain(run),
        "offer_readings": plain(run_id=offers.run_id),
        "offer_run": plain(run_id=offers.run_id),
        "offer_sendings": plain(query="?limit=5", run_id=offers.run_id),
    }
