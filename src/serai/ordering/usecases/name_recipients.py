"""Say who gets the gift cards of a line, and when."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.card_recipients import (
    CardRecipient,
    NotAGiftCard,
    checked_recipients,
)
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import LineNotFound, with_recipients
from serai.ordering.domain.sold_cards import TAX_CLASS
from serai.ordering.queries.cart_view import CartView
from serai.ordering.usecases.change_cart import change_cart


def name_recipients(
    buyer: Buyer, cart_id: UUID, sku: str, recipients: Sequence[CardRecipient], *, now: datetime
) -> CartView:
    """
    Let the first cards of a line go to these, the others to whoever orders; two statements.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartIsDraft: the shop made it up.
        LineNotFound: there is no such line.
        NotAGiftCard: the line is of something else.
        BadRecipient: what is said of one cannot be right, or there are more than cards.
        CartBusy: others change the cart at this moment.
    """
    today = now.astimezone(ZoneInfo(catalog.channel(buyer.channel_code).time_zone)).date()

    def change(seen: Cart) -> Cart:
        line = next((each for each in seen.lines if each.sku == sku and not each.gift_of), None)
        if line is None:
            raise LineNotFound(sku)
        if line.tax_class != TAX_CLASS:
            raise NotAGiftCard(sku)
        told = checked_recipients(recipients, cards=line.quantity, today=today)
        return replace(seen, lines=with_recipients(seen.lines, sku, told))

    return CartView.of(change_cart(buyer, cart_id, change, now=now), now=now)
