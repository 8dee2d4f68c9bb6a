"""Arrange all documents of a channel for reading, on this machine."""

from collections.abc import Callable

from django.conf import settings

from serai.catalog.public import channel
from serai.discovery.domain.columns import PopularityOf
from serai.discovery.domain.document import Document
from serai.discovery.domain.generation import Stamp, generation_of
from serai.discovery.domain.tables import Tables
from serai.discovery.models.files.channel_folder import CURRENT, TRAINED, ChannelFolder
from serai.discovery.models.files.generation_files import (
    UnreadableGeneration,
    new_indexes,
    read_manifest,
    save_generation,
)
from serai.discovery.models.files.training_files import open_training
from serai.discovery.queries.shelves.document_rows import (
    changed_since,
    latest_seq,
    shown_documents,
)
from serai.discovery.usecases.generations.category_nodes import category_tree
from serai.kernel.ids import uuid7

_DUE = 2000
_KEPT = 2


def write_generation(channel_code: str) -> str:
    """
    Write a generation of everything that the channel shows and point to it; return its name.

    It goes on with what was learnt last. Readers keep the generation before until the pointer has moved,
    and after a crash for as long as it takes.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    with folder.alone():
        return _written_now(folder, channel_code)


def write_generation_when_due(channel_code: str) -> bool:
    """Write a generation when thousands of documents have changed since the last; return whether it did."""
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    if changed_since(channel_code, _seq_written(folder)) < _DUE:
        return False
    write_generation(channel_code)
    return True


def ensure_generation(channel_code: str) -> bool:
    """
    Write a generation when this machine has none that can be read; return whether it did.

    One that is ahead of the tables is of no use either: a database was restored, or begun anew.
    """
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    if _is_usable(folder, channel_code):
        return False
    with folder.alone():
        if _is_usable(folder, channel_code):
            return False
        _written_now(folder, channel_code)
        return True


def gathered(channel_code: str) -> tuple[int, list[Document]]:
    """
    Return everything that a channel shows, sorted by id, and the latest change that is surely in it.

    The number is read first: changes that come in between are in both, which is harmless.
    """
    return latest_seq(channel_code), list(shown_documents(channel_code))


def written(
    folder: ChannelFolder,
    documents: list[Document],
    popularity_of: PopularityOf,
    *,
    stamp: Stamp,
    trained: str,
    finish: Callable[[], None] = lambda: None,
) -> str:
    """
    Write documents as a generation and point to it; hold `folder.alone` meanwhile.

    Args:
        folder: the channel's.
        documents: as from `gathered`.
        popularity_of: how popular products are, by id.
        stamp: what the generation is called.
        trained: the name of the training that it uses, empty for none.
        finish: what else has to be there before readers switch.
    """
    view = channel(stamp.channel)
    tables = Tables(view.currency, view.locale, category_tree(view.locale))
    with folder.writing(stamp.name, CURRENT) as path:
        generation = generation_of(documents, tables, popularity_of, new_indexes(path), stamp)
        save_generation(path, generation, documents, trained)
        finish()
    _tidied(folder, trained)
    return stamp.name


def new_stamp(channel_code: str, seq: int) -> Stamp:
    """Return a fresh name for a generation; later ones sort after earlier ones."""
    return Stamp(channel_code, f"g{uuid7()}", seq)


def _written_now(folder: ChannelFolder, channel_code: str) -> str:
    seq, documents = gathered(channel_code)
    trained = folder.current(TRAINED)
    return written(
        folder,
        documents,
        open_training(trained).popularity_of,
        stamp=new_stamp(channel_code, seq),
        trained=trained.name if trained else "",
    )


def _is_usable(folder: ChannelFolder, channel_code: str) -> bool:
    return 0 <= _seq_written(folder) <= latest_seq(channel_code)


def _seq_written(folder: ChannelFolder) -> int:
    """Return the seq of the current generation, -1 when there is none that can be read."""
    path = folder.current(CURRENT)
    if path is None:
        return -1
    try:
        return read_manifest(path).seq
    except UnreadableGeneration:
        return -1


def _tidied(folder: ChannelFolder, trained: str) -> None:
    """Keep the last generations, for readers that are about to open them, and what they learnt from."""
    names = folder.names()
    generations = [name for name in names if name.startswith("g")][-_KEPT:]
    trainings = {trained, *[name for name in names if name.startswith("t")][-_KEPT:]}
    folder.tidy({*generations, *trainings})
