"""Transfers when processes die and people act at once: units are at one place, at the other, or on the way."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, counts, stocked

from serai.inventory.models import Transfer
from serai.inventory.public import stock_disagreements, transfers_that_lost_track
from serai.inventory.queries.transfers.transfer_view import transfer_view
from serai.inventory.usecases.transfers import receive_transfer as receiving
from serai.inventory.usecases.transfers import send_transfer as sending
from serai.inventory.usecases.transfers.plan_transfer import PlanTransfer, gather, plan_transfer
from serai.inventory.usecases.transfers.receive_transfer import ReceiveTransfer, receive_transfer
from serai.inventory.usecases.transfers.send_transfer import SendTransfer, send_transfer
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The process is gone: nothing after this line runs, not even a handler of errors."""


def kill_after(act):
    def killed(*given, **named):
        act(*given, **named)
        raise Killed

    return killed


@pytest.fixture
def milk():
    variant = a_variant("MILK").id
    stocked(variant, a_location("DC1"), 20)
    a_location("S1", kind="store", channel=None)
    return variant


def planned(units=6):
    return plan_transfer(PlanTransfer("DC1", "S1", {"MILK": units}, "ann"), now=NOW)


def test_killed_while_sending_nothing_has_left_and_the_next_try_sends_it(milk, monkeypatch):
    transfer = planned()
    monkeypatch.setattr(sending, "write_movements", kill_after(sending.write_movements))
    with pytest.raises(Killed):
        send_transfer(SendTransfer(transfer, "ann"), now=NOW)
    monkeypatch.undo()
    assert (transfer_view(transfer).state, counts(milk)) == ("planned", {"DC1": (20, 0)})

    send_transfer(SendTransfer(transfer, "ann"), now=NOW)

    assert counts(milk) == {"DC1": (14, 0)}


def test_killed_while_receiving_it_is_still_on_its_way(milk, monkeypatch):
    transfer = planned()
    send_transfer(SendTransfer(transfer, "ann"), now=NOW)
    monkeypatch.setattr(receiving, "write_movements", kill_after(receiving.write_movements))
    with pytest.raises(Killed):
        receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)
    monkeypatch.undo()
    assert (transfer_view(transfer).state, counts(milk)) == ("sent", {"DC1": (14, 0)})

    receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)

    assert counts(milk) == {"DC1": (14, 0), "S1": (6, 0)}
    assert stock_disagreements() == transfers_that_lost_track() == []


def at_once(*acts):
    def run(act):
        try:
            act()
        except IllegalTransition:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_who_send_or_receive_at_once_move_the_goods_once(milk):
    transfer = planned()

    def send():
        send_transfer(SendTransfer(transfer, "ann"), now=NOW)

    def receive():
        receive_transfer(ReceiveTransfer(transfer, "bob"), now=NOW)

    assert at_once(send, send, send) == ["done", "refused", "refused"]
    assert at_once(receive, receive, receive) == ["done", "refused", "refused"]
    assert counts(milk) == {"DC1": (14, 0), "S1": (6, 0)}
    assert stock_disagreements() == transfers_that_lost_track() == []


def test_whoever_gathers_while_it_is_sent_loses_no_unit(milk):
    here, there = a_location("DC1").id, a_location("S1", channel=None).id

    def wish():
        with unit_of_work():
            gather(milk, here, there, 1, by="ann", now=NOW)

    def send():
        for row in Transfer.objects.filter(state="planned"):
            send_transfer(SendTransfer(row.pk, "ann"), now=NOW)

    at_once(wish, wish, send, wish, send, wish, wish, send)

    lines = [line for row in Transfer.objects.all() for line in transfer_view(row.pk).lines]
    assert sum(line.units for line in lines) == 5
    assert all(line.sent in (0, line.units) for line in lines)
    assert counts(milk) == {"DC1": (20 - sum(line.sent for line in lines), 0)}
