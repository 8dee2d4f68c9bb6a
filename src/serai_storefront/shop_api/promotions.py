"""What promotions do to a cart or an order, as the platform tells it."""

from types import MappingProxyType

import msgspec

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api.shapes import Money

_APPLIED = "applied"
_SAYS = MappingProxyType(
    {
        _APPLIED: mark("applied"),
        "too_little": mark("%(missing)s more and it applies"),
        "too_few": mark("more units and it applies"),
        "not_now": mark("does not apply at this time"),
        "used_up": mark("is used up"),
        "budget_spent": mark("is used up"),
        "over": mark("has expired"),
        "stopped": mark("has expired"),
        "used_by_you": mark("you have used it already"),
        "somebody_elses": mark("belongs to somebody else"),
        "no_lines": mark("is for other products"),
        "other_of_group": mark("another discount is better for you"),
        "other_stands_alone": mark("another discount is better for you"),
        "stands_alone": mark("another discount is better for you"),
    }
)
_OTHERWISE = mark("does not apply to this cart")


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
        return self.state == _APPLIED

    @property
    def says(self) -> str:
        """What became of it, to be translated; `missing` is a fact of the sentence."""
        if self.state == "too_little" and self.missing is None:
            return _SAYS["too_few"]
        return _SAYS.get(self.state, _OTHERWISE)


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A promotion that the cart lacks but little for."""

    name: str
    missing: Money | None = None
    missing_units: int | None = None
