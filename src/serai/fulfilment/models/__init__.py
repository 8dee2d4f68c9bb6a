"""Tables of fulfilment."""

from serai.fulfilment.models.age_check import AgeCheckRow
from serai.fulfilment.models.booking import Booking
from serai.fulfilment.models.closure import Closure
from serai.fulfilment.models.day_load import DayLoad
from serai.fulfilment.models.delivery_service import DeliveryServiceRow
from serai.fulfilment.models.group import Group
from serai.fulfilment.models.group_line import GroupLine
from serai.fulfilment.models.network_version import NetworkVersion
from serai.fulfilment.models.parcel import Parcel, ParcelNewsRow
from serai.fulfilment.models.service_area import ServiceAreaRow
from serai.fulfilment.models.site import SiteRow
from serai.fulfilment.models.sourcing import SourcingDecision, SourcingTermsRow
from serai.fulfilment.models.supplier import SuppliedVariant, SupplierRow

__all__ = [
    "AgeCheckRow",
    "Booking",
    "Closure",
    "DayLoad",
    "DeliveryServiceRow",
    "Group",
    "GroupLine",
    "NetworkVersion",
    "Parcel",
    "ParcelNewsRow",
    "ServiceAreaRow",
    "SiteRow",
    "SourcingDecision",
    "SourcingTermsRow",
    "SuppliedVariant",
    "SupplierRow",
]
