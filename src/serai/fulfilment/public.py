"""What other contexts may ask of fulfilment."""

from serai.fulfilment.domain.delivery_service import BadDeliveryService, DeliveryService, Reach
from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OUT, OVER, TO_DO, GroupAction, GroupState
from serai.fulfilment.domain.opening_hours import BadOpeningHours, OpeningHours
from serai.fulfilment.domain.parcel_promise import ParcelPromise
from serai.fulfilment.domain.parts_of_order import OrderedUnits, Spot
from serai.fulfilment.domain.promise import DeliveryPromise, PickupPromise
from serai.fulfilment.domain.supplier import BadSupplier, Supplier
from serai.fulfilment.queries.groups import (
    GroupLineView,
    GroupNotFound,
    GroupView,
    group,
    groups_of_order,
)
from serai.fulfilment.queries.promises import PickupPlace, Promises, promises
from serai.fulfilment.usecases.book_places import book_places
from serai.fulfilment.usecases.close_sites import NoReason, close_sites, open_sites
from serai.fulfilment.usecases.free_places import free_places
from serai.fulfilment.usecases.groups.cancel_units import FreedUnits, cancel_units
from serai.fulfilment.usecases.groups.hand_over import Tracking, hand_over, hand_over_order
from serai.fulfilment.usecases.groups.hold_groups import hold_groups, release_groups
from serai.fulfilment.usecases.groups.open_groups import OpenGroups, open_groups
from serai.fulfilment.usecases.groups.split_group import TooManyUnits
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
    "OUT",
    "OVER",
    "TO_DO",
    "BadDeliveryService",
    "BadOpeningHours",
    "BadSite",
    "BadSupplier",
    "DeliveryPromise",
    "DeliveryService",
    "FreedUnits",
    "GroupAction",
    "GroupKind",
    "GroupLineView",
    "GroupNotFound",
    "GroupState",
    "GroupView",
    "NoHolidaysKnown",
    "NoReason",
    "OpenGroups",
    "OpeningHours",
    "OrderedUnits",
    "ParcelPromise",
    "PickupPlace",
    "PickupPromise",
    "Promises",
    "Reach",
    "SetSite",
    "Spot",
    "Supplied",
    "Supplier",
    "SupplierNotFound",
    "TooManyUnits",
    "Tracking",
    "book_places",
    "cancel_units",
    "close_sites",
    "free_places",
    "group",
    "groups_of_order",
    "hand_over",
    "hand_over_order",
    "hold_groups",
    "open_groups",
    "open_sites",
    "promises",
    "release_groups",
    "rest_on_holidays",
    "set_delivery_services",
    "set_sites",
    "set_supplied",
    "set_suppliers",
]
