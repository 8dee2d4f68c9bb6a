"""Show a shopper the plan with which their cart can be paid in parts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.cart import cart
from serai.ordering.queries.purses import shares_of
from serai.ordering.queries.what_it_needs import steps_of
from serai.payments import public as payments


@dataclass(frozen=True, slots=True)
class ProposeInstalments:
    """Which terms, and which kept card is charged; `None`: the default one."""

    terms_id: UUID
    instrument_id: UUID | None = None


def instalments_of_cart(buyer: Buyer, cart_id: UUID, *, now: datetime) -> list[payments.OfferView]:
    """
    Return every plan with which a cart can be paid, after what gift cards and credit pay of it.

    None for who has no account: instalments are charged to a kept card.

    Raises:
        CartNotFound: no such cart, or not theirs.
    """
    seen = cart(buyer, cart_id)
    if seen.customer_id is None:
        return []
    return payments.instalment_offers(seen.channel_code, _due(seen, now), on=now.date())


def propose_instalments(
    buyer: Buyer, cart_id: UUID, command: ProposeInstalments, *, now: datetime
) -> payments.PlanView:
    """
    Keep a plan for an hour; its id is the token that the order is placed with. Nothing is owed yet.

    Raises:
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartIncomplete: it has no lines, contact or delivery yet.
        TermsNotOffered: the shop does not offer these terms, or not for this amount.
        InstrumentNotFound: the card is not in this account, or there is none.
        MethodNotOffered: another processor takes the cards of this shop.
    """
    seen = cart(buyer, cart_id).must_be_open()
    seen.must_have(*steps_of(seen))
    if seen.customer_id is None:
        raise payments.MethodNotOffered(payments.INSTALMENTS)
    wanted = payments.ProposePlan(
        customer_id=seen.customer_id,
        cart_id=seen.id,
        channel_code=seen.channel_code,
        amount=_due(seen, now),
        terms_id=command.terms_id,
        instrument_id=command.instrument_id,
    )
    return payments.propose_plan(wanted, now=now)


def _due(seen: Cart, now: datetime) -> Money:
    paid = sum(minor for _, minor in shares_of(seen, now=now))
    return Money(seen.totals.total_minor - paid, seen.currency)
