"""A process that dies while goods are given out: nothing is half done, and the next try goes on."""

from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, queue_of, wait
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, counts, stocked

from serai.inventory.models import ExpectedDelivery
from serai.inventory.public import Arrived, allot_units, receive_deliveries, stock_disagreements
from serai.inventory.usecases.ahead import allot_units as allotting
from serai.inventory.usecases.ahead import receive_deliveries as receiving

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The process is gone: nothing after this line runs, not even a handler of errors."""


def kill(*_: object, **__: object) -> None:
    raise Killed


@pytest.fixture
def tea() -> UUID:
    """Return an article of which DC1 has nothing."""
    a_location("DC1")
    return a_variant("TEA").id


@pytest.mark.parametrize("seam", ["fulfil_reservation", "publish"])
def test_killed_while_goods_are_given_nobody_has_them_and_the_next_try_gives_them(
    tea: UUID, monkeypatch: pytest.MonkeyPatch, seam: str
) -> None:
    terms = back_ordered("TEA", most=9)
    wait(tea, 2, terms)
    stocked(tea, a_location("DC1"), 5)
    monkeypatch.setattr(allotting, seam, kill)
    with pytest.raises(Killed):
        allot_units(now=NOW)
    monkeypatch.undo()
    assert queue_of(tea) == [(2, 0, 0, "waiting")]
    assert counts(tea) == {"DC1": (5, 0)}

    assert allot_units(now=NOW) == 1

    assert queue_of(tea) == [(2, 2, 0, "over")]
    assert counts(tea) == {"DC1": (3, 0)}
    assert stock_disagreements() == []


@pytest.mark.parametrize("seam", ["write_movements", "serve_locked", "tell_waiting"])
def test_killed_while_a_delivery_is_received_it_is_still_to_come(
    tea: UUID, monkeypatch: pytest.MonkeyPatch, seam: str
) -> None:
    terms = back_ordered("TEA")
    delivery = expected("TEA", 5, 3, 4)
    wait(tea, 2, terms)
    monkeypatch.setattr(receiving, seam, kill)
    with pytest.raises(Killed):
        receive_deliveries([Arrived(delivery, 5)], now=NOW)
    monkeypatch.undo()
    assert ExpectedDelivery.objects.get(pk=delivery).received == 0
    assert counts(tea).get("DC1", (0, 0)) == (0, 0)

    assert receive_deliveries([Arrived(delivery, 5)], now=NOW) == 1

    assert counts(tea) == {"DC1": (3, 0)}
    assert queue_of(tea) == [(2, 2, 0, "over")]
