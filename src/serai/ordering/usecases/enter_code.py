"""Enter a code into a cart, or take one out."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.promoted import MOST_CODES, EnteredCode, TooManyCodes
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.priced_cart import priced
from serai.ordering.queries.promoting import holder_of
from serai.ordering.usecases.change_cart import change_cart
from serai.pricing import public as pricing


class CouponRefused(DomainError):
    """The code opens nothing for this shopper; `reason` is the word for why that `entitlement` has."""

    code = "ordering.coupon_refused"
    kind = Kind.REJECTED

    def __init__(self, coupon: str, reason: str) -> None:
        self.coupon, self.reason = coupon, reason
        super().__init__(f"The code {coupon} cannot be used here.")


def enter_code(buyer: Buyer, cart_id: UUID, said: str, *, now: datetime) -> CartView:
    """
    Let a code count for a cart. It stays also while its promotion does not apply: the cart says why.

    A code that is there already changes nothing. Four statements: cart, code, code again as part of the
    price, write.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        BadCouponCode: no code can look like this.
        CouponRefused: it opens nothing for this shopper now.
        TooManyCodes: the cart holds ten.
        CartBusy: others change the cart too fast.
    """
    code = pricing.normal_code(said)

    def with_code(seen: Cart) -> Cart:
        promotions = seen.promotions
        if any(entered.code == code for entered in promotions.codes):
            return priced(seen, now=now)
        if len(promotions.codes) >= MOST_CODES:
            raise TooManyCodes
        entered = EnteredCode(code, _opened_by(seen, code, now))
        codes = (*promotions.codes, entered)
        return priced(replace(seen, promotions=replace(promotions, codes=codes)), now=now)

    return CartView.of(change_cart(buyer, cart_id, with_code, now=now), now=now)


def drop_code(buyer: Buyer, cart_id: UUID, said: str, *, now: datetime) -> CartView:
    """
    Take a code out of a cart; one that is not there changes nothing.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        BadCouponCode: no code can look like this.
        CartBusy: others change the cart too fast.
    """
    code = pricing.normal_code(said)

    def without_code(seen: Cart) -> Cart:
        codes = tuple(entered for entered in seen.promotions.codes if entered.code != code)
        return priced(replace(seen, promotions=replace(seen.promotions, codes=codes)), now=now)

    return CartView.of(change_cart(buyer, cart_id, without_code, now=now), now=now)


def _opened_by(cart: Cart, code: str, now: datetime) -> UUID:
    """Return the promotion that a code opens for the cart's buyer."""
    running = pricing.running_promotions(cart.channel_code)
    entitled = pricing.entitlement(running, [code], holder_of(cart), now=now)
    if code in entitled.refused:
        raise CouponRefused(code, entitled.refused[code])
    [coupon] = entitled.coupons
    return coupon.promotion_id
