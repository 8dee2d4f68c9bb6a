"""Delivery services: who carries parcels, and how long they travel."""

from dataclasses import dataclass

from serai.kernel.errors import DomainError, Kind


class BadDeliveryService(DomainError):
    """A delivery service cannot work as described."""

    code = "fulfilment.bad_delivery_service"
    kind = Kind.REJECTED

    def __init__(self, service: str, reason: str) -> None:
        self.service, self.reason = service, reason
        super().__init__(f"{service}: {reason}")


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
        per_km_minor: what a kilometre of way costs, to compare locations by.
        grams_per_km: of CO2e that a parcel causes on a kilometre.
    """

    code: str
    works: tuple[bool, ...]
    reaches: tuple[Reach, ...]
    per_km_minor: float = 0.0
    grams_per_km: float = 0.0

    def __post_init__(self) -> None:
        """
        Check it.

        Raises:
            BadDeliveryService: no working day, no reach, or reaches out of order.
        """
        if len(self.works) != 7 or not any(self.works):
            raise BadDeliveryService(self.code, "it needs seven weekdays, one of them worked.")
        if not self.reaches:
            raise BadDeliveryService(self.code, "it needs to reach somewhere.")
        far = [reach.km for reach in self.reaches]
        if far != sorted(set(far)) or far[0] <= 0:
            raise BadDeliveryService(self.code, "each reach goes farther than the one before.")
        if any(not 0 <= reach.days <= reach.days_at_most for reach in self.reaches):
            raise BadDeliveryService(self.code, "a parcel is 0 days or more on its way.")
