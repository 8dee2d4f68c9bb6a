"""Write the documents of some products anew."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from serai.catalog.public import (
    ChannelView,
    ProductView,
    attributes,
    categories,
    channels,
    products_of_ids,
)
from serai.discovery.domain.document import Document
from serai.discovery.usecases.projection.make_document import Surroundings, make_document
from serai.discovery.usecases.projection.write_documents import next_seq, write_documents
from serai.inventory.public import availability
from serai.plumbing.db import unit_of_work
from serai.pricing.public import prices_of


@unit_of_work()
def project_products(product_ids: Collection[UUID], *, now: datetime) -> int:
    """
    Write what every channel shows of these products; return how many documents changed.

    A fixed number of statements per channel, however many products.
    """
    changed = 0
    for channel in channels():
        seq = next_seq(channel.code)
        found = products_of_ids(product_ids)
        documents = made_documents(channel, found, seq=seq, now=now)
        gone = set(product_ids) - {each.id for each in found}
        documents += [Document(product_id, seq, b"", b"", None) for product_id in sorted(gone)]
        changed += write_documents(channel.code, documents)
    return changed


def made_documents(
    channel: ChannelView, products: Sequence[ProductView], *, seq: int, now: datetime
) -> list[Document]:
    """Return the documents of products in one channel."""
    variant_ids = [variant.id for product in products for variant in product.variants]
    around = Surroundings(
        channel=channel,
        definitions=attributes(),
        category_names={node.slug: node.name for node in categories(channel.locale)},
        prices=prices_of(variant_ids, channel.code, now),
        availability=availability(variant_ids, channel.code),
    )
    return [make_document(product, around, seq=seq) for product in products]
