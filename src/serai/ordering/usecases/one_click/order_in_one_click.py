"""Order a cart with a kept card, confirmed with a passkey where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep
from typing import Any
from uuid import UUID

from serai.customers import public as customers
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import CartClosed
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.domain.purchase_to_confirm import purchase_to_confirm
from serai.ordering.queries.cart import cart
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.placed_before import placed_before
from serai.ordering.usecases.place_order import PlaceOrder, place_order
from serai.payments import public as payments

_LOOKS, _BETWEEN_LOOKS = 20, 0.05


class ConfirmationNeeded(DomainError):
    """The account has a passkey, and the purchase was not confirmed with it."""

    code = "ordering.confirmation_needed"
    kind = Kind.FORBIDDEN

    def __init__(self) -> None:
        super().__init__("Confirm this purchase with your passkey.")


@dataclass(frozen=True, slots=True)
class OrderInOneClick:
    """Which cart, for how much, with which card, and the passkey's signature over just that."""

    cart_id: UUID
    expected_total_minor: int
    return_url: str
    instrument_id: UUID | None = None
    confirmation: Mapping[str, Any] | None = field(default=None, repr=False)
    network: bytes | None = field(default=None, repr=False)
    accepts_waiting: bool = False
    """Whether the shopper was shown, and agreed, that some of it comes later."""


def begin_order_confirmation(
    buyer: Buyer,
    cart_id: UUID,
    *,
    expected_total_minor: int,
    instrument_id: UUID | None,
    now: datetime,
) -> dict[str, Any] | None:
    """
    Return what a page hands to `navigator.credentials.get`; `None` when the account has no passkey.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    assert buyer.customer_id is not None
    seen = cart(buyer, cart_id)
    what = purchase_to_confirm(seen.id, expected_total_minor, instrument_id)
    return customers.begin_confirmation(buyer.customer_id, what, now=now)


def order_in_one_click(
    buyer: Buyer, command: OrderInOneClick, *, placing_key: PlacingKey, now: datetime
) -> OrderView:
    """
    Place the order of a prepared cart and pay it with a kept card.

    Whoever has a passkey must confirm with it: a session that was left open buys nothing. A repeated
    request finds the order that it made and asks for no second signature.

    Raises:
        ConfirmationNeeded: the account has a passkey; sign with it.
        PasskeyRefused, ChallengeRefused: the signature is not right, too old, or for another purchase.
        InstrumentNotFound: not in this account, or there is none.
        InstrumentRefused: the card has expired, or its processor keeps it no more.
        CartNotFound, CartIncomplete, PriceChanged, OutOfStock, MustWait, PaymentDeclined and the rest: as
            `place_order`.
    """
    assert buyer.customer_id is not None
    token = ""
    if placed_before(placing_key) is None:
        try:
            token = _token(buyer, buyer.customer_id, command, now)
        except (customers.ChallengeRefused, customers.PasskeyRefused, CartClosed):
            if not _is_placed_meanwhile(placing_key):
                raise
    placing = PlaceOrder(
        cart_id=command.cart_id,
        expected_total_minor=command.expected_total_minor,
        return_url=command.return_url,
        token=token,
        network=command.network,
        accepts_waiting=command.accepts_waiting,
    )
    return place_order(buyer, placing, placing_key=placing_key, now=now)


def _is_placed_meanwhile(placing_key: PlacingKey) -> bool:
    """Return whether the same request, sent twice at once, makes its order now: its signature works once."""
    for _ in range(_LOOKS):
        if placed_before(placing_key) is not None:
            return True
        sleep(_BETWEEN_LOOKS)
    return False


def _token(buyer: Buyer, customer_id: UUID, command: OrderInOneClick, now: datetime) -> str:
    cart(buyer, command.cart_id).must_be_open()
    if customers.passkeys_of(customer_id):
        if command.confirmation is None:
            raise ConfirmationNeeded
        what = purchase_to_confirm(
            command.cart_id, command.expected_total_minor, command.instrument_id
        )
        customers.confirm_with_passkey(customer_id, what, command.confirmation, now=now)
    return payments.token_of_instrument(
        customer_id, command.instrument_id, channel_code=buyer.channel_code, now=now
    )
