"""A process that dies while an order is placed: at each seam, recovery ends in one order and one charge."""

from datetime import datetime, timedelta

import pytest
from factories.inventory import counts
from factories.ordering import DECLINED, TIME_OUT, ready_to_order, states
from payments.makers import charges_of

from serai.kernel import clock
from serai.ordering.events import OrderPlaced
from serai.ordering.usecases import place_order as placing
from serai.ordering.usecases.resolve_placing import resolve_placing
from serai.payments.usecases.recover_processing import recover_processing
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db(transaction=True)

LATER = timedelta(minutes=3)
MUCH_LATER = timedelta(minutes=15)


class Killed(BaseException):
    """The process is gone: nothing after this line runs, not even a handler of errors."""


def kill(*_: object, **__: object) -> None:
    raise Killed


def the_clock_runs(until: datetime, deliver) -> None:
    """Run what the clock starts, and what that leaves to do."""
    recover_processing(now=until)
    deliver()
    resolve_placing(now=until)
    deliver()


def test_killed_before_the_processor_is_called(shop, monkeypatch, deliver, published):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing.payments, "charge_payment", kill)
    with pytest.raises(Killed):
        checkout.place(key="once")
    monkeypatch.undo()
    assert (states(), charges_of(shop)) == (["placing"], [])

    the_clock_runs(clock.now() + LATER, deliver)

    assert states() == ["paid"]
    assert [status for _, status, *_ in charges_of(shop)] == ["captured"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (98, 0)}
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def test_killed_before_the_call_and_found_too_late_it_is_given_up(shop, monkeypatch, deliver):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing.payments, "charge_payment", kill)
    with pytest.raises(Killed):
        checkout.place()
    monkeypatch.undo()

    the_clock_runs(clock.now() + MUCH_LATER, deliver)

    assert (states(), charges_of(shop)) == (["failed"], [])
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (100, 0)}
    assert checkout.place().status_code == 201


def test_killed_after_the_money_was_taken(shop, monkeypatch, deliver, published):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing.payments, "settle_from_processor", kill)
    with pytest.raises(Killed):
        checkout.place(key="once")
    monkeypatch.undo()
    assert (states(), len(charges_of(shop))) == (["placing"], 1)

    the_clock_runs(clock.now() + LATER, deliver)

    assert states() == ["paid"]
    assert [status for _, status, *_ in charges_of(shop)] == ["captured"]
    assert [type(event) for event in published()].count(OrderPlaced) == 1


@pytest.mark.parametrize("seam", ["follow_payment", "view_of_new"])
def test_killed_around_the_second_transaction(shop, monkeypatch, deliver, published, seam: str):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing, seam, kill)
    with pytest.raises(Killed):
        checkout.place(key="once")
    monkeypatch.undo()

    the_clock_runs(clock.now() + LATER, deliver)
    repeated = checkout.place(key="once")

    assert states() == ["paid"]
    assert (repeated.status_code, repeated.json()["state"]) == (201, "paid")
    assert [status for _, status, *_ in charges_of(shop)] == ["captured"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (98, 0)}
    assert [type(event) for event in published()].count(OrderPlaced) == 1


@pytest.mark.parametrize("seam", ["write_order", "_begun"])
def test_killed_inside_the_first_transaction_nothing_has_happened(shop, monkeypatch, seam: str):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing, seam, kill)
    with pytest.raises(Killed):
        checkout.place(key="once")
    monkeypatch.undo()

    assert (states(), charges_of(shop)) == ([], [])
    assert rows("SELECT * FROM payments_payment") == []
    assert checkout.place(key="once").status_code == 201
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (98, 0)}


def test_the_shopper_who_tries_again_after_a_crash_is_told_how_it_stands(
    shop, monkeypatch, deliver
):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing.payments, "charge_payment", kill)
    with pytest.raises(Killed):
        checkout.place(key="once")
    monkeypatch.undo()

    again = checkout.place(key="once")
    another = checkout.place(key="another")
    the_clock_runs(clock.now() + LATER, deliver)
    finally_ = checkout.place(key="once")

    assert (again.status_code, again.json()["state"]) == (202, "placing")
    assert (another.status_code, another.json()["code"]) == (409, "ordering.cart_closed")
    assert (finally_.status_code, finally_.json()["state"]) == (201, "paid")
    assert len(charges_of(shop)) == 1


def test_a_declined_card_whose_news_was_lost_fails_the_order(shop, monkeypatch, deliver):
    checkout = ready_to_order(MILK=2)
    monkeypatch.setattr(placing.payments, "settle_from_processor", kill)
    with pytest.raises(Killed):
        checkout.place(DECLINED)
    monkeypatch.undo()

    the_clock_runs(clock.now() + LATER, deliver)

    assert states() == ["failed"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (100, 0)}


def test_a_processor_that_stays_silent_keeps_the_order_waiting(shop, monkeypatch, deliver):
    from serai.payments.public import ProcessorUnavailable

    checkout = ready_to_order(MILK=2)
    checkout.place(TIME_OUT)

    def silent(*_: object, **__: object) -> None:
        raise ProcessorUnavailable("local")

    monkeypatch.setattr(shop, "status_of", silent)
    assert resolve_placing(now=clock.now() + LATER) == 0
    assert states() == ["placing"]
    monkeypatch.undo()

    assert resolve_placing(now=clock.now() + LATER) == 1
    assert states() == ["paid"]


def test_an_order_that_costs_nothing_is_finished_as_well(shop, monkeypatch):
    from factories.ordering import CONTACT, a_cart, an_article

    from serai.ordering.public import DeliveryKind, Rate, set_delivery_rates

    an_article("GIFT", "0.00", stock=1)
    set_delivery_rates("web", [Rate("free", DeliveryKind.DELIVERY, {"en": "Free"}, 0, 0, 1, 2)])
    checkout = a_cart(GIFT=1)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)
    checkout.shopper.put(f"{checkout.path}/delivery", {"code": "free"})
    monkeypatch.setattr(placing, "confirm_order", kill)
    with pytest.raises(Killed):
        checkout.shopper.post(f"{checkout.path}/order", {"expected_total_minor": 0})
    monkeypatch.undo()

    resolve_placing(now=clock.now() + LATER)

    assert states() == ["paid"]


def test_a_shopper_who_never_comes_back_gets_the_cart_back(shop, deliver):
    from factories.ordering import CHALLENGE

    checkout = ready_to_order(MILK=2)
    checkout.place(CHALLENGE)

    the_clock_runs(clock.now() + MUCH_LATER, deliver)

    assert states() == ["failed"]
    assert counts(checkout.cart["lines"][0]["variant_id"]) == {"DC1": (100, 0)}
    assert checkout.shopper.get(checkout.path).json()["state"] == "open"
    assert rows("SELECT reason FROM ordering_order") == [("abandoned",)]
