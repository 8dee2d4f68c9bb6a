"""Let a shopper declare that they are old enough."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from serai.catalog import public as catalog
from serai.ordering.domain.age import declared
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.regulated.demands_of_cart import demands_of_cart
from serai.ordering.usecases.change_cart import change_cart


def declare_age(buyer: Buyer, cart_id: UUID, born_on: date | None, *, now: datetime) -> CartView:
    """
    Write into the cart that its shopper is old enough for what is in it.

    The date of birth is kept only where the law of the place asks for it; given where nobody asks, it is
    looked at and forgotten.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        BirthDateNeeded: the law asks for the date of birth, and it is missing.
        BadBirthDate: nobody was born then.
        TooYoung: they are younger.
        CartBusy: others change the cart too fast.
    """
    today = now.astimezone(ZoneInfo(catalog.channel(buyer.channel_code).time_zone)).date()

    def with_age(seen: Cart) -> Cart:
        asked = demands_of_cart(seen)
        said = declared(
            asked.minimum_age, born_on, asks_birth_date=asked.asks_birth_date, now=now, today=today
        )
        return replace(seen, age=said)

    return CartView.of(change_cart(buyer, cart_id, with_age, now=now, of_draft=True), now=now)
