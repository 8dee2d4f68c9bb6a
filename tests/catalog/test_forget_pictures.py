"""Pictures that nobody names go after a month; one that is being named at that moment stays, or is refused."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection
from factories.catalog import NOW, a_product, products
from factories.pictures import a_photo

from serai.catalog.adapters.folder import FolderPictures
from serai.catalog.domain.pictures.address import KeptPicture
from serai.catalog.models import Media, UnnamedPicture
from serai.catalog.ports import PictureStore
from serai.catalog.public import BadField, EditProduct, edit_product, product
from serai.catalog.queries.products import ProductView
from serai.catalog.usecases.keep_picture import keep_picture
from serai.catalog.usecases.pictures.forget_pictures import GRACE, forget_pictures
from serai.catalog.usecases.upsert_products import upsert_products
from serai.plumbing import wiring
from serai.plumbing.db import rows, unit_of_work

LATER = NOW + GRACE
races = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(pictures: FolderPictures) -> FolderPictures:
    return pictures


def handed_in(number: int = 1) -> KeptPicture:
    return keep_picture(a_photo(200 + number, 100))


def name_it(seen: ProductView, *shown: KeptPicture) -> ProductView:
    media = [{"url": picture.address} for picture in shown]
    now_seen = product(seen.id)
    return edit_product(EditProduct(seen.id, now_seen.version, {"media": media}), now=NOW)


def is_kept(store: PictureStore, picture: KeptPicture) -> bool:
    """Return whether all of its files are there; some of them are an error."""
    there = {store.read(name) is not None for name in picture.names}
    assert len(there) == 1
    return there.pop()


def found_unnamed(*shown: KeptPicture) -> None:
    """Let the night find them unnamed for the first time."""
    assert forget_pictures(now=NOW) == 0
    found = set(UnnamedPicture.objects.values_list("stem", flat=True))
    assert {picture.stem for picture in shown} <= found


@pytest.mark.django_db
def test_what_nobody_names_goes_after_a_month_and_what_is_named_stays(store):
    shown, loose = handed_in(1), handed_in(2)
    name_it(a_product(), shown)
    found_unnamed(loose)

    assert forget_pictures(now=LATER - timedelta(seconds=1)) == 0
    assert is_kept(store, loose)
    assert forget_pictures(now=LATER) == 1
    assert (is_kept(store, loose), is_kept(store, shown)) == (False, True)
    assert forget_pictures(now=LATER) == 0


@pytest.mark.django_db
def test_a_picture_that_a_product_drops_has_a_month_from_the_night_after(store):
    picture, seen = handed_in(), a_product()
    name_it(seen, picture)
    assert forget_pictures(now=NOW) == 0
    name_it(seen)

    assert forget_pictures(now=LATER) == 0
    assert forget_pictures(now=LATER + GRACE - timedelta(seconds=1)) == 0
    assert forget_pictures(now=LATER + GRACE) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["named", "handed in"])
def test_what_is_named_or_handed_in_again_begins_anew(store, how):
    picture, seen = handed_in(), a_product()
    found_unnamed(picture)
    if how == "named":
        name_it(seen, picture)
        assert forget_pictures(now=LATER) == 0
        name_it(seen)
    else:
        handed_in()

    assert forget_pictures(now=LATER) == 0
    assert is_kept(store, picture)


@pytest.mark.django_db
def test_a_picture_that_is_gone_cannot_be_named_until_it_is_handed_in_again(store):
    picture, seen = handed_in(), a_product()
    found_unnamed(picture)
    forget_pictures(now=LATER)

    with pytest.raises(BadField, match="Hand the picture in again") as refusal:
        name_it(seen, picture)
    assert refusal.value.field == "media"
    row = {"sku": "TEA", "name": "Tea", "media": [{"url": picture.address}]}
    report = upsert_products(
        [row, {"sku": "MILK", "name": "Milk"}], source="test", now=NOW, skip_bad=True
    )
    assert (report.created, report.rejected, report.errors[0].field) == (1, 1, "media")

    assert handed_in() == picture
    assert [each.url for each in name_it(seen, picture).media] == [picture.address]
    assert forget_pictures(now=LATER + GRACE) == 0
    assert is_kept(store, picture)


@pytest.mark.django_db
def test_what_died_on_the_way_is_taken_up_by_the_next_night(store):
    picture = handed_in()
    found_unnamed(picture)
    broken = BrokenStore(store.folder, after=1)
    with bound_to(broken), pytest.raises(OSError, match="The disk is gone"):
        forget_pictures(now=LATER)
    assert len(list(store.names())) == len(picture.names) - 1

    assert forget_pictures(now=LATER) == 1
    assert list(store.names()) == []


@pytest.mark.django_db
def test_media_elsewhere_and_addresses_that_are_no_pictures_hold_nothing_up(store):
    picture, seen = handed_in(), a_product()
    products({"sku": seen.code, "media": [{"url": "https://elsewhere.example/a.jpg"}]})
    Media.objects.create(product_id=seen.id, url="/media/nonsense.jpg")
    found_unnamed(picture)

    assert forget_pictures(now=LATER) == 1


@pytest.mark.django_db
def test_the_night_takes_as_many_statements_for_many_pictures(store, django_assert_num_queries):
    for number in range(4):
        handed_in(number)
    night = 4 + 2 * 2  # two of notes, lock, what goes; and two savepoints of the test
    with django_assert_num_queries(night):
        forget_pictures(now=NOW)
    with django_assert_num_queries(night + 4 * 3):  # for each: lock, look, unlock
        assert forget_pictures(now=LATER) == 4


@races
def test_a_product_that_is_naming_it_is_waited_for(store):
    picture, seen = handed_in(), a_product()
    found_unnamed(picture)
    with ThreadPoolExecutor(1) as pool:
        with unit_of_work():
            name_it(seen, picture)
            night = pool.submit(in_a_thread, forget_pictures, now=LATER)
            somebody_waits_for_a_lock(night)
            assert is_kept(store, picture)
        assert night.result(60) == 0

    assert is_kept(store, picture)


@races
def test_who_names_or_hands_in_while_files_are_deleted_is_refused_or_waits(store):
    picture, seen = handed_in(), a_product()
    found_unnamed(picture)
    slow = SlowStore(store.folder)
    with bound_to(slow), ThreadPoolExecutor(2) as pool:
        night = pool.submit(in_a_thread, forget_pictures, now=LATER)
        assert slow.begun.wait(60)
        with pytest.raises(BadField, match="Hand the picture in again"):
            name_it(seen, picture)
        again = pool.submit(in_a_thread, handed_in)
        somebody_waits_for_a_lock(again)
        slow.may_go_on.set()
        assert (night.result(60), again.result(60)) == (1, picture)

    assert is_kept(store, picture)
    assert [each.url for each in name_it(seen, picture).media] == [picture.address]


@races
def test_named_and_forgotten_at_once_a_picture_is_shown_whole_or_refused(store):
    several = [handed_in(number) for number in range(6)]
    shelf = [a_product(f"SKU-{number}") for number in range(6)]
    found_unnamed(*several)
    barrier = Barrier(8)

    def name(number: int) -> bool:
        barrier.wait(60)
        try:
            name_it(shelf[number], several[number])
        except BadField:
            return False
        return True

    def forget() -> int:
        barrier.wait(60)
        return forget_pictures(now=LATER)

    with ThreadPoolExecutor(8) as pool:
        nights = [pool.submit(in_a_thread, forget) for _ in range(2)]
        named = [pool.submit(in_a_thread, name, number) for number in range(6)]
        outcomes = [each.result(120) for each in named]
        for night in nights:
            night.result(120)

    assert [is_kept(store, picture) for picture in several] == outcomes
    assert [bool(product(each.id).media) for each in shelf] == outcomes


class BrokenStore(FolderPictures):
    """A folder whose disk goes away after some files were deleted."""

    def __init__(self, folder: Any, after: int) -> None:
        super().__init__(folder)
        object.__setattr__(self, "left", after)

    def delete(self, name: str) -> None:
        if not self.left:
            raise OSError("The disk is gone.")
        object.__setattr__(self, "left", self.left - 1)
        super().delete(name)


class SlowStore(FolderPictures):
    """A folder that waits before it deletes."""

    def __init__(self, folder: Any) -> None:
        super().__init__(folder)
        object.__setattr__(self, "begun", Event())
        object.__setattr__(self, "may_go_on", Event())

    def delete(self, name: str) -> None:
        self.begun.set()
        assert self.may_go_on.wait(60)
        super().delete(name)


@contextmanager
def bound_to(store: PictureStore) -> Iterator[None]:
    before = wiring.bound(PictureStore)
    wiring.bind(PictureStore, store)
    try:
        yield
    finally:
        wiring.bind(PictureStore, before)


def in_a_thread(act: Any, *args: Any, **named: Any) -> Any:
    try:
        return act(*args, **named)
    finally:
        connection.close()


def somebody_waits_for_a_lock(who: Future) -> None:
    """Return when a connection waits for an advisory lock; who is over without waiting is an error."""
    while not rows(
        "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ):
        assert not who.done(), who.result()
