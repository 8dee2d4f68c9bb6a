"""What a cart's tenders can pay now, and what they leave to be paid."""

from dataclasses import dataclass
from datetime import datetime

from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart, TenderChoice
from serai.ordering.domain.sharing import Means, share_total
from serai.ordering.ports import Payer, Tenders
from serai.plumbing.wiring import bound


@dataclass(frozen=True)
class TenderView:
    """One tender of a cart or an order. `amount` is what it pays; `None` when nobody looked."""

    method: str
    source: str
    label: str
    amount: Money | None


def payer_of(cart: Cart) -> Payer:
    """Return who pays for a cart."""
    return Payer(cart.channel_code, cart.customer_id, cart.currency)


def shares_of(cart: Cart, *, now: datetime) -> tuple[tuple[TenderChoice, int], ...]:
    """
    Return what each tender of a priced cart pays, in minor units; two statements a tender, none without.

    In the order in which they were chosen; together they never pay more than the total.
    """
    if not cart.tenders:
        return ()
    tenders, payer = bound(Tenders), payer_of(cart)
    means = [
        Means(
            tenders.named(each.method).look(each.source, payer=payer, now=now).available.minor,
            each.most_minor,
        )
        for each in cart.tenders
    ]
    return tuple(zip(cart.tenders, share_total(cart.totals.total_minor, means), strict=True))


def tender_views(cart: Cart, *, now: datetime) -> list[TenderView]:
    """Return a priced cart's tenders with what each pays; two statements a tender."""
    return [
        TenderView(each.method, each.source, each.label, Money(minor, cart.currency))
        for each, minor in shares_of(cart, now=now)
    ]


def unlooked(cart: Cart) -> list[TenderView]:
    """Return a cart's tenders without looking what is in them; no statement."""
    return [TenderView(each.method, each.source, each.label, None) for each in cart.tenders]


def due_of(cart: Cart, tenders: list[TenderView] | None) -> Money | None:
    """Return what is left to be paid; `None` when nobody looked into the tenders."""
    total = Money(cart.totals.total_minor, cart.currency)
    if not cart.tenders:
        return total
    if tenders is None:
        return None
    paid = sum(each.amount.minor for each in tenders if each.amount)
    return total - Money(paid, cart.currency)
