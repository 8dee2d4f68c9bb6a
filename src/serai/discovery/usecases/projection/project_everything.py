"""Write all documents anew."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.catalog.public import ProductView, channels, products_after, products_of_ids
from serai.discovery.queries.shelves.document_rows import changed_between, latest_seq
from serai.discovery.usecases.projection.gather import (
    background_of,
    made_documents,
    note_shown_prices,
    offers_of,
)
from serai.discovery.usecases.projection.make_document import Background, Offers, make_document
from serai.discovery.usecases.projection.read_ahead import read_ahead
from serai.discovery.usecases.projection.write_documents import next_seq, replace_documents
from serai.discovery.usecases.without_collecting import without_collecting
from serai.plumbing.db import unit_of_work

_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class _Batch:
    """
    The products from `after`, without it, to `upto`, and what each channel offers of them.

    `seen` is how many changes each channel's documents had before anything was read.
    """

    products: list[ProductView]
    offers: list[Offers]
    seen: list[int]
    after: UUID
    upto: UUID


@without_collecting()
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
    for read in read_ahead(_batches(backgrounds, batch, now)):
        with unit_of_work():
            for place, background in enumerate(backgrounds):
                changed += _write(read, place, background, now)
        advance(len(read.products))
    return changed


def _batches(backgrounds: list[Background], batch: int, now: datetime) -> Iterator[_Batch]:
    after = _FIRST
    while True:
        seen = [latest_seq(background.channel.code) for background in backgrounds]
        products = products_after(after, batch)
        upto = products[-1].id if len(products) == batch else _LAST
        offers = [offers_of(products, background, now) for background in backgrounds]
        yield _Batch(products, offers, seen, after, upto)
        if len(products) < batch:
            return
        after = upto


def _write(read: _Batch, place: int, background: Background, now: datetime) -> int:
    """Write one channel's documents; those that others have written since the batch was read are read anew."""
    code = background.channel.code
    seq = next_seq(code)
    stale = changed_between(code, read.seen[place], after=read.after, upto=read.upto)
    fresh = [product for product in read.products if product.id not in stale]
    offers = read.offers[place]
    note_shown_prices(fresh, offers, background.channel, now)
    documents = [make_document(product, background, offers, seq=seq) for product in fresh]
    if stale:
        documents += made_documents(products_of_ids(stale), background, seq=seq, now=now)
    return replace_documents(code, documents, after=read.after, upto=read.upto, seq=seq)
