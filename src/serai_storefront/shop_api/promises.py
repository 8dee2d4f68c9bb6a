"""When a product can be there: at the door, and in a store."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment


class Destination(msgspec.Struct, frozen=True):
    """Where something goes, as far as a promise needs it: a country's code and a postcode."""

    country: str
    postcode: str


class DeliveryPromise(msgspec.Struct, frozen=True):
    """The first and the last day on which a parcel may arrive."""

    earliest: str
    latest: str


class PickupPromise(msgspec.Struct, frozen=True):
    """By when something waits in a store."""

    name: str
    earliest: str
    latest: str
    distance_km: float | None = None


class Promises(msgspec.Struct, frozen=True):
    """
    When a product can be there.

    `by_place` says that it matters where one is, `place_known` that these hold for the place asked about.
    """

    deliveries: list[DeliveryPromise] = []
    pickups: list[PickupPromise] = []
    by_place: bool = False
    place_known: bool = False

    @property
    def soonest(self) -> DeliveryPromise | None:
        """The delivery that is certain first."""
        return min(self.deliveries, key=lambda each: (each.latest, each.earliest), default=None)


async def promises(shop: Connection, key: str, to: Destination | None = None) -> Promises:
    """Return when a product, or one package of it by SKU, can be there; `to` says where, if known."""
    asked = [("limit", "1")]
    if to is not None:
        asked += [("country", to.country), ("postcode", to.postcode)]
    return await shop.get(f"/products/{segment(key)}/promises", Promises, asked)
