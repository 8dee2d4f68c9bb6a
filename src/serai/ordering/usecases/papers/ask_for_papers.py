"""Let a worker bring an order's papers up to date."""

from uuid import UUID

from serai.ordering.queries.papers.issuers import issuer_of_channel
from serai.ordering.usecases.papers.settle_papers import SETTLE_PAPERS
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow


def ask_for_papers(order_id: UUID, channel_code: str) -> None:
    """Write the job, unless no company issues invoices for the channel; one statement besides the job."""
    if issuer_of_channel(channel_code) is None:
        return
    with unit_of_work():
        current_work().jobs.append(
            JobRow("default", SETTLE_PAPERS, {"order_id": str(order_id)}, once=f"papers {order_id}")
        )
