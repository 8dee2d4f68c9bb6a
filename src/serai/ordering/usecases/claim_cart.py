"""Bring a guest's cart into the account that its guest logged in to."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.inventory import public as inventory
from serai.kernel.ids import digest, uuid7
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, CartState
from serai.ordering.domain.cart_lines import merged
from serai.ordering.queries.cart import cart, open_cart_of
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.current_prices import at_list_prices
from serai.ordering.queries.priced_cart import priced
from serai.ordering.usecases.save_cart import CartBusy, insert_cart, update_cart
from serai.plumbing.db import unit_of_work


@unit_of_work()
def claim_cart(buyer: Buyer, cart_id: UUID, cart_token: str, *, now: datetime) -> CartView:
    """
    Move a guest's lines into the shopper's open cart; the guest's cart is `merged` from then on.

    Quantities of the same article add up, no further than what is available. What the shopper's cart
    lacks of contact and delivery comes from the guest's.

    Args:
        buyer: the shopper; has an account.
        cart_id: the guest's cart.
        cart_token: proves that it was theirs.
        now: the present instant.

    Raises:
        CartNotFound: no such cart, or not opened by this token.
        CartClosed: it was ordered or merged before.
        CartIsDraft: the shop made it up for one order of its own.
        CartBusy: the shopper's cart is being made or changed elsewhere.
    """
    guest = Buyer(buyer.channel_code, guest_hash=digest(cart_token))
    joining = cart(guest, cart_id, lock=True).must_be_free()
    kept = open_cart_of(buyer, lock=True)
    target = kept or Cart(
        id=uuid7(),
        channel_code=joining.channel_code,
        currency=joining.currency,
        locale=buyer.locale,
        customer_id=buyer.customer_id,
    )
    result = priced(at_list_prices(_joined(target, joining), now=now), now=now)
    if kept is None:
        done = insert_cart(result, now=now) is not None
    else:
        version = update_cart(result, now=now)
        done, result = version is not None, replace(result, version=version or 0)
    if not done or update_cart(replace(joining, state=CartState.MERGED), now=now) is None:
        raise CartBusy
    return CartView.of(result, now=now)


def _joined(target: Cart, joining: Cart) -> Cart:
    wanted = {line.variant_id for line in (*target.lines, *joining.lines)}
    known = inventory.availability(wanted, target.channel_code)
    free = {variant_id: there.free for variant_id, there in known.items()}
    giver = target if target.contact else joining
    return replace(
        target,
        lines=merged(target.lines, joining.lines, free),
        contact=giver.contact,
        delivery=giver.delivery,
    )
