"""Drafts as staff sees them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ordering.domain.buyer import guest_token
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.cart import CART_COLUMNS, cart_of_row
from serai.ordering.queries.cart_view import CartView
from serai.plumbing.db import rows

MOST = 100


class DraftNotFound(DomainError):
    """There is no such draft."""

    code = "ordering.draft_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such draft.")


@dataclass(frozen=True)
class DraftView:
    """A draft; whoever has the `link` may look at it, fill in where it goes, and pay it."""

    id: UUID
    state: str
    link: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    note: str
    discount_reason: str
    reasons: dict[str, str]
    """Why prices were agreed, by SKU."""
    order_id: UUID | None
    cart: CartView

    @classmethod
    def of(cls, cart: Cart, *, storefront: str, secret: bytes, now: datetime) -> "DraftView":
        """Return the view of a cart that is a draft."""
        draft = cart.draft
        assert draft is not None, "the caller has looked for drafts"
        token = guest_token(cart.id, secret=secret)
        return cls(
            id=cart.id,
            state=draft.state(is_ordered=cart.order_id is not None, now=now).value,
            link=f"{storefront}/offers/{cart.id}/{token}",
            made_by=draft.made_by,
            made_at=draft.made_at,
            expires_at=draft.expires_at,
            note=draft.note,
            discount_reason=draft.discount_reason,
            reasons={line.sku: line.agreed for line in cart.lines if line.agreed},
            order_id=cart.order_id,
            cart=CartView.of(cart, now=now),
        )


def draft_cart(draft_id: UUID, *, lock: bool = False) -> Cart:
    """
    Return a draft as the cart that it is; one statement.

    Args:
        draft_id: which draft.
        lock: keep others from changing it until the caller's transaction ends.

    Raises:
        DraftNotFound: no such draft.
    """
    tail = " FOR UPDATE" if lock else ""
    found = rows(
        f"SELECT {CART_COLUMNS} FROM ordering_cart AS cart"  # noqa: S608
        f" WHERE cart.id = %s AND cart.draft IS NOT NULL{tail}",
        [draft_id],
    )
    if not found:
        raise DraftNotFound
    return cart_of_row(found[0])


def drafts(
    *,
    storefront: str,
    secret: bytes,
    now: datetime,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[DraftView]:
    """
    Return drafts, the newest first; one statement.

    Args:
        storefront: where links begin.
        secret: makes their tokens.
        now: the present instant.
        cursor: where the page begins.
        limit: how many at most.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    size = min(max(limit, 1), MOST)
    test, params = "", list[Any]()
    if cursor:
        test = "AND (cart.created_at, cart.id) < (%s, %s)"
        params = [*decode_cursor(cursor, datetime, UUID)]
    found = rows(
        f"SELECT {CART_COLUMNS}, cart.created_at FROM ordering_cart AS cart"  # noqa: S608
        f" WHERE cart.draft IS NOT NULL {test}"
        " ORDER BY cart.created_at DESC, cart.id DESC LIMIT %s",
        [*params, size + 1],
    )
    items = [
        DraftView.of(cart_of_row(row), storefront=storefront, secret=secret, now=now)
        for row in found[:size]
    ]
    more = len(found) > size
    last = found[size - 1] if more else None
    return Page(items, encode_cursor(last[-1], last[0]) if last else None)
