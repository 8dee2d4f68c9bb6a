"""Goods that go from one location to another: nothing is lost unseen, and nothing is sold on the way."""

from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, counts, everything, hold, stocked
from factories.staff import StaffProgram

from serai.inventory.domain.entry import EntriesRefused
from serai.inventory.models import Movement
from serai.inventory.public import StockMisfit, stock_disagreements, transfers_that_lost_track
from serai.inventory.queries.transfers.transfer_view import (
    TransferNotFound,
    transfer_page,
    transfer_view,
)
from serai.inventory.usecases.transfers.cancel_transfer import cancel_transfer
from serai.inventory.usecases.transfers.plan_transfer import PlanTransfer, gather, plan_transfer
from serai.inventory.usecases.transfers.receive_transfer import ReceiveTransfer, receive_transfer
from serai.inventory.usecases.transfers.send_transfer import SendTransfer, send_transfer
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def milk() -> UUID:
    """Return an article of which DC1 has twenty, and the store nothing."""
    variant = a_variant("MILK").id
    stocked(variant, a_location("DC1"), 20)
    a_location("S1", kind="store", channel=None)
    return variant


def planned(**units):
    return plan_transfer(PlanTransfer("DC1", "S1", units or {"MILK": 6}, "ann"), now=NOW)


def sent(**units):
    transfer = planned(**units)
    send_transfer(SendTransfer(transfer, "ann"), now=NOW)
    return transfer


def line_of(transfer, at=0):
    line = transfer_view(transfer).lines[at]
    return line.units, line.sent, line.received, line.missing


def test_a_plan_moves_nothing(milk):
    transfer = planned()

    assert transfer_view(transfer).state == "planned"
    assert counts(milk) == {"DC1": (20, 0)}


def test_what_is_sent_is_nowhere_until_it_is_received(milk):
    transfer = sent()

    assert counts(milk) == {"DC1": (14, 0)}
    assert line_of(transfer) == (6, 6, 0, 0)

    receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)

    view = transfer_view(transfer)
    assert (view.state, view.sent_by, view.received_by) == ("received", "ann", "bob")
    assert counts(milk) == {"DC1": (14, 0), "S1": (6, 0)}
    moved = Movement.objects.filter(reference=transfer).order_by("id")
    assert [(each.quantity, each.reason) for each in moved] == [(-6, "transfer"), (6, "transfer")]
    assert stock_disagreements() == transfers_that_lost_track() == []


def test_less_may_leave_than_was_planned(milk):
    transfer = planned()

    send_transfer(SendTransfer(transfer, "ann", {"MILK": 4}), now=NOW)

    assert line_of(transfer) == (6, 4, 0, 0)
    assert counts(milk) == {"DC1": (16, 0)}


def test_what_comes_later_stays_on_its_way(milk):
    transfer = sent()

    receive_transfer(ReceiveTransfer(transfer, "bob", {"MILK": 2}), now=NOW)
    assert transfer_view(transfer).state == "sent"
    receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)

    assert transfer_view(transfer).state == "received"
    assert counts(milk) == {"DC1": (14, 0), "S1": (6, 0)}


def test_what_never_comes_is_told(milk):
    transfer = sent()

    receive_transfer(ReceiveTransfer(transfer, "bob", {"MILK": 4}, is_last=True), now=NOW)

    assert line_of(transfer) == (6, 6, 4, 2)
    assert counts(milk) == {"DC1": (14, 0), "S1": (4, 0)}
    assert transfers_that_lost_track() == []


def test_all_may_be_lost(milk):
    transfer = sent()

    receive_transfer(ReceiveTransfer(transfer, "bob", {"MILK": 0}, is_last=True), now=NOW)

    assert line_of(transfer) == (6, 6, 0, 6)
    assert counts(milk) == {"DC1": (14, 0)}


def test_more_may_come_than_was_sent(milk):
    transfer = sent()

    receive_transfer(ReceiveTransfer(transfer, "bob", {"MILK": 7}), now=NOW)

    assert line_of(transfer) == (6, 6, 7, -1)
    assert transfer_view(transfer).state == "received"


def test_what_is_promised_to_orders_does_not_leave(milk):
    hold({milk: 16})
    transfer = planned()

    before = everything()
    with pytest.raises(StockMisfit):
        send_transfer(SendTransfer(transfer, "ann"), now=NOW)

    assert everything() == before
    assert transfer_view(transfer).state == "planned"


def test_a_transfer_happens_once(milk):
    transfer = sent()

    with pytest.raises(IllegalTransition):
        send_transfer(SendTransfer(transfer, "ann"), now=NOW)
    with pytest.raises(IllegalTransition):
        cancel_transfer(transfer)
    receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)
    with pytest.raises(IllegalTransition):
        receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)


def test_what_is_called_off_is_not_sent(milk):
    transfer = planned()

    cancel_transfer(transfer)

    with pytest.raises(IllegalTransition):
        send_transfer(SendTransfer(transfer, "ann"), now=NOW)
    with pytest.raises(IllegalTransition):
        receive_transfer(ReceiveTransfer(transfer, "ann"), now=NOW)
    assert counts(milk) == {"DC1": (20, 0)}


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (PlanTransfer("DC1", "DC1", {"MILK": 1}, "ann"), "target"),
        (PlanTransfer("DC1", "S1", {"MILK": 0}, "ann"), "units"),
        (PlanTransfer("DC1", "S1", {}, "ann"), "sku"),
        (PlanTransfer("DC1", "S1", {"GOLD": 1}, "ann"), "sku"),
        (PlanTransfer("DC1", "S9", {"MILK": 1}, "ann"), "target"),
        (PlanTransfer("DC1", "S1", {"MILK": 1}, "ann", "x" * 501), "note"),
    ],
)
def test_senseless_plans_are_refused(milk, command, field):
    with pytest.raises(EntriesRefused) as refusal:
        plan_transfer(command, now=NOW)

    assert refusal.value.errors[0].field == field
    assert transfer_page().items == []


def test_only_what_is_on_it_is_sent_and_received(milk):
    a_variant("TEA")
    transfer = planned()

    with pytest.raises(EntriesRefused, match="not on this transfer"):
        send_transfer(SendTransfer(transfer, "ann", {"TEA": 1}), now=NOW)
    with pytest.raises(EntriesRefused, match="call it off"):
        send_transfer(SendTransfer(transfer, "ann", {"MILK": 0}), now=NOW)
    send_transfer(SendTransfer(transfer, "ann"), now=NOW)
    with pytest.raises(EntriesRefused, match="not on this transfer"):
        receive_transfer(ReceiveTransfer(transfer, "bob", {"TEA": 1}), now=NOW)


def test_nobody_knows_another_transfer(milk):
    for act in (
        lambda: transfer_view(uuid7()),
        lambda: send_transfer(SendTransfer(uuid7(), "ann"), now=NOW),
        lambda: cancel_transfer(uuid7()),
    ):
        with pytest.raises(TransferNotFound):
            act()


def test_what_goes_the_same_way_is_gathered_until_it_is_sent(milk):
    tea = a_variant("TEA").id
    stocked(tea, a_location("DC1"), 5)
    places = {view.code: view.id for view in (a_location("DC1"), a_location("S1", channel=None))}

    def wished(variant, units):
        with unit_of_work():
            return gather(variant, places["DC1"], places["S1"], units, by="ann", now=NOW)

    first = wished(milk, 2)
    assert wished(tea, 1) == wished(milk, 3) == first
    send_transfer(SendTransfer(first, "ann"), now=NOW)
    second = wished(milk, 4)

    assert second != first
    assert [(line.sku, line.sent) for line in transfer_view(first).lines] == [
        ("MILK", 5),
        ("TEA", 1),
    ]


def test_a_page_of_transfers_costs_two_statements(milk, django_assert_num_queries):
    made = [planned() for _ in range(3)]

    with django_assert_num_queries(3):
        page = transfer_page(states=["planned"], location="S1", limit=2)

    rest = transfer_page(cursor=page.next_cursor, limit=2)
    assert [each.id for each in [*page.items, *rest.items]] == made[::-1]
    assert transfer_page(states=["sent"]).items == transfer_page(location="DC9").items == []


def test_programs_plan_send_and_receive(milk):
    program = StaffProgram("stock:read", "stock:write")
    lines = [{"sku": "MILK", "units": 6}]

    made = program.post("/transfers", {"source": "DC1", "target": "S1", "lines": lines}).json()
    way = f"/transfers/{made['id']}"
    assert program.post(f"{way}/dispatch", {}).json()["state"] == "sent"
    came = program.post(f"{way}/receipt", {"lines": [{"sku": "MILK", "units": 5}], "is_last": True})

    assert came.json()["state"] == "received"
    assert program.get(way).json()["lines"] == [
        {"sku": "MILK", "units": 6, "sent": 6, "received": 5, "missing": 1}
    ]
    assert program.post(f"{way}/cancellation", {}).status_code == 409
    twice = program.post("/transfers", {"source": "DC1", "target": "S1", "lines": [*lines, *lines]})
    assert twice.status_code == 422
