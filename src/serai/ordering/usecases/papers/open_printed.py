"""Open what a ticket names, as a PDF."""

from datetime import datetime

from serai.ordering.domain.papers.paper_ticket import Printed, read_paper_ticket
from serai.ordering.usecases.papers.print_group_slip import print_group_slip
from serai.ordering.usecases.papers.print_order_sheet import print_packing_slip, print_receipt
from serai.ordering.usecases.papers.print_paper import print_paper
from serai.ordering.usecases.papers.print_return_label import print_return_label


def open_printed(ticket: str, *, secret: bytes, now: datetime) -> tuple[str, bytes]:
    """
    Return a name for the file, and the PDF.

    Raises:
        BadPaperTicket: the link is not ours, or is over.
        PaperNotFound: it names a paper that there is none of.
        OrderNotFound: it names an order that there is none of.
        GroupNotFound: it names a part of an order that there is none of.
        ReturnNotFound: it names a return that there is none of.
        TypesettingFailed: try again later.
    """
    opened = read_paper_ticket(ticket, secret=secret, now=now)
    name = f"{opened.what.value.replace('_', '-')}-{opened.id}.pdf"
    if opened.what is Printed.PAPER:
        return name, print_paper(opened.id, now=now)
    if opened.what is Printed.RECEIPT:
        return name, print_receipt(opened.id)
    if opened.what is Printed.PACKING_SLIP:
        return name, print_packing_slip(opened.id)
    if opened.what is Printed.GROUP_SLIP:
        return name, print_group_slip(opened.id)
    return name, print_return_label(opened.id, now=now)
