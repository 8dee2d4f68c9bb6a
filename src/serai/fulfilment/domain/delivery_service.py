"""Delivery services: who carries parcels, and how long they travel."""

from dataclasses import dataclass

from serai.kernel.errors import DomainError, Kind


class BadDeliveryService(DomainError):
    """A delivery service cannot work as described."""

    code = "fulfilment.bad_delivery_service"
    kind = Kind.REJECTED

    def __init__(self, service: str, field: str) -> None:
        self.service, self.field = service, field
        super().__init__(f"{service}: what was sent for {field} is not possible.")


@dataclass(frozen=True, slots=True)
class Reach:
    """Up to so many kilometres a parcel is so many working days on its way."""

    km: float
    days: int
    days_at_most: int


@dataclass(frozen=True, slots=True)
class DeliveryService:
    """
    How parcels are carried.

    Attributes:
        code: as in the rates of delivery.
        works: on which weekdays it fetches and brings, Monday first.
        reaches: by distance, the nearest first; beyond the last it does not go.
        per_100_km_minor: what 100 kilometres of way cost, to compare locations by.
        grams_per_100_km: of CO2e that a parcel causes on 100 kilometres.
    """

    code: str
    works: tuple[bool, ...]
    reaches: tuple[Reach, ...]
    per_100_km_minor: int = 0
    grams_per_100_km: int = 0

    def __post_init__(self) -> None:
        """
        Check it.

        Raises:
            BadDeliveryService: no working day, no reach, or reaches out of order.
        """
        if len(self.works) != 7 or not any(self.works):
            raise BadDeliveryService(self.code, "works")
        far = [reach.km for reach in self.reaches]
        in_order = bool(far) and far == sorted(set(far)) and far[0] > 0
        if not in_order or any(not 0 <= each.days <= each.days_at_most for each in self.reaches):
            raise BadDeliveryService(self.code, "reaches")
