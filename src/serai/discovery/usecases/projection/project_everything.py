"""Write the documents of a whole channel anew."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from serai.catalog.public import ChannelView, products_after
from serai.discovery.usecases.projection.project_products import made_documents
from serai.discovery.usecases.projection.write_documents import (
    next_seq,
    withdraw_between,
    write_documents,
)
from serai.plumbing.db import unit_of_work

_LAST = UUID(int=2**128 - 1)


def project_everything(
    channel: ChannelView,
    *,
    now: datetime,
    batch: int = 2000,
    advance: Callable[[int], None] = lambda count: None,
) -> int:
    """
    Write every document of a channel, `batch` to a transaction; return how many changed.

    What no longer exists is withdrawn on the way. After an interruption everything written is true; the
    next run writes the rest.
    """
    changed = 0
    after: UUID | None = None
    while True:
        with unit_of_work():
            seq = next_seq(channel.code)
            products = products_after(after, batch)
            documents = made_documents(channel, products, seq=seq, now=now)
            changed += write_documents(channel.code, documents)
            upto = products[-1].id if len(products) == batch else _LAST
            there = [each.product_id for each in documents]
            changed += withdraw_between(channel.code, after or UUID(int=0), upto, there, seq=seq)
        advance(len(products))
        if len(products) < batch:
            return changed
        after = upto
