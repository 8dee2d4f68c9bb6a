"""Send whoever bought at a till their receipt by letter."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.papers.paper_ticket import IN_A_LETTER, Printed
from serai.ordering.domain.papers.receipt_letter import receipt_letter
from serai.ordering.queries.order_view import order
from serai.ordering.queries.papers.paper_links import printed_url
from serai.ordering.usecases.papers.print_order_sheet import on_sheet
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_RECEIPT = "ordering.send_receipt"


def send_receipt(order_id: UUID, *, now: datetime) -> None:
    """
    Send the receipt of an order to its address, in its language; passed over without an address.

    Refuses to run inside a unit of work; sent again after a crash, the letter has the same key.

    Raises:
        OrderNotFound: no such order.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    seen = order(order_id, looks=False)
    if not seen.email:
        return
    url = printed_url(Printed.RECEIPT, order_id, now=now, life=IN_A_LETTER)
    written = receipt_letter(on_sheet(seen), url=url)
    bound(Mailer).send(
        Letter(
            to=seen.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=seen.locale,
            key=f"order-{order_id}-receipt",
        )
    )
