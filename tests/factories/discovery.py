"""Documents and snapshots for tests, made in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import numpy as np

from serai.catalog.public import parse_package_size
from serai.discovery.domain.category_tree import CategoryTree, Node
from serai.discovery.domain.document import Attribute, Band, Document, Facts
from serai.discovery.domain.generation import Stamp, generation_of, snapshot_in_memory
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.search_text import search_text
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.training import Training
from serai.discovery.models.files.channel_folder import CURRENT, ChannelFolder
from serai.discovery.models.files.generation_files import new_indexes, save_generation
from serai.discovery.ports import Purchases

TREE = (
    Node("grocery", "Grocery", ""),
    Node("dairy", "Dairy", "grocery"),
    Node("milk", "Milk", "dairy"),
    Node("cheese", "Cheese", "dairy"),
    Node("drinks", "Soft drinks", "grocery"),
    Node("home", "Household", ""),
    Node("paper", "Paper goods", "home"),
)
_NAMES = {node.slug: node.name for node in TREE}


def an_id(number: int) -> UUID:
    """Return the UUIDv7 with this number, made at that millisecond."""
    return UUID(int=(number << 80) | (7 << 76) | (2 << 62) | number)


def measure_of(text: str) -> tuple[str, float] | None:
    """Read a size as the shop does."""
    try:
        amount, unit = parse_package_size(text).in_base()
    except ValueError:
        return None
    return unit, float(amount)


def a_document(number: int = 1, name: str = "", *, seq: int = 1, **facts: Any) -> Document:
    """Return a document; `attributes` is a dictionary, `price` is in cents, `category` a slug of `TREE`."""
    name = name or f"Thing {number}"
    brand = facts.pop("brand", "Acme")
    size = facts.pop("size", "")
    category = facts.pop("category", "milk")
    attributes = facts.pop("attributes", {})
    slug = facts.pop("slug", f"{name}-{number}".lower().replace(" ", "-"))
    made = Facts(
        name=name,
        keys=(slug, f"SKU-{number}"),
        variants=(an_id(10_000 + number).bytes,),
        category=category,
        brand=brand.lower().replace(" ", "-"),
        brand_name=brand,
        size=size,
        measure=measure_of(size) if size else None,
        price=facts.pop("price", 100),
        band=facts.pop("band", Band.IN),
        attributes=tuple(
            Attribute(code, code.title(), value) for code, value in sorted(attributes.items())
        ),
        text=search_text(
            name=name,
            brand=brand,
            categories=[_NAMES[category]] if category else [],
            attributes=attributes.values(),
            description=facts.pop("description", ""),
        ),
    )
    assert not facts, f"Unknown: {facts}"
    card = msgspec.json.encode(
        {"id": str(an_id(number)), "slug": slug, "name": name, "price": made.price}
    )
    rest = msgspec.json.encode({"description": name, "seq": seq})[1:-1]
    return Document(an_id(number), seq, card, rest, made)


def gone(document: Document, *, seq: int = 2) -> Document:
    """Return what is left of a document that is no longer shown."""
    return Document(document.product_id, seq, b"", b"", None)


def a_snapshot(
    documents: Iterable[Document] = (),
    *,
    training: Training | None = None,
    meaning: Meaning | None = None,
    seq: int = 1,
) -> Snapshot:
    """Return a generation of documents, without overlay."""
    living = [each for each in documents if each.facts is not None]
    return snapshot_in_memory(
        sorted(living, key=lambda each: each.product_id),
        Tables("USD", "en", CategoryTree(TREE)),
        training or Training.none(),
        Stamp("web", "g1", seq),
        meaning,
    )


def some_purchases(
    lines: Iterable[Sequence[int]],
    *,
    customers: Sequence[UUID],
    variants: Sequence[UUID],
    places: Sequence[UUID] = (),
) -> Purchases:
    """
    Return one piece a line: customer, order, variant and day, with a place and a minute or without.

    Customers, variants and places are numbers of ids in their lists; -1 is a guest, or an unknown place.
    """
    columns = np.array([(*line, -1, 0) if len(line) == 4 else tuple(line) for line in lines])
    customer, order, variant, day, place, minute = columns.reshape(-1, 6).T
    return Purchases(
        customer=customer.astype(np.int32),
        order=order.astype(np.int32),
        variant=variant.astype(np.int32),
        day=day.astype(np.int32),
        minute=minute.astype(np.int16),
        place=place.astype(np.int32),
        quantity=np.ones(customer.size, np.float32),
        customers=np.array([each.bytes for each in customers], "S16"),
        variants=np.array([each.bytes for each in variants], "S16"),
        places=np.array([each.bytes for each in places], "S16"),
    )


def names_in(body: bytes) -> list[str]:
    """Return the names on the cards of an answer."""
    return [card["name"] for card in msgspec.json.decode(body)["items"]]


def popular(training: Training, documents: Sequence[Document], scores: Sequence[float]) -> Training:
    """Return a training in which these documents are this popular."""
    order = sorted(range(len(documents)), key=lambda place: documents[place].product_id)
    return replace(
        training,
        product=np.array([documents[place].product_id.bytes for place in order], "S16"),
        popularity=np.array([scores[place] for place in order], np.float32),
    )


def write_files(folder: ChannelFolder, name: str, documents: list[Document]) -> None:
    """
    Write a generation of documents, sorted by id, and point to it.

    Answers are remembered by its name: tests that ask over HTTP each choose their own.
    """
    with folder.writing(name, CURRENT) as path:
        generation = generation_of(
            documents,
            Tables("USD", "en", CategoryTree(TREE)),
            Training.none().popularity_of,
            new_indexes(path),
            Stamp("web", name, 1),
        )
        save_generation(path, generation, documents, "")
