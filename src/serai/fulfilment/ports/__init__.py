"""What fulfilment needs from others: who carries parcels, and where orders go."""

from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus
from serai.fulfilment.ports.carrier import (
    Box,
    Carrier,
    Carriers,
    Label,
    ParcelNews,
    Place,
    Rate,
    Shipment,
)
from serai.fulfilment.ports.destinations import Destinations
from serai.fulfilment.ports.refusals import (
    CarrierNewsRefused,
    CarrierRefused,
    CarrierUnavailable,
    UnknownCarrier,
)

__all__ = [
    "Box",
    "Carrier",
    "CarrierNewsRefused",
    "CarrierRefused",
    "CarrierUnavailable",
    "Carriers",
    "Destinations",
    "Label",
    "ParcelNews",
    "Place",
    "Rate",
    "Shipment",
    "TrackingStatus",
    "UnknownCarrier",
]
