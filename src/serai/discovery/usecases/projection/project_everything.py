"""Write all documents anew."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from serai.catalog.public import channels, products_after
from serai.discovery.usecases.projection.gather import background_of, made_documents
from serai.discovery.usecases.projection.write_documents import (
    next_seq,
    withdraw_between,
    write_documents,
)
from serai.plumbing.db import unit_of_work

_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)


def project_everything(
    *, now: datetime, batch: int = 2000, advance: Callable[[int], None] = lambda count: None
) -> int:
    """
    Write every document of every channel, `batch` products to a transaction; return how many changed.

    What no longer exists is withdrawn on the way. After an interruption everything written is true; the
    next run writes the rest.
    """
    backgrounds = [background_of(channel) for channel in channels()]
    changed = 0
    after: UUID | None = None
    while True:
        with unit_of_work():
            # The numbers first: what is read then cannot be older than what others have written.
            seqs = [next_seq(background.channel.code) for background in backgrounds]
            products = products_after(after, batch)
            upto = products[-1].id if len(products) == batch else _LAST
            there = [each.id for each in products]
            for background, seq in zip(backgrounds, seqs, strict=True):
                code = background.channel.code
                documents = made_documents(products, background, seq=seq, now=now)
                changed += write_documents(code, documents)
                changed += withdraw_between(code, after or _FIRST, upto, there, seq=seq)
        advance(len(products))
        if len(products) < batch:
            return changed
        after = upto
