"""A generation as files."""

import mmap
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
import tantivy

from serai.discovery.domain.category_tree import CategoryTree, Node
from serai.discovery.domain.columns import PLAIN, Columns
from serai.discovery.domain.document import Document
from serai.discovery.domain.generation import Generation, Indexes, Stamp, bounds_of
from serai.discovery.domain.keys import Keys
from serai.discovery.domain.labels import Labels
from serai.discovery.domain.pages import Pages
from serai.discovery.domain.sorting import STORED
from serai.discovery.domain.tables import AttributeTable, Tables
from serai.discovery.domain.text_index import text_schema
from serai.discovery.domain.vocabulary import Phrase, phrases_schema, words_schema
from serai.discovery.models.files.arrays import mapped, save_arrays

FORMAT = 3
MANIFEST, DOCUMENTS = "manifest.msgpack", "documents.bin"
TEXTS, WORDS, PHRASES = "texts", "words", "phrases"


class LabelsKept(msgspec.Struct, frozen=True, array_like=True):
    """The values of one coded column."""

    values: list[str]
    names: list[str]


class Manifest(msgspec.Struct, frozen=True):
    """All of a generation that is no array: what it is, and what its codes mean."""

    format: int
    channel: str
    seq: int
    training: str
    documents: int
    bytes: int
    currency: str
    locale: str
    categories: list[tuple[str, str, str]]
    brands: LabelsKept
    sizes: LabelsKept
    attributes: dict[str, tuple[str, LabelsKept]]
    words: list[str]
    phrases: list[Phrase]


class UnreadableGeneration(Exception):
    """The files are of another format, or not whole; the generation has to be written anew."""


def new_indexes(folder: Path) -> Indexes:
    """Return empty indexes in a folder."""
    schemas = {TEXTS: text_schema(), WORDS: words_schema(), PHRASES: phrases_schema()}
    for name in schemas:
        (folder / name).mkdir()
    return Indexes(
        *(tantivy.Index(schema, path=str(folder / name)) for name, schema in schemas.items())
    )


def save_generation(
    folder: Path, generation: Generation, documents: Sequence[Document], training: str
) -> None:
    """Write what the indexes of `new_indexes` do not hold; the manifest comes last."""
    bounds = bounds_of(documents)
    with (folder / DOCUMENTS).open("wb") as file:
        file.writelines(chain.from_iterable((each.card, each.rest) for each in documents))
    columns = generation.columns
    save_arrays(
        folder,
        {
            "bounds": bounds,
            **{name: getattr(columns, name) for name in PLAIN},
            **{
                f"attribute-{place}": column
                for place, column in enumerate(columns.attributes.values())
            },
            **{f"order-{sort.name}": generation.orders[sort] for sort in STORED},
            "key-digests": generation.keys.digests,
            "key-ordinals": generation.keys.ordinals,
        },
    )
    manifest = _manifest(generation, training, int(bounds[-1]))
    (folder / MANIFEST).write_bytes(msgspec.msgpack.encode(manifest))


def read_manifest(folder: Path) -> Manifest:
    """
    Return what a generation is.

    Raises:
        UnreadableGeneration: another format, or not whole.
    """
    try:
        manifest = msgspec.msgpack.decode((folder / MANIFEST).read_bytes(), type=Manifest)
        whole = (folder / DOCUMENTS).stat().st_size == manifest.bytes
    except (OSError, msgspec.DecodeError) as error:
        raise UnreadableGeneration(folder.name) from error
    if manifest.format != FORMAT or not whole:
        raise UnreadableGeneration(folder.name)
    return manifest


def open_generation(folder: Path, manifest: Manifest) -> tuple[Generation, Pages, Indexes]:
    """
    Return a generation, mapped into memory.

    Raises:
        UnreadableGeneration: a file is missing or not what it should be.
    """
    try:
        return _opened(folder, manifest)
    except (OSError, ValueError) as error:
        raise UnreadableGeneration(folder.name) from error


def _opened(folder: Path, manifest: Manifest) -> tuple[Generation, Pages, Indexes]:
    tables = _tables(manifest)
    columns = Columns(
        **{name: mapped(folder, name) for name in PLAIN},
        attributes={
            code: mapped(folder, f"attribute-{place}")
            for place, code in enumerate(manifest.attributes)
        },
    )
    generation = Generation(
        stamp=Stamp(manifest.channel, folder.name, manifest.seq),
        tables=tables,
        columns=columns,
        orders={sort: mapped(folder, f"order-{sort.name}") for sort in STORED},
        keys=Keys(mapped(folder, "key-digests"), mapped(folder, "key-ordinals")),
        words=manifest.words,
        phrases=manifest.phrases,
    )
    pages = Pages(_mapped_bytes(folder / DOCUMENTS), np.asarray(mapped(folder, "bounds")))
    indexes = Indexes(*(_opened_index(folder / name) for name in (TEXTS, WORDS, PHRASES)))
    return generation, pages, indexes


def _mapped_bytes(path: Path) -> memoryview:
    if path.stat().st_size == 0:
        return memoryview(b"")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _manifest(generation: Generation, training: str, size: int) -> Manifest:
    tables = generation.tables
    return Manifest(
        format=FORMAT,
        channel=generation.stamp.channel,
        seq=generation.stamp.seq,
        training=training,
        documents=len(generation.columns),
        bytes=size,
        currency=tables.currency,
        locale=tables.locale,
        categories=[(node.slug, node.name, node.parent) for node in tables.tree.nodes],
        brands=LabelsKept(tables.brands.values, tables.brands.names),
        sizes=LabelsKept(tables.sizes.values, tables.sizes.names),
        attributes={
            code: (table.label, LabelsKept(table.labels.values, table.labels.names))
            for code, table in tables.attributes.items()
        },
        words=list(generation.words),
        phrases=list(generation.phrases),
    )


def _tables(manifest: Manifest) -> Tables:
    return Tables(
        currency=manifest.currency,
        locale=manifest.locale,
        tree=CategoryTree(Node(*node) for node in manifest.categories),
        brands=Labels.of(manifest.brands.values, manifest.brands.names),
        sizes=Labels.of(manifest.sizes.values, manifest.sizes.names),
        attributes={
            code: AttributeTable(label, Labels.of(kept.values, kept.names))
            for code, (label, kept) in manifest.attributes.items()
        },
    )


def _opened_index(path: Path) -> tantivy.Index:
    """Return an index whose searchers change only when it is told to reload: nothing watches its files."""
    index = tantivy.Index.open(str(path))
    index.config_reader("Manual", 1)
    return index
