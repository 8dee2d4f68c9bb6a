"""Carts as the use cases read them."""

from typing import Any
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.age import AgeDeclaration
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, CartLine, CartState, PaymentChoice, Totals
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.draft import DraftTerms
from serai.ordering.domain.gift import Gift
from serai.ordering.domain.promoted import UNPROMOTED, Promoted
from serai.ordering.domain.taxes import Taxes, TaxId
from serai.plumbing.db import rows


class CartNotFound(DomainError):
    """There is no such cart, or it is somebody else's."""

    code = "ordering.cart_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such cart.")


CART_COLUMNS = (
    "cart.id, cart.channel_code, cart.currency, cart.locale, cart.customer_id, cart.guest_hash,"
    " cart.state, cart.lines::text, cart.contact::text, cart.delivery::text, cart.items_minor,"
    " cart.delivery_minor, cart.discount_minor, cart.tax_minor, cart.total_minor,"
    " cart.explanation::text, cart.version, cart.priced_at, cart.order_id,"
    " cart.payment::text, cart.tax_id::text, cart.taxes::text, cart.promotions::text,"
    " cart.draft::text, cart.gift::text, cart.age::text"
)
"""What `cart_of_row` reads, of a table or alias named `cart`."""

_lines = msgspec.json.Decoder(tuple[CartLine, ...])
_contact = msgspec.json.Decoder(Contact)
_delivery = msgspec.json.Decoder(DeliveryChoice)
_payment = msgspec.json.Decoder(PaymentChoice)
_tax_id = msgspec.json.Decoder(TaxId)
_taxes = msgspec.json.Decoder(Taxes)
_promotions = msgspec.json.Decoder(Promoted)
_draft = msgspec.json.Decoder(DraftTerms)
_gift = msgspec.json.Decoder(Gift)
_age = msgspec.json.Decoder(AgeDeclaration)
_explanation = msgspec.json.Decoder(tuple[str, ...])


def cart(buyer: Buyer, cart_id: UUID, *, lock: bool = False) -> Cart:
    """
    Return a cart of the buyer; one statement.

    Args:
        buyer: who asks.
        cart_id: which cart.
        lock: keep others from changing it until the caller's transaction ends.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    tail = " FOR UPDATE" if lock else ""
    query = f"SELECT {CART_COLUMNS} FROM ordering_cart AS cart WHERE cart.id = %s{tail}"  # noqa: S608
    return theirs(buyer, rows(query, [cart_id]))


def open_cart_of(buyer: Buyer, *, lock: bool = False) -> Cart | None:
    """Return the open cart of a shopper with an account on their channel, if any; one statement."""
    tail = " FOR UPDATE" if lock else ""
    found = rows(
        f"SELECT {CART_COLUMNS} FROM ordering_cart AS cart"  # noqa: S608
        f" WHERE cart.customer_id = %s AND cart.channel_code = %s AND cart.state = 'open'{tail}",
        [buyer.customer_id, buyer.channel_code],
    )
    return cart_of_row(found[0]) if found else None


def theirs(buyer: Buyer, found: list[tuple[Any, ...]]) -> Cart:
    """
    Return the one cart found.

    Raises:
        CartNotFound: nothing was found, or it is not the buyer's.
    """
    if not found:
        raise CartNotFound
    read = cart_of_row(found[0])
    if not buyer.owns(read.channel_code, read.customer_id, read.guest_hash):
        raise CartNotFound
    return read


def cart_of_row(row: tuple[Any, ...]) -> Cart:
    """Return the cart in a row that begins with `CART_COLUMNS`."""
    return Cart(
        id=row[0],
        channel_code=row[1],
        currency=row[2],
        locale=row[3],
        customer_id=row[4],
        guest_hash=None if row[5] is None else bytes(row[5]),
        state=CartState(row[6]),
        lines=_lines.decode(row[7]),
        contact=_contact.decode(row[8]) if row[8] else None,
        delivery=_delivery.decode(row[9]) if row[9] else None,
        totals=Totals(*row[10:15]),
        explanation=_explanation.decode(row[15]),
        version=row[16],
        priced_at=row[17],
        order_id=row[18],
        payment=_payment.decode(row[19]) if row[19] else None,
        tax_id=_tax_id.decode(row[20]) if row[20] else None,
        taxes=_taxes.decode(row[21]),
        promotions=UNPROMOTED if row[22] == "{}" else _promotions.decode(row[22]),
        draft=_draft.decode(row[23]) if row[23] else None,
        gift=_gift.decode(row[24]) if row[24] else None,
        age=_age.decode(row[25]) if row[25] else None,
    )
