"""Tables of fulfilment."""

from serai.fulfilment.models.booking import Booking
from serai.fulfilment.models.closure import Closure
from serai.fulfilment.models.delivery_service import DeliveryServiceRow
from serai.fulfilment.models.site import SiteRow

__all__ = ["Booking", "Closure", "DeliveryServiceRow", "SiteRow"]
