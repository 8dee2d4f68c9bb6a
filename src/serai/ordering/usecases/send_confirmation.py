"""Write to the shopper that the order is paid, or how it is to be paid."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.conf import settings

from serai.ordering.domain.confirmation_letter import (
    LetterDiscount,
    LetterFacts,
    LetterLater,
    LetterLine,
    LetterTax,
    LetterTransfer,
    confirmation_letter,
)
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.order_shapes import OrderView, TransferView
from serai.ordering.queries.order_view import OrderNotFound, orders_of_ids
from serai.payments import public as payments
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound


def send_confirmation(order_id: UUID) -> None:
    """
    Send the confirmation of an order to its address; an order without one is passed over.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        OrderNotFound: no such order.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    [send] = confirmations([order_id])
    send()


def confirmations(order_ids: Collection[UUID]) -> list[Callable[[], None]]:
    """Return, for each order, what sends its confirmation; two statements for plain orders."""
    placed = orders_of_ids(order_ids)
    return [partial(_send, placed.get(order_id)) for order_id in order_ids]


def _send(placed: OrderView | None) -> None:
    if placed is None:
        raise OrderNotFound
    if not placed.email:
        return
    written = confirmation_letter(_facts(placed), locale=placed.locale)
    bound(Mailer).send(
        Letter(
            to=placed.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=placed.locale,
            key=f"order-{placed.id}-confirmation",
        )
    )


def _facts(placed: OrderView) -> LetterFacts:
    totals = placed.totals
    return LetterFacts(
        number=placed.number,
        name=placed.contact.name if placed.contact else "",
        lines=[LetterLine(line.name, line.quantity, line.line_total) for line in placed.lines],
        items=totals.items,
        discount=totals.discount,
        discounts=tuple(
            LetterDiscount(each.name, each.amount, each.coupon) for each in placed.discounts
        ),
        delivery=totals.delivery,
        tax=totals.tax,
        total=totals.total,
        taxes=tuple(LetterTax(each.name, Decimal(each.rate), each.tax) for each in totals.taxes),
        prices_include_tax=totals.prices_include_tax,
        treatment=totals.tax_treatment,
        tax_id=placed.tax_id.number if placed.tax_id else "",
        way=placed.delivery.label if placed.delivery else "",
        place=_place(placed),
        waits_for=_waits_for(placed),
        due=placed.due or None,
        transfer=_transfer(placed.transfer) if placed.transfer else None,
        url=f"{settings.SERAI_STOREFRONT_URL}/orders/{placed.id}",
        there=_there(placed),
        later=tuple(
            LetterLater(each.name, each.units, each.earliest, each.latest, each.release_on)
            for each in placed.ahead
        ),
    )


def _there(placed: OrderView) -> tuple[date, date] | None:
    """Return between which days it is promised; without a promise nothing is."""
    if placed.delivery is None or placed.delivery.promise is None:
        return None
    return placed.delivery.eta.earliest, placed.delivery.eta.latest


def _waits_for(placed: OrderView) -> str:
    if placed.state != OrderState.ACCEPTED or placed.payment is None:
        return ""
    if placed.payment.method == payments.BANK_TRANSFER:
        return "transfer"
    return "cash" if placed.payment.method in payments.PAID_LATER else "sending"


def _transfer(told: TransferView) -> LetterTransfer:
    return LetterTransfer(
        amount=told.amount,
        holder=told.holder,
        iban=told.iban,
        bic=told.bic,
        bank=told.bank,
        reference=told.reference,
        due_on=date.fromisoformat(told.due_on),
    )


def _place(placed: OrderView) -> list[str]:
    if placed.delivery and placed.delivery.location:
        return [placed.delivery.location.name]
    if placed.address is None or placed.contact is None:
        return []
    address = placed.address
    town = " ".join(filter(None, (address.city, address.region, address.postcode)))
    lines = (placed.contact.name, address.line1, address.line2, town, address.country)
    return [line for line in lines if line]
