"""What carriers ask for a parcel of a group."""

from dataclasses import dataclass
from uuid import UUID

from serai.fulfilment.ports import (
    CarrierRefused,
    Carriers,
    CarrierUnavailable,
    Rate,
    Shipment,
)
from serai.fulfilment.queries.groups import group
from serai.fulfilment.queries.shipments import box_of, receiver_of, sender_of
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.plumbing.wiring import bound


@dataclass(frozen=True)
class RateView:
    """What one service of a carrier costs."""

    carrier: str
    service: str
    label: str
    cost: Money
    days: int | None


@dataclass(frozen=True)
class RatesView:
    """What carriers ask, and who does not carry it, and why."""

    items: list[RateView]
    refused: list[str]


def parcel_rates(group_id: UUID, weight_g: int | None = None) -> RatesView:
    """
    Ask every carrier what a parcel costs; outside of any unit of work.

    Raises:
        GroupNotFound: no such group.
        NothingToLabel: no carrier brings it, or nobody knows where it goes.
    """
    there = group(group_id)
    shipment = Shipment(
        key=uuid7(),
        sender=sender_of(there),
        receiver=receiver_of(there.order_id),
        box=box_of(there, weight_g, (0, 0, 0)),
        reference=there.order_number,
    )
    found, refused = [], []
    for carrier in bound(Carriers):
        try:
            found += [_view(carrier.name, rate) for rate in carrier.rates(shipment)]
        except (CarrierRefused, CarrierUnavailable) as refusal:
            refused.append(str(refusal))
    return RatesView(found, refused)


def _view(carrier: str, rate: Rate) -> RateView:
    return RateView(carrier, rate.service, rate.label, rate.cost, rate.days)
