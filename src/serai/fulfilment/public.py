"""What other contexts may ask of fulfilment."""

from serai.fulfilment.domain.age_check import AgeCheckOutcome, CheckedAt, IdentityDocument
from serai.fulfilment.domain.delivery_service import BadDeliveryService, DeliveryService, Reach
from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OUT, OVER, TO_DO, GroupAction, GroupState
from serai.fulfilment.domain.kept_promise import Outcome, WhyLate
from serai.fulfilment.domain.opening_hours import BadOpeningHours, OpeningHours
from serai.fulfilment.domain.parcel_promise import ParcelPromise
from serai.fulfilment.domain.parts_of_order import OrderedUnits, Spot
from serai.fulfilment.domain.pickup_code import is_pickup_code, pickup_code
from serai.fulfilment.domain.promise import DeliveryPromise, PickupPromise
from serai.fulfilment.domain.service_area import BadServiceArea
from serai.fulfilment.domain.sourcing.plan import SourcingPlan
from serai.fulfilment.domain.sourcing.terms import BadSourcingTerms, SourcingTerms
from serai.fulfilment.domain.supplier import BadSupplier, Supplier
from serai.fulfilment.queries.groups import (
    GroupLineView,
    GroupNotFound,
    GroupView,
    group,
    groups_of_order,
    reservations_in_groups,
)
from serai.fulfilment.queries.kept_promises import (
    KeptPromises,
    LocationPromises,
    kept_by_day,
    kept_promises,
)
from serai.fulfilment.queries.network import forget_places
from serai.fulfilment.queries.parcels import (
    ParcelNotFound,
    ParcelView,
    label_file,
    parcel_of_return,
    parcels_of_group,
)
from serai.fulfilment.queries.pickups import uncollected
from serai.fulfilment.queries.plans import (
    Wanted,
    delivery_plan,
    delivery_plans,
    near_postcode,
    plan_from,
)
from serai.fulfilment.queries.promises import PickupPlace, Promises, promises
from serai.fulfilment.queries.shipments import PACKAGING_G, NothingToLabel, weight_of
from serai.fulfilment.queries.sites import hours_of
from serai.fulfilment.queries.sourcing import sourcing_decides, sourcing_plan
from serai.fulfilment.queries.whereabouts import Address, near_of
from serai.fulfilment.usecases.book_places import book_places
from serai.fulfilment.usecases.close_sites import NoReason, close_sites, open_sites
from serai.fulfilment.usecases.free_places import free_places
from serai.fulfilment.usecases.groups.arrive_units import ArriveUnits, arrive_units
from serai.fulfilment.usecases.groups.cancel_units import FreedUnits, cancel_units
from serai.fulfilment.usecases.groups.check_age import (
    AgeCheckNeeded,
    BadAgeCheck,
    CheckAge,
    NothingToCheck,
    check_age,
)
from serai.fulfilment.usecases.groups.collect_group import collect_group
from serai.fulfilment.usecases.groups.follow_parcel import deliver_parcel, track_parcel
from serai.fulfilment.usecases.groups.hand_over import Tracking, hand_over, hand_over_order
from serai.fulfilment.usecases.groups.hold_groups import hold_groups, release_groups
from serai.fulfilment.usecases.groups.miss_units import miss_units
from serai.fulfilment.usecases.groups.open_groups import (
    Kept,
    OpenGroups,
    open_groups,
    open_groups_of_orders,
)
from serai.fulfilment.usecases.groups.pack_group import pack_group
from serai.fulfilment.usecases.groups.pick_units import pick_units
from serai.fulfilment.usecases.groups.put_aside import put_aside
from serai.fulfilment.usecases.groups.split_group import TooManyUnits
from serai.fulfilment.usecases.move_places import hold_places, leave_places
from serai.fulfilment.usecases.note_sourcing import note_sourcing
from serai.fulfilment.usecases.parcels.make_label import ReturnParcel, make_return_label
from serai.fulfilment.usecases.parcels.request_key import RequestKey
from serai.fulfilment.usecases.rest_on_holidays import NoHolidaysKnown, rest_on_holidays
from serai.fulfilment.usecases.set_delivery_services import set_delivery_services
from serai.fulfilment.usecases.set_service_areas import (
    ServiceAreaNotFound,
    SetServiceArea,
    remove_service_area,
    set_service_areas,
)
from serai.fulfilment.usecases.set_sites import BadSite, SetSite, set_sites
from serai.fulfilment.usecases.set_sourcing_terms import set_sourcing_terms
from serai.fulfilment.usecases.set_suppliers import (
    Supplied,
    SupplierNotFound,
    set_supplied,
    set_suppliers,
)

__all__ = [
    "OUT",
    "OVER",
    "PACKAGING_G",
    "TO_DO",
    "Address",
    "AgeCheckNeeded",
    "AgeCheckOutcome",
    "ArriveUnits",
    "BadAgeCheck",
    "BadDeliveryService",
    "BadOpeningHours",
    "BadServiceArea",
    "BadSite",
    "BadSourcingTerms",
    "BadSupplier",
    "CheckAge",
    "CheckedAt",
    "DeliveryPromise",
    "DeliveryService",
    "FreedUnits",
    "GroupAction",
    "GroupKind",
    "GroupLineView",
    "GroupNotFound",
    "GroupState",
    "GroupView",
    "IdentityDocument",
    "Kept",
    "KeptPromises",
    "LocationPromises",
    "NoHolidaysKnown",
    "NoReason",
    "NothingToCheck",
    "NothingToLabel",
    "OpenGroups",
    "OpeningHours",
    "OrderedUnits",
    "Outcome",
    "ParcelNotFound",
    "ParcelPromise",
    "ParcelView",
    "PickupPlace",
    "PickupPromise",
    "Promises",
    "Reach",
    "RequestKey",
    "ReturnParcel",
    "ServiceAreaNotFound",
    "SetServiceArea",
    "SetSite",
    "SourcingPlan",
    "SourcingTerms",
    "Spot",
    "Supplied",
    "Supplier",
    "SupplierNotFound",
    "TooManyUnits",
    "Tracking",
    "Wanted",
    "WhyLate",
    "arrive_units",
    "book_places",
    "cancel_units",
    "check_age",
    "close_sites",
    "collect_group",
    "deliver_parcel",
    "delivery_plan",
    "delivery_plans",
    "forget_places",
    "free_places",
    "group",
    "groups_of_order",
    "hand_over",
    "hand_over_order",
    "hold_groups",
    "hold_places",
    "hours_of",
    "is_pickup_code",
    "kept_by_day",
    "kept_promises",
    "label_file",
    "leave_places",
    "make_return_label",
    "miss_units",
    "near_of",
    "near_postcode",
    "note_sourcing",
    "open_groups",
    "open_groups_of_orders",
    "open_sites",
    "pack_group",
    "parcel_of_return",
    "parcels_of_group",
    "pick_units",
    "pickup_code",
    "plan_from",
    "promises",
    "put_aside",
    "release_groups",
    "remove_service_area",
    "reservations_in_groups",
    "rest_on_holidays",
    "set_delivery_services",
    "set_service_areas",
    "set_sites",
    "set_sourcing_terms",
    "set_supplied",
    "set_suppliers",
    "sourcing_decides",
    "sourcing_plan",
    "track_parcel",
    "uncollected",
    "weight_of",
]
