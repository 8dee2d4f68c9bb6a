"""Generations on the disk: whole or not there."""

from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from factories.discovery import a_document, measure_of, names_in, popular, write_files

from serai.discovery.domain.generation import snapshot_of
from serai.discovery.domain.meaning import Meaning
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.models.files.channel_folder import CURRENT, TRAINED, ChannelFolder
from serai.discovery.models.files.generation_files import (
    DOCUMENTS,
    MANIFEST,
    UnreadableGeneration,
    open_generation,
    read_manifest,
)
from serai.discovery.models.files.training_files import open_training, save_training
from serai.discovery.queries.autocomplete import autocomplete
from serai.discovery.queries.lists.listing import listing
from serai.discovery.queries.lists.searching import search


@pytest.fixture
def folder(a_folder: Path) -> ChannelFolder:
    return ChannelFolder.of(a_folder, "we/b")


def test_a_generation_is_read_as_it_was_written(folder: ChannelFolder):
    shop = [a_document(n, f"Tea number {n}", attributes={"sort": f"{n % 3}"}) for n in range(1, 9)]
    write_files(folder, "g1", shop)

    snapshot = _opened(folder)

    assert set(names_in(listing(snapshot, []))) == {each.facts.name for each in shop}
    assert names_in(search(snapshot, "tea number 5", [], measure_of))[0] == "Tea number 5"
    assert b"Tea number 3" in autocomplete(snapshot, "te")
    assert snapshot.pages.page(3) == shop[3].page
    assert snapshot.keys.ordinal("SKU-8") == 7


def test_an_empty_generation_can_be_read(folder: ChannelFolder):
    write_files(folder, "g1", [])

    assert names_in(listing(_opened(folder), [])) == []


def test_the_pointer_moves_only_when_everything_is_written(folder: ChannelFolder):
    write_files(folder, "g1", [a_document(1, "First")])

    with pytest.raises(OSError, match="disk full"):
        _half_written(folder, "g2")

    assert names_in(listing(_opened(folder), [])) == ["First"]
    assert folder.names() == ["g1"]


def test_what_a_crash_left_behind_is_no_generation_and_is_tidied(folder: ChannelFolder):
    write_files(folder, "g1", [a_document(1, "First")])
    (folder.path / ".g2").mkdir()
    (folder.path / "g0").mkdir()

    assert folder.current(CURRENT).name == "g1"
    folder.tidy({"g1"})

    assert sorted(path.name for path in folder.path.iterdir() if path.is_dir()) == ["g1"]


def test_a_pointer_to_a_folder_that_is_gone_points_nowhere(folder: ChannelFolder):
    folder.path.mkdir(parents=True)
    (folder.path / CURRENT).write_text("g9")

    assert folder.current(CURRENT) is None


@pytest.mark.parametrize("damage", ["manifest missing", "manifest rubbish", "documents short"])
def test_damaged_files_are_not_read(folder: ChannelFolder, damage: str):
    write_files(folder, "g1", [a_document(1)])
    path = folder.current(CURRENT)
    if damage == "manifest missing":
        (path / MANIFEST).unlink()
    elif damage == "manifest rubbish":
        (path / MANIFEST).write_bytes(b"\xc1rubbish")
    else:
        (path / DOCUMENTS).write_bytes(b"{")

    with pytest.raises(UnreadableGeneration):
        read_manifest(path)


def test_a_missing_column_is_not_read(folder: ChannelFolder):
    write_files(folder, "g1", [a_document(1)])
    path = folder.current(CURRENT)
    manifest = read_manifest(path)
    (path / "price.npy").unlink()

    with pytest.raises(UnreadableGeneration):
        open_generation(path, manifest)


def test_a_reader_keeps_its_generation_when_the_files_are_removed(folder: ChannelFolder):
    write_files(folder, "g1", [a_document(1, "First")])
    held = _opened(folder)
    write_files(folder, "g2", [a_document(2, "Second")])

    folder.tidy({"g2"})

    assert names_in(listing(held, [])) == ["First"]
    assert names_in(search(held, "first", [], measure_of)) == ["First"]
    assert names_in(listing(_opened(folder), [])) == ["Second"]


def test_one_writer_at_a_time(folder: ChannelFolder):
    order: list[str] = []

    def second() -> None:
        with folder.alone():
            order.append("second")

    with folder.alone():
        waiting = Thread(target=second)
        waiting.start()
        waiting.join(0.1)
        order.append("first")
    waiting.join()

    assert order == ["first", "second"]


def test_a_training_is_read_as_it_was_written(folder: ChannelFolder):
    shop = [a_document(2), a_document(1)]
    training = popular(Training.none(), shop, [0.25, 0.75])
    with folder.writing("t1", TRAINED) as path:
        save_training(path, training)

    found = open_training(folder.current(TRAINED))

    assert found.popularity_of(training.product).tolist() == [0.75, 0.25]
    assert found.popularity_of(np.array([b"?" * 16], "S16")).tolist() == [0.0]
    assert open_training(None).product.size == 0


def _half_written(folder: ChannelFolder, name: str) -> None:
    with folder.writing(name, CURRENT) as path:
        (path / "half").write_text("written")
        raise OSError("disk full")


def _opened(folder: ChannelFolder) -> Snapshot:
    path = folder.current(CURRENT)
    generation, pages, indexes = open_generation(path, read_manifest(path))
    return snapshot_of(generation, pages, indexes, Training.none(), Meaning.none())
