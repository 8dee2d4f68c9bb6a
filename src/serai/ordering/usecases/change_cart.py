"""Change a cart so that no change of others is lost: read, decide, write over what was read."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.kernel.errors import DomainError
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.cart import cart
from serai.ordering.usecases.save_cart import CartBusy, update_cart
from serai.plumbing.idempotency import IdempotencyKey, kept_answer

TRIES = 8


def change_cart(
    buyer: Buyer,
    cart_id: UUID,
    change: Callable[[Cart], Cart],
    *,
    now: datetime,
    key: IdempotencyKey | None = None,
    of_draft: bool = False,
) -> Cart:
    """
    Return the cart after `change`; one read and one write, both again when somebody else was faster.

    Args:
        buyer: who asks.
        cart_id: which cart.
        change: a pure function from the open cart to what it should become.
        now: the present instant.
        key: the request's idempotency key. When it did its work before, the cart as it is now is
            returned and nothing changes.
        of_draft: whether a draft of the shop's may be changed so as well.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartIsDraft: the shop made it up, and what changes is not the shopper's.
        CartBusy: others were faster too often.
        KeyReused: the key came back with another body.
    """
    for _ in range(TRIES):
        seen = cart(buyer, cart_id)
        try:
            changed = change(seen.must_be_open() if of_draft else seen.must_be_free())
        except DomainError:
            if key is not None and kept_answer(key) is not None:
                return seen
            raise
        version = update_cart(changed, now=now, key=key)
        if version == seen.version + 1:
            return replace(changed, version=version)
        if version is not None:
            return seen
    raise CartBusy
