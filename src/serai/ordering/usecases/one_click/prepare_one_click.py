"""Fill a cart with what the account knows, so that one press is left."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.customers import public as customers
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import CartIncomplete
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.queries.cart import cart
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.contact_of_account import contact_of_account
from serai.ordering.queries.delivery_options import delivery_options
from serai.ordering.queries.shown_cart import shown_cart
from serai.ordering.queries.what_it_needs import steps_of
from serai.ordering.usecases.choose_delivery import choose_delivery
from serai.ordering.usecases.choose_payment import choose_payment
from serai.ordering.usecases.set_contact import set_contact
from serai.payments import public as payments
from serai.plumbing.idempotency import IdempotencyKey, kept_answer


class AddressNeeded(DomainError):
    """There is no address in the account to send the goods to."""

    code = "ordering.address_needed"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("Keep an address in your account first, or go through the checkout.")


@dataclass(frozen=True, slots=True)
class OneClickView:
    """A cart that one press is left of, and the card that would pay."""

    cart: CartView
    instrument: payments.InstrumentView


def prepare_one_click(
    buyer: Buyer,
    cart_id: UUID,
    *,
    address_id: UUID | None,
    instrument_id: UUID | None,
    now: datetime,
    key: IdempotencyKey,
) -> OneClickView:
    """
    Write the saved address into the cart, choose delivery to the door unless one is chosen, and the card.

    No money moves and nothing is ordered. A repeated request changes nothing more.

    Args:
        buyer: who asks; has an account.
        cart_id: which cart.
        address_id: which saved address; `None` for the default one.
        instrument_id: which kept card; `None` for the default one.
        now: the present instant.
        key: the request's key.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartIncomplete: it is empty, or nothing is delivered to the address.
        AddressNeeded: the account has no address.
        AddressNotFound: not in this account.
        InstrumentNotFound: not in this account, or there is none.
        BadContact: the saved address lacks something that orders need.
        MethodNotOffered: the channel takes no cards.
        KeyReused: the key came back with another body.
    """
    assert buyer.customer_id is not None
    instrument = _instrument(buyer.customer_id, instrument_id)
    if kept_answer(key) is None:
        cart(buyer, cart_id).must_be_open().must_have("lines")
        set_contact(buyer, cart_id, _contact(buyer.customer_id, address_id), now=now)
        _choose_delivery(buyer, cart_id, now)
        choose_payment(buyer, cart_id, instrument.method, now=now, key=key)
    return OneClickView(shown_cart(buyer, cart_id, now=now), instrument)


def _instrument(customer_id: UUID, wanted: UUID | None) -> payments.InstrumentView:
    wallet = payments.instruments_of(customer_id)
    found = next((each for each in wallet if wanted in {None, each.id}), None)
    if found is None:
        raise payments.InstrumentNotFound
    return found


def _contact(customer_id: UUID, address_id: UUID | None) -> Contact:
    contact = contact_of_account(customer_id, address_id)
    if contact is None:
        raise AddressNeeded if address_id is None else customers.AddressNotFound(address_id)
    return contact


def _choose_delivery(buyer: Buyer, cart_id: UUID, now: datetime) -> None:
    """Keep what was chosen and still fits the address; else the first way to the door."""
    seen = cart(buyer, cart_id)
    if seen.delivery is not None or "delivery" not in steps_of(seen):
        return
    ways = delivery_options(buyer, cart_id, now=now)
    door = next((way for way in ways if way.kind == DeliveryKind.DELIVERY), None)
    if door is None:
        raise CartIncomplete(["delivery"])
    choose_delivery(buyer, cart_id, door.code, None, now=now)
