"""Write to the shopper what became of an order, and where a return stands."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.conf import settings

from serai.ordering.domain.changes.change_letter import (
    ChangeFacts,
    ChangeLetter,
    ReturnFacts,
    letter_of_change,
    letter_of_return,
)
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.queries.changes.change_view import ChangeNotFound, ChangeView, changes_of_ids
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import OrderNotFound, order, orders_of_ids
from serai.ordering.queries.returns.return_view import return_of_id
from serai.plumbing.db import current_work, refuse_inside_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_CHANGE, SEND_RETURN = "ordering.send_change", "ordering.send_return"
"""The jobs that write; what changes is written of many at a time, in the queue of that name."""


def send_change_later(order_id: UUID, change_id: UUID) -> None:
    """Have a job write about a change, once the open unit of work is committed."""
    arguments = {"order_id": str(order_id), "change_id": str(change_id)}
    current_work().jobs.append(JobRow(SEND_CHANGE, SEND_CHANGE, arguments))


def send_return_later(order_id: UUID, return_id: UUID) -> None:
    """Have a job write where a return stands, once the open unit of work is committed."""
    arguments = {"order_id": str(order_id), "return_id": str(return_id)}
    current_work().jobs.append(JobRow("default", SEND_RETURN, arguments))


def send_change(order_id: UUID, change_id: UUID) -> None:
    """
    Write what a change of an order comes to; an order without an address is passed over.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        OrderNotFound, ChangeNotFound: no such order or change.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    [send] = change_letters([(order_id, change_id)])
    send()


def change_letters(asked: Sequence[tuple[UUID, UUID]]) -> list[Callable[[], None]]:
    """Return, for each order and its change, what sends the letter; four statements however many."""
    orders = orders_of_ids({order_id for order_id, _ in asked})
    changes = changes_of_ids([change_id for _, change_id in asked])
    return [
        partial(_send_change, orders.get(order_id), changes.get(change_id))
        for order_id, change_id in asked
    ]


def _send_change(seen: OrderView | None, change: ChangeView | None) -> None:
    if seen is None:
        raise OrderNotFound
    if change is None:
        raise ChangeNotFound
    facts = ChangeFacts(
        number=seen.number,
        rows=[
            (f"{line.quantity:+} × {line.name}" if line.quantity else line.name, line.total)
            for line in change.lines
            if line.name and line.kind != LineKind.PROMOTION
        ],
        difference=change.difference,
        refund=change.refund,
        due=change.due,
        total=seen.total_now,
        url=f"{settings.SERAI_STOREFRONT_URL}/orders/{seen.id}/changes",
        lost=change.promotions.lost if change.promotions else (),
        earned=change.promotions.earned if change.promotions else (),
        promoted=change.promotions.difference if change.promotions else None,
    )
    written = letter_of_change(facts, locale=seen.locale)
    _send(seen, written, f"change-{change.id}-{change.state}")


def send_return(order_id: UUID, return_id: UUID) -> None:
    """
    Write where a return stands: approved, refused or called off. Anything else is told by the change.

    Raises:
        OrderNotFound, ReturnNotFound: no such order or return.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    seen, one = order(order_id, looks=False), return_of_id(return_id)
    if one.state not in ("approved", "refused", "cancelled"):
        return
    facts = ReturnFacts(
        number=seen.number,
        state=one.state,
        label=one.label,
        why=one.reason if one.state == "refused" else "",
        url=f"{settings.SERAI_STOREFRONT_URL}/orders/{order_id}/returns/{return_id}",
    )
    written = letter_of_return(facts, locale=seen.locale)
    _send(seen, written, f"return-{return_id}-{one.state}")


def _send(seen: OrderView, written: ChangeLetter, key: str) -> None:
    if not seen.email:
        return
    bound(Mailer).send(
        Letter(
            to=seen.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=seen.locale,
            key=key,
        )
    )
