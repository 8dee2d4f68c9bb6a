"""Calls about what will be sold and what to order."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from serai.catalog.models import Variant
from serai.inventory.models import Location, Proposal
from serai.inventory.queries.demand.foreseen import MODEL, Arrays, ids_as_array
from serai.plumbing.caches import forget_all
from serai.plumbing.model_registry import Card, Figure, publish

_NOW = datetime(2030, 12, 1, tzinfo=UTC)
_PROPOSAL = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f5")


def demand_calls(plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of forecasts and proposals."""

    def forecast() -> Any:
        return plain(sku=_foreseen())()

    def decision() -> Any:
        return plain({"note": "no room", "decision": "reject"}, proposal_id=_a_proposal())()

    return {
        "demand_forecast": forecast,
        "plan_promotions": plain(
            {"planned": [{"sku": "MILK", "on": "2030-12-02", "kind": "leaflet", "share": 0.5}]}
        ),
        "set_order_terms": plain({"rows": [{"sku": "MILK", "pack": 6, "shelf_life_days": 9}]}),
        "proposal_page": plain(),
        "decide_proposal": decision,
    }


def _a_proposal() -> UUID:
    """Return a proposal; asked again, the same one, whatever became of it."""
    proposal, _ = Proposal.objects.get_or_create(
        id=_PROPOSAL,
        defaults={
            "kind": "order",
            "variant": Variant.objects.get(sku="MILK"),
            "location": Location.objects.get(code="DC1"),
            "supplier": "dairy",
            "units": 6,
            "position": 0,
            "up_to": 6,
            "expected": 4.5,
            "gain": 3.0,
            "first_on": date(2030, 12, 3),
            "last_on": date(2030, 12, 5),
            "reasons": [{"code": "expected", "days": 12}],
            "model_version": _PROPOSAL,
        },
    )
    return proposal.pk


def _foreseen() -> str:
    variant_id = Variant.objects.get(sku="MILK").pk
    weeks, at = np.ones((1, 4), np.float32), np.ones((1, 1, 4))
    arrays = Arrays(
        variants=ids_as_array([variant_id]),
        locations=ids_as_array([UUID(int=0)]),
        first_week=np.array([22_249]),
        mean=weeks,
        low=weeks / 2,
        high=weeks * 2,
        past=np.ones((1, 26), np.float32),
        tried=np.ones((3, 1, 4), np.float32),
        mean_at=at.astype(np.float32),
        low_at=at.astype(np.uint16),
        high_at=at.astype(np.uint16),
        lumpiness=np.zeros(1, np.float32),
        weekdays=np.full((1, 7), 1 / 7, np.float32),
        classes=np.array(["A"]),
        reasons=np.zeros((1, 3), np.int16),
        is_new=np.zeros(1, bool),
        names=("trend",),
    )
    card = Card("none", Figure("WAPE", 0.3, at_most=True))
    publish(MODEL, card, lambda folder: arrays.write(Path(folder)), now=_NOW)
    forget_all()
    return "MILK"
