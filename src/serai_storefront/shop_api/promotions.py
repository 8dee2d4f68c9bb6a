"""What promotions do to a cart or an order, as the platform tells it."""

import msgspec

from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.shapes import Money


class Discount(msgspec.Struct, frozen=True, kw_only=True):
    """What one promotion took off."""

    name: str
    amount: Money
    coupon: str = ""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code that was entered, and what became of it."""

    code: str
    state: str
    name: str = ""
    missing: Money | None = None
    missing_units: int | None = None

    @property
    def applied(self) -> bool:
        """Whether it takes something off."""
        return self.state == "applied"


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A promotion that the cart lacks but little for."""

    name: str
    missing: Money | None = None
    missing_units: int | None = None


class MyCoupon(msgspec.Struct, frozen=True, kw_only=True):
    """A code of the shopper's own."""

    code: str
    name: str
    valid_until: str | None = None


class _MyCoupons(msgspec.Struct, frozen=True):
    items: list[MyCoupon]


async def my_coupons(shop: Connection) -> list[MyCoupon]:
    """Return the shopper's own codes that can still be used, those that end first before the others."""
    return (await shop.get("/me/coupons", _MyCoupons)).items
