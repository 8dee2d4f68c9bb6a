"""Changes reach what shoppers read; whoever reads sees all of a change or nothing."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import msgspec
import pytest
from django.db import connection, transaction
from factories.catalog import NOW, a_channel, a_product, categories, products
from factories.inventory import a_location, stocked
from factories.pricing import priced

from serai.catalog.public import ProductView, withdraw_product
from serai.discovery.models import DocumentRow, Projection, WaitingProduct
from serai.discovery.models.files.channel_folder import CURRENT
from serai.discovery.queries.lists.listing import listing
from serai.discovery.queries.shelves.current import shelf_of, snapshot_now
from serai.discovery.queries.shelves.shelf import NotPrepared, Shelf
from serai.discovery.usecases.generations.write_generation import (
    ensure_generation,
    write_generation,
    write_generation_when_due,
)
from serai.discovery.usecases.keep_fresh import refresh_everything
from serai.discovery.usecases.open_shelf import open_shelf
from serai.discovery.usecases.projection.note_changes import note_products
from serai.discovery.usecases.projection.project_products import project_products
from serai.discovery.usecases.reindex import reindex

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("shop")


def test_a_new_product_is_listed_after_its_events(deliver):
    write_generation("web")
    product = _sold("TEA", "2.49")
    deliver()

    assert _cards() == {"TEA": 249}
    assert shelf_of("web").snapshot.pages.page(0).startswith(b'{"id":"%b"' % _id(product))


def test_a_price_a_stock_and_a_name_are_followed(deliver):
    product = _sold("TEA", "2.49")
    deliver()
    write_generation("web")

    priced(product.variants[0].id, "1.99", now=LONG_AGO + timedelta(days=1))
    stocked(product.variants[0].id, a_location(), 9)
    products({"sku": "TEA", "name": "Black tea"})
    deliver()

    [card] = _listed()
    assert (card["name"], card["price"]["minor"], card["availability"]) == ("Black tea", 199, "in")


def test_a_withdrawn_product_disappears(deliver):
    product = _sold("TEA", "2.49")
    deliver()
    write_generation("web")

    withdraw_product(product.id, reason="mouldy", now=NOW)
    deliver()

    assert _listed() == []


def test_a_renamed_category_is_followed_everywhere(deliver):
    _sold("TEA", "2.49", category="milk")
    deliver()
    write_generation("web")

    categories({"slug": "milk", "name": "White gold"})
    deliver()

    [card] = _listed()
    assert card["category"]["name"] == "White gold"
    assert shelf_of("web").snapshot.tables.tree.nodes[2].name == "White gold"


def test_many_events_about_a_product_are_one_piece_of_work(deliver):
    product = _sold("TEA", "2.49")
    deliver()

    for cents in range(1, 6):
        priced(product.variants[0].id, f"1.0{cents}", now=LONG_AGO + timedelta(days=cents))
    for _ in range(3):
        note_products([product.id], now=NOW)

    assert WaitingProduct.objects.count() == 1
    deliver()
    assert WaitingProduct.objects.count() == 0
    assert DocumentRow.objects.get().seq == 2


def test_a_generation_takes_over_and_the_overlay_goes_on(deliver):
    _sold("TEA", "2.49")
    deliver()
    write_generation("web")
    shelf = shelf_of("web")
    shelf.refresh()
    first = shelf.snapshot

    _sold("JAM", "1.00")
    deliver()
    write_generation("web")
    _sold("EGG", "3.00")
    deliver()
    shelf.refresh()

    assert shelf.snapshot.generation != first.generation
    assert _cards() == {"TEA": 249, "JAM": 100, "EGG": 300}
    assert len(msgspec.json.decode(listing(first, []))["items"]) == 1


def test_old_generations_are_removed(deliver):
    _sold("TEA", "2.49")
    deliver()

    names = [write_generation("web") for _ in range(4)]

    there = shelf_of("web").folder.names()
    assert there == names[-2:]
    assert shelf_of("web").folder.current(CURRENT).name == names[-1]


def test_a_generation_is_due_when_thousands_have_changed():
    assert write_generation_when_due("web") is False

    write_generation("web")
    DocumentRow.objects.bulk_create(
        DocumentRow(channel_code="web", product_id=f"{n:032x}", seq=1) for n in range(1, 2001)
    )

    assert write_generation_when_due("web") is True


def test_a_machine_without_files_makes_its_own(deliver):
    _sold("TEA", "2.49")
    deliver()
    with pytest.raises(NotPrepared):
        snapshot_now("web")

    refresh_everything(["web"])

    assert _cards() == {"TEA": 249}
    assert ensure_generation("web") is False


def test_whoever_asks_a_new_channel_first_lets_it_be_arranged(deliver):
    _sold("TEA", "2.49")
    deliver()

    opened = open_shelf("web")

    assert opened is open_shelf("web")
    assert opened.living.size == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_until_another_process_has_arranged_it_opens_that():
    folder = shelf_of("web").folder
    ensure_generation("web")
    there, unseen = folder.path / CURRENT, folder.path / ".unseen"
    there.rename(unseen)
    found: list[int] = []

    def ask() -> None:
        found.append(open_shelf("web").living.size)
        connection.close()

    waiting = Thread(target=ask)
    with folder.alone():
        waiting.start()
        waiting.join(0.5)  # it finds nothing, and waits for whoever is at it
        unseen.rename(there)
    waiting.join()

    assert found == [0]


def test_files_of_another_database_are_made_anew(deliver):
    _sold("TEA", "2.49")
    deliver()
    Projection.objects.update(seq=900)
    write_generation("web")
    Projection.objects.update(seq=1)
    _sold("JAM", "1.00")
    deliver()

    refresh_everything(["web"])

    assert _cards() == {"TEA": 249, "JAM": 100}


def test_damaged_files_are_made_anew(deliver):
    _sold("TEA", "2.49")
    deliver()
    write_generation("web")
    path = shelf_of("web").folder.current(CURRENT)
    (path / "documents.bin").write_bytes(b"")

    refresh_everything(["web"])

    assert _cards() == {"TEA": 249}


def test_a_reader_goes_on_when_its_files_vanish_between_two_refreshes(deliver):
    _sold("TEA", "2.49")
    deliver()
    write_generation("web")
    shelf = shelf_of("web")
    shelf.refresh()
    _empty(shelf.folder.current(CURRENT))

    products({"sku": "TEA", "name": "Black tea"})
    deliver()
    with pytest.raises(FileNotFoundError):
        shelf.refresh()
    write_generation("web")
    shelf.refresh()

    assert _listed()[0]["name"] == "Black tea"


@pytest.mark.django_db(transaction=True)
def test_two_projections_at_once_are_numbered_one_after_the_other():
    ids = [_sold(f"TEA-{n}", "1.00").id for n in range(8)]

    def project(mine: list) -> None:
        project_products(mine, now=NOW)
        connection.close()

    threads = [Thread(target=project, args=([product_id],)) for product_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(DocumentRow.objects.values_list("seq", flat=True)) == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_committed_is_not_seen():
    tea = _sold("TEA", "1.00")
    write_generation("web")
    other = Shelf(shelf_of("web").folder, "web")

    with transaction.atomic():
        project_products([tea.id], now=NOW)
        _in_another_connection(other.refresh)
        unseen = msgspec.json.decode(listing(other.snapshot, []))["total"]
    _in_another_connection(other.refresh)

    assert unseen == 0
    assert msgspec.json.decode(listing(other.snapshot, []))["total"] == 1


def test_everything_can_be_made_anew_at_any_time(deliver):
    _sold("TEA", "2.49")
    reindex()
    first = _cards()
    reindex()

    assert first == _cards() == {"TEA": 249}
    assert WaitingProduct.objects.count() == 0


def test_events_that_waited_for_a_reindex_are_handled_by_it(deliver):
    _sold("TEA", "2.49")
    reindex()
    seq = DocumentRow.objects.get().seq

    deliver()

    assert DocumentRow.objects.get().seq == seq
    assert Projection.objects.get().seq == seq
    assert WaitingProduct.objects.count() == 0


def test_events_after_a_reindex_are_followed(deliver):
    product = _sold("TEA", "2.49")
    reindex()

    priced(product.variants[0].id, "1.99", now=LONG_AGO + timedelta(days=1))
    deliver()

    assert _cards() == {"TEA": 199}


def test_what_changed_last_is_written_first():
    early, late = _sold("TEA", "1.00"), _sold("JAM", "1.00")
    note_products([early.id], now=NOW)
    note_products([late.id], now=NOW + timedelta(seconds=1))
    note_products([early.id], now=NOW + timedelta(seconds=2))

    order = WaitingProduct.objects.order_by("-noted_at").values_list("product_id", flat=True)

    assert list(order) == [early.id, late.id]


def _sold(sku: str, price: str, **fields) -> ProductView:
    a_channel()
    product = a_product(sku, **fields)
    priced(product.variants[0].id, price, now=LONG_AGO)
    return product


def _listed() -> list[dict]:
    shelf = shelf_of("web")
    shelf.refresh()
    return msgspec.json.decode(listing(shelf.snapshot, []))["items"]


def _cards() -> dict[str, int]:
    return {card["sku"]: card["price"]["minor"] for card in _listed()}


def _id(product: ProductView) -> bytes:
    return str(product.id).encode()


def _empty(path: Path) -> None:
    shutil.rmtree(path)


def _in_another_connection(act) -> None:
    def run() -> None:
        act()
        connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
