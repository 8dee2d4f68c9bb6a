"""Turn a draft into an order that is paid later: by transfer, or in cash."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.queries.drafts.draft_view import draft_cart
from serai.ordering.queries.order_shapes import OrderView
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


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """Which draft, and how its money comes."""

    draft_id: UUID
    method: str
    """`bank_transfer`, `cash_on_delivery` or `cash_at_store`."""
    expected_total_minor: int
    """What staff was shown; another price is refused."""
    accepts_waiting: bool = False
    """Whether whoever it is for agreed that some of it comes later."""


def place_draft(
    command: PlaceDraft, *, key: IdempotencyKey, secret: bytes, now: datetime
) -> OrderView:
    """
    Place the order of a draft whose money comes by itself; a repeated request gets the order that it made.

    A refusal leaves the draft as it was.

    Args:
        command: what is asked.
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
        MustWait: some of it comes later, and nobody agreed to that.
        CartClosed: it was ordered.
        KeyReused: the key came back with another body.
    """
    if command.method not in payments.PAID_LATER:
        raise PaidByLinkOnly(command.method)
    seen = draft_cart(command.draft_id)
    buyer = Buyer(seen.channel_code, guest_hash=seen.guest_hash, locale=seen.locale)
    placing_key = PlacingKey.of(
        scope=key.scope, key=key.key, body_digest=key.fingerprint, secret=secret
    )
    if placed_before(placing_key) is None and seen.totals.total_minor:
        payments.processor_front(buyer.channel_code, command.method)
    placing = PlaceOrder(
        command.draft_id,
        command.expected_total_minor,
        return_url="",
        method=command.method,
        accepts_waiting=command.accepts_waiting,
    )
    return place_order(buyer, placing, placing_key=placing_key, now=now)
