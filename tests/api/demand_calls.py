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

    def forecast() -> Any:
        return plain(sku=_foreseen())()

    def decision() -> Any:
        return plain({"note": "no room", "decision": "reject"}, proposal_id=_a_proposal())()

    return {
        "demand_forecast": forecast,
        "plan_promotions": plain(
            {"planned": [{"sku": "MILK", "on": "2030-12-02", "kind": "leaflet", "percent": 50}]}
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
    milk = Variant.objects.get(sku="MILK")
    foresee([milk.pk], [Location.objects.get(code="DC1").pk], [[14.0]])
    return "MILK"
