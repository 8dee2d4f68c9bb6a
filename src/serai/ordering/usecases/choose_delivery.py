"""Choose how the goods reach the shopper."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind, Rate, chosen, offers
from serai.ordering.domain.regulated.demands import NotSoldThere
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.delivery_options import country_of, pickup_places
from serai.ordering.queries.priced_cart import priced
from serai.ordering.queries.promising import promised
from serai.ordering.queries.rates import cart_and_rates
from serai.ordering.queries.regulated.demands_of_cart import demands_of_cart
from serai.ordering.usecases.change_cart import TRIES
from serai.ordering.usecases.save_cart import CartBusy, update_cart


class PickupNotPossible(DomainError):
    """Not everything in the cart can be collected there."""

    code = "ordering.pickup_not_possible"
    kind = Kind.CONFLICT

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(
            f"Store {location!r} does not have everything in this cart."
            if location
            else "Name the store to collect from."
        )


class NotAPickup(DomainError):
    """A store was named for goods that are delivered."""

    code = "ordering.not_a_pickup"
    kind = Kind.REJECTED

    def __init__(self, option: str) -> None:
        self.option = option
        super().__init__(f"{option!r} is a delivery; leave the store out, or choose a pick-up.")


def choose_delivery(
    buyer: Buyer, cart_id: UUID, code: str, location: str | None, *, now: datetime
) -> CartView:
    """
    Take one of the cart's delivery options; two statements, one more for a pick-up, and where several
    places may send.

    Args:
        buyer: who asks.
        cart_id: which cart.
        code: the option's code.
        location: the code of the store to collect from; only for a pick-up.
        now: the present instant.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        DeliveryNotOffered: the channel does not offer this to the cart's country.
        PickupNotPossible: no store was named, or it neither has nor gets everything.
        NotAPickup: a store was named for a delivery.
        NotSoldThere: the law keeps something in the cart from being sold there like this.
        CartBusy: others change the cart too fast.
    """
    for _ in range(TRIES):
        seen, rates = cart_and_rates(buyer, cart_id)
        chosen_way = _choice(seen.must_be_open(), rates, (code, location), buyer.locale, now)
        if barred := demands_of_cart(replace(seen, delivery=chosen_way)).barred:
            raise NotSoldThere(barred)
        choice = promised(seen, chosen_way, now=now)
        changed = priced(replace(seen, delivery=choice), now=now)
        version = update_cart(changed, now=now)
        if version is not None:
            return CartView.of(replace(changed, version=version), now=now)
    raise CartBusy


def _choice(
    cart: Cart, rates: list[Rate], asked: tuple[str, str | None], locale: str, now: datetime
) -> DeliveryChoice:
    code, location = asked
    choice = chosen(offers(rates, country=country_of(cart), locale=locale), code)
    if choice.kind is not DeliveryKind.PICKUP:
        if location:
            raise NotAPickup(code)
        return choice
    places = pickup_places(cart, location, now=now) if location else []
    if not places:
        raise PickupNotPossible(location or "")
    return replace(choice, location=places[0][0])
