"""What every store of pictures keeps to."""

import threading
from pathlib import Path

import httpx
import obstore
import pytest
from payments.stripe_vendor import nobody
from ports.s3_server import a_bucket

from serai.catalog.adapters.folder import FolderPictures
from serai.catalog.adapters.s3 import S3Pictures
from serai.catalog.ports import PictureStore

NAME = "0123456789abcdef" * 2 + "-900x600-640.webp"


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, a_folder: Path) -> PictureStore:
    return FolderPictures(a_folder / "media") if request.param == "folder" else a_bucket()


def test_what_is_kept_is_read(store):
    store.keep(NAME, b"a picture")
    assert store.read(NAME) == b"a picture"


def test_what_was_never_kept_is_not_there(store):
    assert store.read(NAME) is None


def test_a_file_never_changes(store):
    assert store.keep(NAME, b"a picture") is True
    assert store.keep(NAME, b"another") is False
    assert store.read(NAME) == b"a picture"


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc/passwd", "a.jpg", NAME + "/..", f"x/{NAME}", "\0"]
)
def test_under_no_other_name_can_anything_be_kept_or_read(store, name):
    assert store.read(name) is None
    store.delete(name)
    with pytest.raises(OSError, match="No picture is kept under"):
        store.keep(name, b"a picture")
    assert list(store.names()) == []


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


def test_names_are_of_what_is_kept(store):
    assert list(store.names()) == []
    kept = {NAME, NAME.replace("640", "320"), NAME.replace("0123", "ffff")}
    for name in kept:
        store.keep(name, b"a picture")
    assert sorted(store.names()) == sorted(kept)


def test_what_is_deleted_is_gone_and_can_be_kept_again(store):
    other = NAME.replace("640", "320")
    for name in (NAME, other):
        store.keep(name, b"a picture")
    for _ in range(2):
        store.delete(NAME)
    assert (store.read(NAME), list(store.names())) == (None, [other])
    store.keep(NAME, b"a picture")
    assert store.read(NAME) == b"a picture"


def test_a_bucket_says_what_a_file_is_and_tells_no_secret():
    store = a_bucket()
    store.keep(NAME, b"a picture")
    assert obstore.get(store._store, NAME).attributes["Content-Type"] == "image/webp"
    assert store.secret not in repr(store)


def test_what_else_lies_in_a_bucket_is_no_picture_and_stays():
    store = a_bucket()
    httpx.put(f"{store.endpoint}/{store.bucket}/media/readme.txt", content=b"x").raise_for_status()
    httpx.put(f"{store.endpoint}/{store.bucket}/{NAME}", content=b"x").raise_for_status()
    assert (list(store.names()), store.read(NAME)) == ([], None)


@pytest.mark.parametrize("nowhere", ["no server", "no bucket"])
def test_a_bucket_that_does_not_answer_is_an_error_and_no_missing_picture(nowhere):
    there = a_bucket()
    endpoint = nobody() if nowhere == "no server" else there.endpoint
    store = S3Pictures("nobodys", endpoint, "us-east-1", "key", "secret")
    for ask in (
        lambda: store.keep(NAME, b"a picture"),
        lambda: list(store.names()),
    ):
        with pytest.raises(OSError, match="The bucket of pictures refused"):
            ask()
