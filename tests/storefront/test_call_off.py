"""Calling units of an order off: what goes back, and what is lost by it, is told before it is done."""

from collections.abc import Callable

import pytest
from storefront.fake_changes import LOST
from storefront.fake_platform import Platform
from storefront.reader import Reader


@pytest.fixture
def changing(pay: Callable[..., Reader]) -> tuple[Reader, str]:
    """Return a guest at the page of changes of an order of two gallons of milk, and where its form goes."""
    reader = pay()
    order_id = reader.page.path.removeprefix("/orders/").partition("?")[0]
    reader.open(f"/orders/{order_id}/changes")
    return reader, f"/orders/{order_id}/cancelled-lines"


def test_what_goes_back_and_what_is_lost_is_told_first(changing, platform: Platform):
    reader, address = changing

    told = reader.send(address, **{"units-1": "1", "reason": "mistake"})
    assert "You get back $3.00" in told.text
    assert f"No longer earned: {LOST}" in told.text
    assert not platform.called_off

    done = reader.send(address, step="send")
    assert "Units were called off" in done.text
    assert f"No longer earned: {LOST}" in done.text
    assert list(platform.called_off.values()) == [{1: 1}]


def test_what_was_told_is_what_goes_back_or_it_is_told_again(changing, platform: Platform):
    reader, address = changing
    reader.send(address, **{"units-1": "1", "reason": "mistake"})
    platform.price_rise = 10

    again = reader.send(address, step="send")

    assert again.status == 409
    assert "You get back $3.10" in again.text
    assert not platform.called_off


def test_all_of_it_gives_all_of_it_back(changing, platform: Platform):
    reader, address = changing

    told = reader.send(address, **{"units-1": "2", "reason": "mistake"})

    assert "No longer earned" not in told.text
    order = platform.orders[address.split("/")[2]]
    total = order["totals"]["total"]["minor"]
    assert f"You get back ${total / 100:.2f}" in told.text


def test_a_mind_is_changed_again(changing, platform: Platform):
    reader, address = changing
    reader.send(address, **{"units-1": "1", "reason": "mistake"})

    reader.send(address, step="edit")

    assert not platform.called_off
    assert "What you have ordered now" in reader.page.text


def test_nothing_chosen_is_said_so(changing, platform: Platform):
    reader, address = changing

    page = reader.send(address, **{"units-1": "0"})

    assert page.status == 422
    assert "Choose at least one product." in page.text
