"""Turn a draft into an order that is paid later: by transfer, or in cash."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.queries.drafts.draft_view import draft_cart
from serai.ordering.queries.order_view import OrderView
from serai.ordering.queries.placed_before import placed_before
from serai.ordering.usecases.place_order import PlaceOrder, place_order
from serai.payments import public as payments
from serai.plumbing.idempotency import IdempotencyKey


class PaidByLinkOnly(DomainError):
    """Staff cannot pay for a shopper: such a method needs the shopper at the draft's link."""

    code = "ordering.paid_by_link_only"
    kind = Kind.REJECTED

    def __init__(self, method: str) -> None:
        self.method = method
        super().__init__(f"Payment by {method} needs the shopper: send them the link.")


def place_draft(
    draft_id: UUID,
    method: str,
    expected_total_minor: int,
    *,
    key: IdempotencyKey,
    secret: bytes,
    now: datetime,
) -> OrderView:
    """
    Place the order of a draft whose money comes by itself; a repeated request gets the order that it made.

    A refusal leaves the draft as it was.

    Args:
        draft_id: which draft.
        method: how its money comes: `bank_transfer`, `cash_on_delivery` or `cash_at_store`.
        expected_total_minor: what staff was shown; another price is refused.
        key: the request's key.
        secret: makes the order's own key of it.
        now: the present instant.

    Raises:
        DraftNotFound: no such draft.
        PaidByLinkOnly: the method needs the shopper.
        DraftOver: it has run out, or was taken back.
        CartIncomplete: it lacks contact or delivery.
        MethodNotOffered: the channel takes no payments of this kind, or the draft does not suit it.
        PriceChanged: it costs something else now.
        OutOfStock: too little is there.
        CartClosed: it was ordered.
        KeyReused: the key came back with another body.
    """
    if method not in payments.PAID_LATER:
        raise PaidByLinkOnly(method)
    seen = draft_cart(draft_id)
    buyer = Buyer(seen.channel_code, guest_hash=seen.guest_hash, locale=seen.locale)
    placing_key = PlacingKey.of(
        scope=key.scope, key=key.key, body_digest=key.fingerprint, secret=secret
    )
    if placed_before(placing_key) is None and seen.totals.total_minor:
        payments.processor_front(buyer.channel_code, method)
    command = PlaceOrder(draft_id, expected_total_minor, return_url="", method=method)
    return place_order(buyer, command, placing_key=placing_key, now=now)
