"""Write to the shopper what of an order is not for everybody, and what became of it."""

from uuid import UUID

from django.conf import settings

from serai.ordering.domain.regulated.letter import LawFacts, LetterTells, law_letter
from serai.ordering.queries.order_view import order
from serai.ordering.queries.prescriptions.dossier import prescribed_lines
from serai.ordering.queries.prescriptions.files_of_cart import files_of_cart
from serai.plumbing.db import current_work, refuse_inside_work, rows
from serai.plumbing.db.closing import JobRow
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_LAW_LETTER = "ordering.send_law_letter"


def write_later(order_id: UUID, tells: LetterTells) -> None:
    """Have a job write, once the open unit of work is committed."""
    arguments = {"order_id": str(order_id), "tells": tells}
    current_work().jobs.append(JobRow("default", SEND_LAW_LETTER, arguments))


def ask_for_prescription_later(order_id: UUID) -> None:
    """Have a job ask for the prescription of an order that was placed without it. Safe to repeat."""
    if not prescribed_lines(order_id):
        return
    [(cart_id,)] = rows(
        "SELECT coalesce(cart_id, id) FROM ordering_order WHERE id = %s", [order_id]
    )
    if not files_of_cart(cart_id):
        write_later(order_id, "wanted")


def send_law_letter(order_id: UUID, tells: LetterTells) -> None:
    """
    Write; an order without an address is passed over.

    Refuses to run inside a unit of work. Sent again after a crash, the letter has the same key.

    Raises:
        OrderNotFound: no such order.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    seen = order(order_id, looks=False)
    if not seen.email:
        return
    facts = LawFacts(
        number=seen.number,
        tells=tells,
        refused=tuple(
            (line.name, line.reason)
            for line in prescribed_lines(order_id)
            if line.state == "refused"
        ),
        url=f"{settings.SERAI_STOREFRONT_URL}/orders/{order_id}",
    )
    written = law_letter(facts, locale=seen.locale)
    bound(Mailer).send(
        Letter(
            to=seen.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=seen.locale,
            key=f"law-{order_id}-{tells}".replace("_", "-"),
        )
    )
