"""Arrange all documents of a channel for reading, on this machine."""

from django.conf import settings

from serai.catalog.public import channel
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

    Readers go on with the one before until the pointer has moved, and after a crash for as long as it takes.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    folder = ChannelFolder.of(settings.SERAI_VAR, channel_code)
    with folder.alone():
        return _written(folder, channel_code)


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
        _written(folder, channel_code)
        return True


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


def _written(folder: ChannelFolder, channel_code: str) -> str:
    view = channel(channel_code)
    # The number is read before the documents: changes that come in between are in both, which is harmless.
    seq = latest_seq(channel_code)
    documents = list(shown_documents(channel_code))
    trained = folder.current(TRAINED)
    stamp = Stamp(channel_code, f"g{uuid7()}", seq)
    with folder.writing(stamp.name, CURRENT) as path:
        generation = generation_of(
            documents,
            Tables(view.currency, view.locale, category_tree(view.locale)),
            open_training(trained),
            new_indexes(path),
            stamp,
        )
        save_generation(path, generation, documents, trained.name if trained else "")
    _tidied(folder, trained.name if trained else "")
    return stamp.name


def _tidied(folder: ChannelFolder, trained: str) -> None:
    """Keep the last generations, for readers that are about to open them, and what they learnt from."""
    names = folder.names()
    generations = [name for name in names if name.startswith("g")][-_KEPT:]
    trainings = {trained, *[name for name in names if name.startswith("t")][-_KEPT:]}
    folder.tidy({*generations, *trainings})
