"""Buy as a business: with a tax id, which decides who owes the tax."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.taxes import TaxId
from serai.ordering.queries.cart import cart
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.delivery_options import country_of
from serai.ordering.queries.priced_cart import priced
from serai.ordering.usecases.change_cart import change_cart
from serai.pricing import public as pricing


def set_tax_id(buyer: Buyer, cart_id: UUID, text: str, *, now: datetime) -> CartView:
    """
    Check a tax id with its register and write it into the cart, whose sums follow it.

    While the register does not answer, the id is kept unconfirmed and tax is charged as for anybody.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        BadTaxId: it cannot be right.
        TaxIdNotRegistered: the register says that it does not exist.
        CartBusy: others change the cart too fast.
    """
    seen = cart(buyer, cart_id).must_be_open()
    found = pricing.check_tax_id(text, country=country_of(seen) or "", now=now)
    tax_id = TaxId(found.number, found.country, found.outcome, found.checked_at, found.name)
    return _with(buyer, cart_id, tax_id, now)


def remove_tax_id(buyer: Buyer, cart_id: UUID, *, now: datetime) -> CartView:
    """
    Let the cart be bought by a person again.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartBusy: others change the cart too fast.
    """
    return _with(buyer, cart_id, None, now)


def _with(buyer: Buyer, cart_id: UUID, tax_id: TaxId | None, now: datetime) -> CartView:
    def taxed(seen: Cart) -> Cart:
        return priced(replace(seen, tax_id=tax_id), now=now)

    return CartView.of(change_cart(buyer, cart_id, taxed, now=now, of_draft=True), now=now)
