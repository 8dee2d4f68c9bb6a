"""How an order is paid, as it shows that."""

from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.cart import Totals
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paid_by import PaidBy
from serai.ordering.domain.paying import Paying
from serai.ordering.queries.order_shapes import ActionView, PayingView, TransferView
from serai.ordering.queries.purses import TenderView
from serai.payments import public as payments


def paying_view(paying: Paying | None) -> PayingView | None:
    """Return how an order is paid."""
    return None if paying is None else PayingView(paying.state, paying.method, paying.label)


def action_view(state: OrderState, paying: Paying | None) -> ActionView | None:
    """Return what the shopper must do, while there is something to do."""
    if state is not OrderState.PLACING or paying is None or not paying.action_url:
        return None
    return ActionView("redirect", paying.action_url)


def tenders_of_order(parts: tuple[PaidBy, ...], currency: str) -> list[TenderView]:
    """Return what tenders have paid of an order."""
    return [
        TenderView(part.method, part.source, part.label, Money(part.amount_minor, currency))
        for part in parts
    ]


def due_of_order(
    state: OrderState,
    paying: Paying | None,
    totals: Totals,
    parts: tuple[PaidBy, ...],
    currency: str,
) -> Money:
    """Return what is still to come of what was agreed."""
    if paying is not None and paying.state == payments.PaymentState.AUTHORISED:
        return Money(0, currency)  # it is set aside, and taken with the goods
    waits = state in (OrderState.PLACING, OrderState.ACCEPTED)
    late = state is OrderState.FULFILLED and paying is not None and paying.state == "pending"
    left = totals.total_minor - sum(part.amount_minor for part in parts) if waits or late else 0
    return Money(left, currency)


def due_after_changes(order_id: UUID, currency: str) -> Money:
    """Return what an order with documents still waits for: they may have made that less, or more."""
    paid = payments.payments_of_order(order_id)
    pending = (each for each in paid if each.state is payments.PaymentState.PENDING)
    return Money(sum(each.amount.minor for each in pending), currency)


def transfer_for(channel_code: str, paying: Paying | None, due: Money) -> TransferView | None:
    """Return how to make the transfer that is waited for, if one is."""
    if paying is None or not paying.reference or not due:
        return None
    account = payments.bank_account(channel_code)
    if account is None:
        return None
    return TransferView(
        holder=account.holder,
        iban=account.iban,
        bic=account.bic,
        bank=account.bank,
        reference=paying.reference,
        amount=due,
        due_on=paying.due_on,
    )
