"""Write the documents of some products anew."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.catalog.public import channels, products_of_ids
from serai.discovery.domain.document import Document
from serai.discovery.usecases.projection.gather import background_of, made_documents
from serai.discovery.usecases.projection.write_documents import next_seq, write_documents
from serai.plumbing.db import unit_of_work


@unit_of_work()
def project_products(product_ids: Collection[UUID], *, now: datetime) -> int:
    """Write what every channel shows of these products; return how many documents changed."""
    changed = 0
    for channel in channels():
        seq = next_seq(channel.code)
        found = products_of_ids(product_ids)
        documents = made_documents(found, background_of(channel), seq=seq, now=now)
        gone = set(product_ids) - {each.id for each in found}
        documents += [Document(product_id, seq, b"", b"", None) for product_id in sorted(gone)]
        changed += write_documents(channel.code, documents)
    return changed
