"""
Place an order: write it down, ask for the money, write down what came of it.

Two transactions with the processor's call between them and no lock held during it. The order is there
before the call, so whatever dies in between, its payment is found and finished: by the shopper's browser
coming back, by the processor's webhook, or by the clock. All of them meet in `follow_payment`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from uuid import UUID

from msgspec.structs import replace

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart, CartIncomplete, PaymentChoice
from serai.ordering.domain.new_order import NewOrder, PricedCart
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.queries.cart import cart
from serai.ordering.queries.new_order_view import view_of_new
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.paying_methods import must_suit
from serai.ordering.queries.placed_before import placed_before
from serai.ordering.queries.priced_cart import repriced
from serai.ordering.queries.views import TotalsView
from serai.ordering.queries.what_it_needs import steps_of
from serai.ordering.queries.what_waits import expected_ahead, is_any_there
from serai.ordering.usecases.advance_order import Standing
from serai.ordering.usecases.confirm_order import confirm_order
from serai.ordering.usecases.credit_decisions import credit_order_later
from serai.ordering.usecases.digital.hold_keys import hold_keys
from serai.ordering.usecases.follow_payment import (
    ACCEPT_ORDER,
    ACCEPT_PENDING,
    CONFIRM_ORDER,
    FAIL_ORDER,
    FOLLOW_CHANGE,
    FOLLOW_PENDING,
    FOLLOW_PROMISED,
    follow_payment,
)
from serai.ordering.usecases.pay_by_tenders import hold_tenders
from serai.ordering.usecases.promise_order import (
    PromiseChanged,
    promise_from_elsewhere,
    promise_order,
)
from serai.ordering.usecases.redeem_cart import redeem_cart
from serai.ordering.usecases.regulated.await_pharmacist import await_pharmacist
from serai.ordering.usecases.regulated.count_controlled import count_controlled
from serai.ordering.usecases.regulated.must_be_lawful import must_be_lawful
from serai.ordering.usecases.reserve_goods import reserve_goods
from serai.ordering.usecases.save_cart import update_cart
from serai.ordering.usecases.waiting.take_ahead import take_ahead
from serai.ordering.usecases.write_order import write_order
from serai.payments import public as payments
from serai.plumbing.db import done_again, unit_of_work
from serai.plumbing.events import handled_here
from serai.pricing import public as pricing


class PriceChanged(DomainError):
    """The cart costs something else by now; it shows the new prices."""

    code = "ordering.price_changed"
    kind = Kind.CONFLICT

    def __init__(self, cart: Cart, expected_total_minor: int) -> None:
        self.expected = Money(expected_total_minor, cart.currency)
        self.totals = TotalsView.of(cart.totals, cart.currency, cart.taxes)
        self._cart = cart
        super().__init__(f"The cart costs {self.totals.total} now; {self.expected} was expected.")

    @property
    def cart(self) -> Cart:
        """Return the cart at its new prices."""
        return self._cart


class CardNeeded(DomainError):
    """Neither a card nor a token of one came with the order."""

    code = "ordering.card_needed"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Send the card, or a token of it from the payment processor.")


class StockLost(DomainError):
    """The goods were gone when the money came; the order is cancelled and the money goes back."""

    code = "ordering.stock_lost"
    kind = Kind.CONFLICT

    def __init__(self, order_id: UUID) -> None:
        self.order_id = order_id
        super().__init__("The goods were sold meanwhile; what you paid is on its way back to you.")


class PlacedBefore(Exception):
    """The same request has made an order: undo what this one has written, and show that order."""


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """Which cart, for how much, and with what."""

    cart_id: UUID
    expected_total_minor: int
    """What the shopper was shown; another price is refused."""
    return_url: str
    """Where the processor's page sends the shopper back to; `{order_id}` is filled in."""
    card: payments.Card | None = field(default=None, repr=False)
    token: str = ""
    expected_due_minor: int | None = None
    """What gift cards and credit were shown to leave to be paid; without it, the whole total."""
    expected_by: date | None = None
    """By which day it was shown to be there; a later one is refused. Without it, any will do."""
    accepts_waiting: bool = False
    """Whether the shopper was shown, and agreed, that some of it comes later."""
    method: str = ""
    """How staff says that it will be paid; the cart stays as it was when that is refused."""
    network: bytes | None = field(default=None, repr=False)
    """Whence the request came, as `network_digest` tells; orders are counted by it."""


def place_order(
    buyer: Buyer, command: PlaceOrder, *, placing_key: PlacingKey, now: datetime
) -> OrderView:
    """
    Make an order of a cart and pay it.

    The order that comes back is `paid`, or `placing` while the shopper must confirm the payment or its
    outcome is not known yet. Eight statements in two transactions when all goes well.

    Args:
        buyer: who asks.
        command: what is asked.
        placing_key: the request; a repeated one finds the order that it made.
        now: the present instant.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: an order was made from it already.
        CartIncomplete: it has no lines, contact, delivery or payment yet.
        DraftOver: the shop had made it up, and it has run out.
        NotForSale: an article is no longer sold.
        NotSoldThere: the law of the place keeps an article from being sold there like this.
        AgeNotDeclared: an article is not for everybody, and the shopper has not declared their age.
        TooMuchOfIt: with what the shopper had lately it would be more than the law allows.
        PriceChanged: it costs something else now, perhaps because a promotion is used up; the cart shows it.
        PromotionUsedUp: a promotion is used up, and the price is the same without it: try again.
        TendersChanged: gift cards and credit leave something else to be paid than was expected.
        BalanceTooSmall: somebody else was just paying with the same card or credit.
        OutOfStock: too little is there, and no more can be sold ahead; nothing was reserved.
        MustWait: some of it comes later, and nobody agreed to that.
        PromiseChanged: it cannot be there by when it was expected.
        CardNeeded: nothing to charge.
        CardRefused: what was typed is no card.
        PlanNotFound: the token is no plan of instalments that this shopper was shown.
        PlanOutdated: the plan is too old or for another amount; look at it again.
        PaymentDeclined: the card was refused; the order has failed and the cart is open again.
        StockLost: the money came after the stock had gone; it goes back.
        KeyReused: the key came back with another body.
        ProcessorUnavailable: the card could not be turned into a token; nothing has happened.
    """
    token = _token(buyer, command, now)
    try:
        new, number, charge = done_again(
            partial(_write_down, buyer, command, token, placing_key, now)
        )
    except (DomainError, PlacedBefore) as refusal:
        return _made_before(buyer, command, refusal, placing_key, now)
    there = settle_order(new, charge, now=now)
    if there.state is OrderState.FAILED and new.payment_id is not None:
        raise payments.PaymentDeclined(new.payment_id, there.reason)
    if there.state is OrderState.CANCELLED:
        raise StockLost(new.id)
    return view_of_new(new, number, there.state, there.paying)


def settle_order(
    new: NewOrder, charge: payments.ChargeRequest | None, *, now: datetime
) -> Standing:
    """Ask for the money of an order that `write_down` has written, and write down what came of it."""
    result = None if charge is None else payments.charge_payment(charge, now=now)
    return done_again(partial(_settled, new, result, now))


@unit_of_work()
def _settled(new: NewOrder, result: payments.ChargeResult | None, now: datetime) -> Standing:
    """The second transaction."""
    if result is None:
        return confirm_order(new.id, None, new.paying, now=now)
    settled = payments.settle_from_processor(result, source=payments.Source.CALL, now=now)
    there = follow_payment(new.id, settled.payment, now=now)
    handled_here(CONFIRM_ORDER, FAIL_ORDER, ACCEPT_ORDER, ACCEPT_PENDING)
    handled_here(FOLLOW_CHANGE, FOLLOW_PROMISED, FOLLOW_PENDING)  # it pays an order
    return there


def _made_before(
    buyer: Buyer,
    command: PlaceOrder,
    refusal: DomainError | PlacedBefore,
    placing_key: PlacingKey,
    now: datetime,
) -> OrderView:
    """Return the order that the same request has made before; when it has made none, refuse this one."""
    before = placed_before(placing_key)
    if before is not None:
        if before.state is OrderState.FAILED and before.payment_id is not None:
            raise payments.PaymentDeclined(before.payment_id, before.reason) from None
        return order_of(buyer, before.order_id)
    told: Exception = refusal
    if isinstance(refusal, pricing.PromotionUsedUp):
        told = _without_what_is_used_up(buyer, command, refusal, now)
    if isinstance(told, PromiseChanged):
        fulfilment.forget_places()
    if isinstance(told, PriceChanged) and not command.method:
        update_cart(_as_known_here(told.cart), now=now)
    raise told from None


def _without_what_is_used_up(
    buyer: Buyer, command: PlaceOrder, refusal: pricing.PromotionUsedUp, now: datetime
) -> DomainError:
    """
    Return what the shopper is told: the price without the promotion, which their cart shows from now on.

    Every process reads anew what is left: this cart at once, others within seconds.
    """
    seen = _since(cart(buyer, command.cart_id), pricing.change_promotions())
    fresh = repriced(seen, now=now).cart
    if fresh.totals.total_minor == command.expected_total_minor:
        return refusal
    return PriceChanged(fresh, command.expected_total_minor)


def _as_known_here(changed: Cart) -> Cart:
    """Return the cart so that no process shows it at promotions that are older news than this one has."""
    return _since(changed, pricing.running_promotions(changed.channel_code).version)


def _since(seen: Cart, version: int) -> Cart:
    if version <= seen.promotions.since_version:
        return seen
    return replace(seen, promotions=replace(seen.promotions, since_version=version))


def _token(buyer: Buyer, command: PlaceOrder, now: datetime) -> str:
    if command.card is None:
        return command.token
    return payments.tokenise_card(command.card, channel_code=buyer.channel_code, now=now).token


@unit_of_work()
def _write_down(
    buyer: Buyer, command: PlaceOrder, token: str, placing_key: PlacingKey, now: datetime
) -> tuple[NewOrder, str, payments.ChargeRequest | None]:
    """The first transaction."""
    seen = cart(buyer, command.cart_id, lock=True).must_be_open()
    if seen.draft is not None:
        seen.draft.must_stand(now)
    if command.method:
        seen = _paid_by_method(seen, command.method)
    seen.must_have(*steps_of(seen))
    return write_down(seen, command, token, placing_key, now=now)


def _paid_by_method(seen: Cart, method: str) -> Cart:
    """Return the cart as if its shopper had chosen how it is paid; cards and credit pay what they paid."""
    tenders = seen.payment.tenders if seen.payment else ()
    return replace(seen, payment=PaymentChoice(session_id=uuid7(), method=method, tenders=tenders))


def write_down(
    seen: Cart, command: PlaceOrder, token: str, placing_key: PlacingKey, *, now: datetime
) -> tuple[NewOrder, str, payments.ChargeRequest | None]:
    """
    Write the order of a complete cart and begin its payment, which `settle_order` ends after the commit.

    Joins the caller's transaction, in which nobody else may order the cart. Stock comes last, so that what
    many want is locked for the shortest time.

    Raises:
        PlacedBefore: the same request has made an order.
        NotForSale, PriceChanged, OutOfStock and the rest: as `place_order`.
    """
    priced = _with_ahead(repriced(seen, now=now), now)
    total = priced.cart.totals.total_minor
    if total != command.expected_total_minor:
        raise PriceChanged(priced.cart, command.expected_total_minor)
    asked = must_be_lawful(priced.cart)
    order_id = uuid7()
    tenders = hold_tenders(
        priced.cart, order_id, expected_due_minor=command.expected_due_minor, now=now
    )
    due = total - sum(part.amount_minor for part in tenders)
    begun = _begun(priced, order_id, due, token, command.return_url, now) if due else None
    charge = begun.request if begun else None
    there_by = command.expected_by if is_any_there(priced.cart) else None
    new = NewOrder(
        id=order_id,
        priced=replace(
            priced,
            cart=promise_order(priced.cart, order_id, expected_by=there_by, now=now),
        ),
        payment_id=charge.payment_id if charge else None,
        paying=Paying("processing", charge.method) if charge else _paid_by(tenders),
        placed_at=now,
        tenders=tenders,
        demands=asked,
        network=command.network,
    )
    number = write_order(new, placing_key, begun.part if begun else None)
    if number is None:
        raise PlacedBefore
    if charge is not None and charge.method == payments.INSTALMENTS:
        _agree_plan(priced.cart, order_id, charge, token, now)
    count_controlled(priced.cart, order_id, asked.limited, now=now)
    await_pharmacist(priced.cart, order_id, asked.prescribed, now=now)
    hold_keys(priced.cart, order_id)
    credit_order_later(order_id, seen.lines, now=now)
    redeem_cart(priced.cart, order_id=order_id, now=now)
    ahead = take_ahead(
        priced.cart,
        order_id,
        accepts_waiting=command.accepts_waiting,
        expected_by=command.expected_by,
        now=now,
    )
    ordered = replace(new.priced.cart, ahead=ahead)
    reserved = reserve_goods(ordered, order_id, now=now)
    cart_there = promise_from_elsewhere(
        ordered,
        order_id,
        [line.location_id for line in reserved.lines],
        expected_by=there_by,
        now=now,
    )
    return replace(new, priced=replace(new.priced, cart=cart_there)), number, charge


def _with_ahead(priced: PricedCart, now: datetime) -> PricedCart:
    """Return the cart with what of it would come later: how it is paid and promised depends on that."""
    later = expected_ahead(priced.cart, now=now)
    return replace(priced, cart=replace(priced.cart, ahead=later)) if later else priced


def _paid_by(tenders: tuple[PaidBy, ...]) -> Paying | None:
    """How an order is paid that tenders pay wholly; `None` for one that costs nothing."""
    return Paying("captured", tenders[0].method, tenders[0].label) if tenders else None


def _begun(
    priced: PricedCart, order_id: UUID, due_minor: int, token: str, return_url: str, now: datetime
) -> payments.BegunPayment:
    cart = priced.cart
    if cart.payment is None or not cart.payment.method:
        raise CartIncomplete(["payment"])
    if cart.payment.method == payments.CARD and not token:
        raise CardNeeded
    must_suit(cart.payment.method, cart)
    return payments.payment_to_start(
        payments.StartPayment(
            cart_id=cart.id,
            order_id=order_id,
            channel_code=cart.channel_code,
            amount=Money(due_minor, cart.currency),
            token=token,
            return_url=return_url.replace("{order_id}", str(order_id)),
            method=cart.payment.method,
            with_goods=any(each.pays_with_goods for each in cart.ahead),
        ),
        now=now,
    )


def _agree_plan(
    cart: Cart, order_id: UUID, charge: payments.ChargeRequest, token: str, now: datetime
) -> None:
    plan = payments.AgreePlan(
        plan=token,
        customer_id=cart.customer_id,
        cart_id=cart.id,
        order_id=order_id,
        payment_id=charge.payment_id,
        amount=charge.amount,
    )
    payments.agree_plan(plan, now=now)
