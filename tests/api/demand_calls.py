"""Calls about what will be sold and what to order."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from factories.demand import foresee

from serai.catalog.models import Variant
from serai.inventory.models import Location, Proposal, Transfer, TransferLine
from serai.inventory.usecases.transfers.send_transfer import SendTransfer, send_transfer

_PROPOSAL = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f5")
_OTHER_PROPOSAL = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f9")
_TRANSFER = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f6")
_OFF_TRANSFER = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f7")
_SENT_TRANSFER = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7f8")
_NOON = datetime(2030, 12, 1, 12, tzinfo=UTC)


def demand_calls(plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of forecasts and proposals."""

    return {
        "demand_forecast": plain(sku="MILK"),
        "plan_promotions": plain(
            {"planned": [{"sku": "MILK", "on": "2030-12-02", "kind": "leaflet", "percent": 50}]}
        ),
        "set_order_terms": plain({"rows": [{"sku": "MILK", "pack": 6, "shelf_life_days": 9}]}),
        "set_location_weights": plain({"weights": [{"location": "DC1", "weight": 150}]}),
        "proposal_page": plain(),
        "scarce_page": plain(),
        "transfer_page": plain(),
        "transfer_view": plain(transfer_id=_TRANSFER),
        "plan_transfer": plain(
            {
                "source": "DC1",
                "target": "STORE-1",
                "lines": [{"sku": "MILK", "units": 2}],
                "note": "",
            }
        ),
        "send_transfer": plain({"lines": [{"sku": "MILK", "units": 1}]}, transfer_id=_TRANSFER),
        "receive_transfer": plain(
            {"lines": [{"sku": "MILK", "units": 1}], "is_last": False}, transfer_id=_SENT_TRANSFER
        ),
        "cancel_transfer": plain(transfer_id=_OFF_TRANSFER),
        "decide_proposals": plain(
            {
                "decisions": [
                    {"note": "no", "proposal_id": str(_OTHER_PROPOSAL), "decision": "reject"}
                ]
            }
        ),
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


def move_goods() -> None:
    """Let milk go to a store: a transfer is planned, another to be called off, and one is on its way."""
    milk = Variant.objects.get(sku="MILK")
    here, there = (Location.objects.get(code=code) for code in ("DC1", "STORE-1"))
    for transfer_id in (_TRANSFER, _OFF_TRANSFER, _SENT_TRANSFER):
        row = Transfer.objects.create(
            id=transfer_id, source=here, target=there, made_by="ann", made_at=_NOON
        )
        TransferLine.objects.create(transfer=row, variant=milk, units=2)
    send_transfer(SendTransfer(_SENT_TRANSFER, "ann"), now=_NOON)
