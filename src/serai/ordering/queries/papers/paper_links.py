"""Where the papers of an order can be opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from serai.fulfilment import public as fulfilment
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.papers.paper_ticket import WHILE_LOOKING, Printed, issue_paper_ticket
from serai.ordering.queries.order_view import OrderNotFound, order_of
from serai.ordering.queries.papers.papers_of_order import papers_of_order
from serai.ordering.queries.returns.return_view import ReturnNotFound, return_of_id


@dataclass(frozen=True)
class PaperLink:
    """An invoice or a credit note, and where its PDF is."""

    id: UUID
    kind: str
    number: str
    issued_at: datetime
    total: Money
    sha256: str
    url: str


@dataclass(frozen=True)
class PapersView:
    """What of an order can be opened; links are good for an hour."""

    papers: list[PaperLink]
    receipt_url: str


@dataclass(frozen=True)
class GroupSlip:
    """The packing slip of what leaves one location together."""

    group_id: UUID
    number: str
    url: str


@dataclass(frozen=True)
class StaffPapersView:
    """What of an order can be opened by staff; links are good for an hour."""

    papers: list[PaperLink]
    receipt_url: str
    packing_slip_url: str
    packing_slips: list[GroupSlip]


def printed_url(what: Printed, key: UUID, *, now: datetime, life: timedelta = WHILE_LOOKING) -> str:
    """Return the address of a PDF, good for `life`."""
    ticket = issue_paper_ticket(what, key, secret=settings.SERAI_SECRET, ends=now + life)
    return f"{settings.SERAI_PUBLIC_API_URL}/papers/{ticket}.pdf"


def papers_of(buyer: Buyer, order_id: UUID, *, now: datetime) -> PapersView:
    """
    Return the papers of the buyer's order; four statements.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    found = order_of(buyer, order_id)
    return PapersView(_links(found.id, now), printed_url(Printed.RECEIPT, found.id, now=now))


def label_of(buyer: Buyer, return_id: UUID, *, now: datetime) -> str:
    """
    Return the address of the label of the buyer's parcel that comes back; six statements.

    Raises:
        ReturnNotFound: no such return, or not theirs.
    """
    found = return_of_id(return_id)
    try:
        order_of(buyer, found.order_id)
    except OrderNotFound:
        raise ReturnNotFound from None
    return printed_url(Printed.RETURN_LABEL, found.id, now=now)


def papers_for_staff(order_id: UUID, *, now: datetime) -> StaffPapersView:
    """Return the papers of an order, whoever's it is; three statements."""
    slips = [
        GroupSlip(
            group.id,
            f"{group.order_number}/{group.number}",
            printed_url(Printed.GROUP_SLIP, group.id, now=now),
        )
        for group in fulfilment.groups_of_order(order_id)
    ]
    return StaffPapersView(
        _links(order_id, now),
        printed_url(Printed.RECEIPT, order_id, now=now),
        printed_url(Printed.PACKING_SLIP, order_id, now=now),
        slips,
    )


def _links(order_id: UUID, now: datetime) -> list[PaperLink]:
    return [
        PaperLink(
            view.id,
            view.kind,
            view.number,
            view.issued_at,
            view.total,
            view.sha256,
            printed_url(Printed.PAPER, view.id, now=now),
        )
        for view in papers_of_order(order_id)
    ]
