"""Let gift cards, credit or points pay for a cart, or take them out again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.ids import uuid7
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, PaymentChoice, TenderChoice
from serai.ordering.ports import Tenders
from serai.ordering.queries.cart import cart
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.purses import payer_of
from serai.ordering.queries.shown_cart import shown_cart
from serai.ordering.usecases.change_cart import TRIES
from serai.ordering.usecases.save_cart import CartBusy
from serai.plumbing.db import rows
from serai.plumbing.wiring import bound

_CHOOSE = """
UPDATE ordering_cart SET payment = %s::jsonb, version = version + 1, updated_at = %s
WHERE id = %s AND version = %s AND state = 'open' RETURNING version
"""


@dataclass(frozen=True, slots=True)
class AddTender:
    """Which tender, which of the shopper's purses, and how much of it at most."""

    method: str
    claim: str = field(default="", repr=False)
    """A gift card's code; empty for what a log-in proves."""
    most_minor: int | None = None


def add_tender(buyer: Buyer, cart_id: UUID, command: AddTender, *, now: datetime) -> CartView:
    """
    Let a tender pay as much of the cart as it can, or as the shopper wishes; nothing moves yet.

    To add the same again changes how much of it is used.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        TenderNotFound: nothing pays under this name.
        TooManyTenders: five pay already.
        CartBusy: others were faster too often.
    """

    def with_it(seen: Cart) -> PaymentChoice:
        tender = bound(Tenders).named(command.method)
        purse = tender.find(command.claim, payer=payer_of(seen), now=now)
        chosen = seen.payment or PaymentChoice(uuid7(), "")
        return chosen.with_tender(
            TenderChoice(command.method, purse.source, purse.label, command.most_minor)
        )

    return _changed(buyer, cart_id, with_it, now)


def remove_tender(
    buyer: Buyer, cart_id: UUID, method: str, source: str, *, now: datetime
) -> CartView:
    """
    Let a tender no longer pay for the cart; one that is not there changes nothing.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartBusy: others were faster too often.
    """

    def without_it(seen: Cart) -> PaymentChoice | None:
        return seen.payment.without_tender(method, source) if seen.payment else None

    return _changed(buyer, cart_id, without_it, now)


def _changed(
    buyer: Buyer, cart_id: UUID, change: Callable[[Cart], PaymentChoice | None], now: datetime
) -> CartView:
    for _ in range(TRIES):
        seen = cart(buyer, cart_id).must_be_open()
        choice = change(seen)
        if choice == seen.payment or rows(
            _CHOOSE,
            [msgspec.json.encode(choice).decode(), now, cart_id, seen.version],
        ):
            return shown_cart(buyer, cart_id, now=now)
    raise CartBusy
