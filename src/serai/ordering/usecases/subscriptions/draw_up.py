"""Draw a subscription up, as it would be written: what is ordered, how often, where to, and how it is paid."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.catalog import public as catalog
from serai.customers import public as customers
from serai.kernel.ids import uuid7
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.domain.subscriptions.interval import Interval
from serai.ordering.domain.subscriptions.states import SubscriptionState
from serai.ordering.domain.subscriptions.subscribed import Subscribed, checked_lines
from serai.ordering.models import Subscription
from serai.ordering.ports import Payer
from serai.ordering.queries.contact_of_account import contact_of_account
from serai.ordering.queries.delivery_options import pickup_places
from serai.ordering.queries.priced_cart import lines_of_skus
from serai.ordering.queries.subscriptions.cart_of_subscription import cart_of_subscription, ways_of
from serai.ordering.queries.subscriptions.plans import PlanView, plan_of_code
from serai.ordering.queries.subscriptions.wanted import Wanted, wanted_of_cart
from serai.ordering.queries.what_it_needs import must_be_delivered
from serai.ordering.usecases.choose_delivery import PickupNotPossible
from serai.ordering.usecases.subscriptions.choose_purses import PurseWish, chosen_purses


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """What is to be ordered, how often, where to, and with which kept card."""

    channel_code: str
    locale: str
    plan_code: str
    lines: tuple[Subscribed, ...]
    interval: str
    address_id: UUID | None = None
    """Which saved address; `None`: the default one."""
    instrument_id: UUID | None = None
    """Which kept card; `None`: whichever is the default one on the day."""
    delivery_code: str = ""
    """How it is brought; empty: the first way there is."""
    accepts_waiting: bool = False
    """Whether the shopper was shown, and agreed, that some of the first order comes later."""
    location_code: str = ""
    """The store in which it is collected; empty: it is brought."""
    tenders: tuple[PurseWish, ...] = ()
    """Gift cards and credit that pay before the card does."""
    cart_id: UUID | None = None
    """The subscriber's cart: whatever of it the plan has is subscribed instead of lines, and leaves it."""


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """A subscription that is not written yet, with the cart that it orders."""

    row: Subscription
    plan: PlanView
    cart: Cart
    wanted: Wanted


def drawn_up(
    customer_id: UUID, command: NewSubscription, *, lock: bool = False, now: datetime
) -> DrawnUp:
    """
    Return the subscription that somebody wishes for, and what it would order now. Nothing is written.

    With `lock` nobody else changes the cart that it comes from until the caller's transaction ends.

    Raises: as `start_subscription`, but no card is asked for and no total.
    """
    plan = plan_of_code(command.channel_code, command.plan_code)
    interval = str(Interval.of(command.interval))
    wanted = _wanted(customer_id, command, plan, lock=lock)
    plan.must_allow((line.sku for line in wanted.lines), interval)
    currency = catalog.channel(command.channel_code).currency
    payer = Payer(command.channel_code, customer_id, currency)
    row = Subscription(
        id=uuid7(),
        customer_id=customer_id,
        channel_code=command.channel_code,
        locale=command.locale,
        state=SubscriptionState.ACTIVE.value,
        plan_id=plan.id,
        lines=msgspec.to_builtins(wanted.lines),
        interval=interval,
        anchor_on=now.date(),
        anchor_number=1,
        contact=msgspec.to_builtins(contact_of(customer_id, command.address_id)),
        delivery_code=command.delivery_code,
        location_code=command.location_code,
        tenders=msgspec.to_builtins(chosen_purses(command.tenders, payer, now=now)),
        instrument_id=command.instrument_id,
        currency=currency,
        version=1,
        created_at=now,
        updated_at=now,
    )
    if not command.delivery_code:
        row.delivery_code = first_way(row, now=now)
    cart = cart_of_subscription(row, now=now)
    settle_place(row, cart)
    if row.location_code and not pickup_places(cart, row.location_code, now=now):
        raise PickupNotPossible(row.location_code)
    return DrawnUp(row, plan, cart, wanted)


def contact_of(customer_id: UUID, address_id: UUID | None) -> Contact:
    """
    Return whom and where an account's orders go to.

    Raises:
        AddressNotFound: not in this account, or there is none.
    """
    contact = contact_of_account(customer_id, address_id)
    if contact is None:
        raise customers.AddressNotFound(address_id or customer_id)
    return contact


def first_way(row: Subscription, *, now: datetime) -> str:
    """
    Return the code of the first way in which a subscription's articles reach its subscriber; empty: none is needed.

    That is a pick-up where a store is named, and the door otherwise.
    """
    wanted = {line["sku"]: line["quantity"] for line in row.lines}
    lines = lines_of_skus(wanted, channel_code=row.channel_code, now=now)
    if not must_be_delivered(lines):
        return ""
    bare = Cart(
        id=row.pk,
        channel_code=row.channel_code,
        currency=row.currency,
        locale=row.locale,
        contact=msgspec.convert(row.contact, Contact),
    )
    kind = DeliveryKind.PICKUP if row.location_code else DeliveryKind.DELIVERY
    return next((way.code for way in ways_of(bare) if way.kind is kind), "")


def settle_place(row: Subscription, cart: Cart) -> None:
    """Forget the store of what is brought, or needs no bringing."""
    if cart.delivery is None or cart.delivery.location is None:
        row.location_code = ""


def _wanted(customer_id: UUID, command: NewSubscription, plan: PlanView, *, lock: bool) -> Wanted:
    if command.cart_id is None:
        return Wanted(checked_lines(command.lines))
    buyer = Buyer(command.channel_code, customer_id=customer_id, locale=command.locale)
    return wanted_of_cart(buyer, command.cart_id, plan, lock=lock)
