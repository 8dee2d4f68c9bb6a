"""Let a worker bring an order's papers up to date."""

from uuid import UUID

from serai.ordering.queries.papers.issuers import IssuerNotFound, issuer_of_channel
from serai.ordering.usecases.papers.settle_papers import SETTLE_PAPERS
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow


def ask_for_papers(order_id: UUID, channel_code: str, *, at_once: bool = False) -> None:
    """
    Write the job, unless no company issues invoices for the channel; one statement besides the job.

    Args:
        order_id: which order.
        channel_code: its channel.
        at_once: invoice an agreed order although it is not time yet.

    Raises:
        IssuerNotFound: `at_once`, and no company sells through the channel.
    """
    if issuer_of_channel(channel_code) is None:
        if at_once:
            raise IssuerNotFound(channel_code)
        return
    args = {"order_id": str(order_id), "at_once": at_once}
    with unit_of_work():
        current_work().jobs.append(
            JobRow("default", SETTLE_PAPERS, args, once=f"papers {order_id} {at_once}")
        )
