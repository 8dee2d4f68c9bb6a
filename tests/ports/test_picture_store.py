"""What every store of pictures keeps to."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from serai.catalog.adapters.folder import FolderPictures
from serai.catalog.ports import PictureStore

NAME = "0123456789abcdef" * 2 + "-900x600-640.webp"


@pytest.fixture(params=[FolderPictures])
def store(request: pytest.FixtureRequest, a_folder: Path) -> PictureStore:
    make: Callable[[Path], PictureStore] = request.param
    return make(a_folder / "media")


def test_what_is_kept_is_read(store):
    store.keep(NAME, b"a picture")
    assert store.read(NAME) == b"a picture"


def test_what_was_never_kept_is_not_there(store):
    assert store.read(NAME) is None


def test_a_file_never_changes(store):
    store.keep(NAME, b"a picture")
    store.keep(NAME, b"another")
    assert store.read(NAME) == b"a picture"


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc/passwd", "a.jpg", NAME + "/..", f"x/{NAME}", "\0"]
)
def test_under_no_other_name_can_anything_be_kept_or_read(store, name):
    assert store.read(name) is None
    with pytest.raises(OSError, match="No picture is kept under"):
        store.keep(name, b"a picture")


def test_whoever_reads_while_it_is_kept_reads_nothing_or_all(store):
    whole, seen = b"x" * 1_000_000, set()
    writers = [threading.Thread(target=store.keep, args=(NAME, whole)) for _ in range(4)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen.add(store.read(NAME))
    assert seen <= {None, whole}
    assert store.read(NAME) == whole


def test_a_folder_holds_nothing_but_pictures(a_folder):
    FolderPictures(a_folder).keep(NAME, b"a picture")
    assert [path.name for path in a_folder.rglob("*") if path.is_file()] == [NAME]
