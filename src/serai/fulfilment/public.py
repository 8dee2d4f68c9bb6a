"""What other contexts may ask of fulfilment."""

from serai.fulfilment.domain.delivery_service import BadDeliveryService, DeliveryService, Reach
from serai.fulfilment.domain.opening_hours import BadOpeningHours, OpeningHours
from serai.fulfilment.domain.parcel_promise import ParcelPromise
from serai.fulfilment.domain.promise import DeliveryPromise, PickupPromise
from serai.fulfilment.domain.supplier import BadSupplier, Supplier
from serai.fulfilment.queries.promises import PickupPlace, Promises, promises
from serai.fulfilment.usecases.book_places import book_places
from serai.fulfilment.usecases.close_sites import NoReason, close_sites, open_sites
from serai.fulfilment.usecases.free_places import free_places
from serai.fulfilment.usecases.rest_on_holidays import NoHolidaysKnown, rest_on_holidays
from serai.fulfilment.usecases.set_delivery_services import set_delivery_services
from serai.fulfilment.usecases.set_sites import BadSite, SetSite, set_sites
from serai.fulfilment.usecases.set_suppliers import (
    Supplied,
    SupplierNotFound,
    set_supplied,
    set_suppliers,
)

__all__ = [
    "BadDeliveryService",
    "BadOpeningHours",
    "BadSite",
    "BadSupplier",
    "DeliveryPromise",
    "DeliveryService",
    "NoHolidaysKnown",
    "NoReason",
    "OpeningHours",
    "ParcelPromise",
    "PickupPlace",
    "PickupPromise",
    "Promises",
    "Reach",
    "SetSite",
    "Supplied",
    "Supplier",
    "SupplierNotFound",
    "book_places",
    "close_sites",
    "free_places",
    "open_sites",
    "promises",
    "rest_on_holidays",
    "set_delivery_services",
    "set_sites",
    "set_supplied",
    "set_suppliers",
]
