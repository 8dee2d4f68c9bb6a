"""Receiving, adjusting, counting, transferring, keeping back, importing."""

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from factories.catalog import a_variant, products
from factories.inventory import NOW, a_location, counts, everything, hold, stocked, stocked_all

from serai.catalog.public import variants_of_skus
from serai.inventory.events import AvailabilityChanged
from serai.inventory.public import (
    EntriesRefused,
    LocationView,
    MovementReason,
    StockEntry,
    StockMisfit,
    TransferEntry,
    adjust,
    availability,
    availability_by_location,
    count_stock,
    import_stock,
    receive,
    set_buffer,
    stock_disagreements,
    stock_outs,
    transfer,
)
from serai.inventory.queries.movement_page import movement_page
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute

pytestmark = pytest.mark.django_db


@pytest.fixture
def milk() -> UUID:
    return a_variant("MILK").id


@pytest.fixture
def shelf() -> LocationView:
    return a_location("DC1")


def history(variant_id: UUID) -> list[tuple[str, str, int, str]]:
    page = movement_page(variant_id, cursor=None, limit=100)
    return [(item.location, item.reason, item.quantity, item.note) for item in page.items]


def test_deliveries_of_one_variant_add_up(milk: UUID, shelf: LocationView):
    receive([StockEntry(milk, shelf.id, 5, "Note 1"), StockEntry(milk, shelf.id, 2)], now=NOW)

    assert counts(milk) == {"DC1": (7, 0)}
    assert history(milk) == [("DC1", "receipt", 2, ""), ("DC1", "receipt", 5, "Note 1")]


def test_an_adjustment_may_take_away_what_is_not_reserved(milk: UUID, shelf: LocationView):
    stocked(milk, shelf, 5)
    hold({milk: 2})

    adjust([StockEntry(milk, shelf.id, -3, "Broken")], now=NOW)

    assert counts(milk) == {"DC1": (2, 2)}
    assert history(milk)[0] == ("DC1", "adjustment", -3, "Broken")


def test_an_adjustment_may_not_take_away_what_is_reserved(milk: UUID, shelf: LocationView):
    stocked(milk, shelf, 5)
    hold({milk: 2})
    bread = a_variant("BREAD").id
    before = everything()

    with pytest.raises(StockMisfit) as refusal:
        adjust([StockEntry(bread, shelf.id, 1), StockEntry(milk, shelf.id, -4)], now=NOW)

    [misfit] = refusal.value.misfits
    assert (misfit.variant_id, misfit.on_hand, misfit.reserved) == (milk, 1, 2)
    assert everything() == before


def test_entries_that_cancel_each_other_out_are_both_written(milk: UUID, shelf: LocationView):
    adjust([StockEntry(milk, shelf.id, 2), StockEntry(milk, shelf.id, -2)], now=NOW)

    assert counts(milk) == {"DC1": (0, 0)}
    assert len(history(milk)) == 2
    assert stock_disagreements() == []


def test_a_count_writes_the_difference(milk: UUID, shelf: LocationView):
    bread = a_variant("BREAD").id
    stocked_all([milk, bread], shelf, 5)

    written = count_stock([StockEntry(milk, shelf.id, 3), StockEntry(bread, shelf.id, 5)], now=NOW)

    assert written == 1
    assert history(milk)[0] == ("DC1", "count", -2, "")
    assert counts(bread) == {"DC1": (5, 0)}


def test_a_count_of_what_was_never_here_begins_its_balance(milk: UUID, shelf: LocationView):
    count_stock([StockEntry(milk, shelf.id, 4)], now=NOW)

    assert counts(milk) == {"DC1": (4, 0)}


def test_one_place_is_counted_once(milk: UUID, shelf: LocationView):
    before = everything()

    with pytest.raises(EntriesRefused) as refusal:
        count_stock([StockEntry(milk, shelf.id, 4), StockEntry(milk, shelf.id, 4)], now=NOW)

    assert [(fault.line, fault.field) for fault in refusal.value.errors] == [(2, "variant")]
    assert everything() == before


def test_a_transfer_is_two_movements_with_one_reference(milk: UUID, shelf: LocationView):
    store = a_location("STORE", kind="store", priority=1)
    stocked(milk, shelf, 5)

    transfer([TransferEntry(milk, shelf.id, store.id, 2, "Refill")], now=NOW)

    came, went, _ = movement_page(milk, cursor=None, limit=10).items
    assert [(item.location, item.quantity) for item in (went, came)] == [("DC1", -2), ("STORE", 2)]
    assert came.reference == went.reference is not None
    assert counts(milk) == {"DC1": (3, 0), "STORE": (2, 0)}


def test_a_transfer_inside_a_channel_tells_nobody(milk: UUID, shelf: LocationView, published):
    store = a_location("STORE", priority=1)
    stocked(milk, shelf, 8)
    told = len(published())

    transfer([TransferEntry(milk, shelf.id, store.id, 7)], now=NOW)

    assert published()[told:] == []


@pytest.mark.parametrize(
    ("quantity", "note", "field"),
    [(0, "", "quantity"), (-1, "", "quantity"), (2**31, "", "quantity"), (1.5, "", "quantity"),
     (True, "", "quantity"), (1, "x" * 501, "note"), (1, "a\x00b", "note")],
)  # fmt: skip
def test_a_senseless_delivery_is_refused(milk: UUID, shelf: LocationView, quantity, note, field):
    before = everything()

    with pytest.raises(EntriesRefused) as refusal:
        receive(
            [StockEntry(milk, shelf.id, 1), StockEntry(milk, shelf.id, quantity, note)], now=NOW
        )

    assert [(fault.line, fault.field) for fault in refusal.value.errors] == [(2, field)]
    assert everything() == before


def test_more_than_a_place_can_hold_is_refused(milk: UUID, shelf: LocationView):
    stocked(milk, shelf, 1_000_000_000)
    before = everything()

    with pytest.raises(StockMisfit):
        receive([StockEntry(milk, shelf.id, 1_000_000_000)] * 5, now=NOW)

    assert everything() == before


def test_goods_do_not_travel_to_where_they_are(milk: UUID, shelf: LocationView):
    with pytest.raises(EntriesRefused):
        transfer([TransferEntry(milk, shelf.id, shelf.id, 2)], now=NOW)


def test_a_buffer_hides_units_and_says_so(milk: UUID, shelf: LocationView, published):
    stocked(milk, shelf, 10)
    told = len(published())

    set_buffer([StockEntry(milk, shelf.id, 4)])
    assert published()[told:] == []
    set_buffer([StockEntry(milk, shelf.id, 12)])

    assert published()[told:] == [AvailabilityChanged((milk,), "web")]
    assert availability([milk], "web")[milk].free == 0


def test_movements_are_never_rewritten(milk: UUID, shelf: LocationView):
    stocked(milk, shelf, 1)

    for statement in (
        "UPDATE inventory_movement SET quantity = 9",
        "DELETE FROM inventory_movement",
    ):
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            execute(statement)


def test_a_balance_that_was_tampered_with_is_found(milk: UUID, shelf: LocationView):
    stocked(milk, shelf, 5)
    hold({milk: 2})
    assert stock_disagreements() == []

    execute("UPDATE inventory_balance SET on_hand = 6, reserved = 1")

    [found] = stock_disagreements()
    assert (found.on_hand, found.moved, found.reserved, found.held) == (6, 5, 1, 2)


def test_importing_levels_twice_moves_nothing_the_second_time(milk: UUID, shelf: LocationView):
    bread = a_variant("BREAD").id
    levels = [(milk, shelf.id, 4), (bread, shelf.id, 0)]

    assert import_stock(levels, note="Counted by the old system", now=NOW) == 1
    assert import_stock(levels, now=NOW) == 0

    assert history(milk) == [("DC1", "initial", 4, "Counted by the old system")]
    assert counts(bread) == {"DC1": (0, 0)}


def test_an_import_can_leave_known_balances_alone(milk: UUID, shelf: LocationView):
    stocked(milk, shelf, 3)
    bread = a_variant("BREAD").id

    written = import_stock([(milk, shelf.id, 9), (bread, shelf.id, 9)], only_new=True, now=NOW)

    assert (written, counts(milk), counts(bread)) == (1, {"DC1": (3, 0)}, {"DC1": (9, 0)})


@pytest.mark.parametrize("bad", [-1, 10**12])
def test_one_impossible_level_refuses_the_whole_import(milk: UUID, shelf: LocationView, bad: int):
    before = everything()

    with pytest.raises(EntriesRefused) as refusal:
        import_stock([(milk, shelf.id, 4), (uuid7(), shelf.id, bad)], now=NOW)

    assert refusal.value.errors[0].line == 2
    assert everything() == before


def test_a_place_named_twice_refuses_the_whole_import(milk: UUID, shelf: LocationView):
    before = everything()

    with pytest.raises(EntriesRefused):
        import_stock([(milk, shelf.id, 4), (milk, shelf.id, 5)], now=NOW)

    assert everything() == before


def test_two_imports_fit_in_one_unit_of_work(milk: UUID, shelf: LocationView):
    import_stock([(milk, shelf.id, 4)], now=NOW)
    import_stock([(milk, shelf.id, 6)], reason=MovementReason.COUNT, now=NOW)

    assert [entry[1:3] for entry in history(milk)] == [("count", 2), ("initial", 4)]


def test_a_large_import_tells_in_portions(shelf: LocationView, published):
    products(*({"sku": f"S-{n}", "name": f"Product {n}", "channels": ["web"]} for n in range(1100)))
    ids = [view.id for view in variants_of_skus([f"S-{n}" for n in range(1100)]).values()]
    told = len(published())

    stocked_all(ids, shelf, 10)

    sizes = [len(e.variant_ids) for e in published()[told:] if isinstance(e, AvailabilityChanged)]
    assert sorted(sizes) == [100, 500, 500]


def test_availability_is_one_statement_however_many_are_asked(
    milk: UUID, shelf: LocationView, django_assert_num_queries
):
    stocked(milk, shelf, 3)
    stocked(milk, a_location("STORE", priority=1), 4)
    unknown = uuid7()

    with django_assert_num_queries(1):
        found = availability([milk, unknown], "web")

    assert {key: (value.free, value.band.value) for key, value in found.items()} == {
        milk: (7, "in"),
        unknown: (0, "out"),
    }


def test_where_a_variant_is_is_one_statement(
    milk: UUID, shelf: LocationView, django_assert_num_queries
):
    stocked(milk, shelf, 3)
    stocked(milk, a_location("STORE", channel=None, kind="store"), 40)
    hold({milk: 1})

    with django_assert_num_queries(1):
        found = availability_by_location(milk)

    assert [
        (s.location, s.on_hand, s.reserved, s.free, s.band.value, s.channels) for s in found
    ] == [
        ("DC1", 3, 1, 2, "low", ("web",)),
        ("STORE", 40, 0, 40, "in", ()),
    ]


def test_stock_outs_counts_what_the_channel_carries_and_lacks(milk: UUID, shelf: LocationView):
    bread = a_variant("BREAD").id
    stocked_all([milk, bread], shelf, 2)
    stocked(bread, a_location("TILL", channel="till"), 1)
    hold({milk: 2})

    assert (stock_outs("web"), stock_outs("till")) == (1, 0)


def test_movements_are_read_in_pages(milk: UUID, shelf: LocationView, django_assert_num_queries):
    for quantity in (1, 2, 3):
        stocked(milk, shelf, quantity)

    with django_assert_num_queries(1):
        first = movement_page(milk, cursor=None, limit=2)
    second = movement_page(milk, cursor=first.next_cursor, limit=2)

    assert [[item.quantity for item in page.items] for page in (first, second)] == [[3, 2], [1]]
    assert second.next_cursor is None
