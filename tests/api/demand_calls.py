"""Calls about what will be sold and what to order."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from factories.demand import foresee

from serai.catalog.models import Variant
from serai.inventory.models import Location, Proposal

_PROPOSAL = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f5")


def demand_calls(plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of forecasts and proposals."""

    return {
        "demand_forecast": plain(sku="MILK"),
        "plan_promotions": plain(
            {"planned": [{"sku": "MILK", "on": "2030-12-02", "kind": "leaflet", "percent": 50}]}
        ),
        "set_order_terms": plain({"rows": [{"sku": "MILK", "pack": 6, "shelf_life_days": 9}]}),
        "proposal_page": plain(),
        "decide_proposal": plain({"note": "no room", "decision": "reject"}, proposal_id=_PROPOSAL),
    }


def foresee_demand() -> None:
    """Let sales of milk be foreseen, and an order of it be proposed."""
    milk, centre = Variant.objects.get(sku="MILK"), Location.objects.get(code="DC1")
    foresee([milk.pk], [centre.pk], [[14.0]])
    Proposal.objects.create(
        id=_PROPOSAL,
        kind="order",
        variant=milk,
        location=centre,
        supplier="dairy",
        units=6,
        position=0,
        up_to=6,
        expected=4.5,
        gain=3.0,
        first_on=date(2030, 12, 3),
        last_on=date(2030, 12, 5),
        reasons=[{"code": "expected", "days": 12}],
        model_version=_PROPOSAL,
    )
