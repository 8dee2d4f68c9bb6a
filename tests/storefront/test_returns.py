"""Sending goods back: for money, for another package or another product; told before it is sent."""

from collections.abc import Callable

import pytest
from storefront.fake_platform import Platform, money
from storefront.fake_returns import RETURN
from storefront.reader import Reader


@pytest.fixture
def order_id(pay: Callable[..., Reader]) -> tuple[Reader, str]:
    """Return a guest who bought two gallons of milk, and the order."""
    reader = pay()
    return reader, reader.page.path.removeprefix("/orders/").partition("?")[0]


def wizard(bought: tuple[Reader, str]) -> tuple[Reader, str]:
    reader, order_id = bought
    reader.open(f"/orders/{order_id}/return")
    return reader, f"/orders/{order_id}/return"


def test_money_is_told_before_the_return_is_announced(order_id, platform: Platform):
    reader, address = wizard(order_id)

    told = reader.send(address, **{"units-1": "1", "reason-1": "changed_mind", "step": "tell"})
    assert "You get back $3.49" in told.text
    assert not platform.returned

    announced = reader.send(address, step="send")
    assert announced.path.partition("?")[0].endswith(f"/returns/{RETURN}")
    assert [line["units"] for line in platform.returned["lines"]] == [1]
    assert platform.returned["wanted"] == []


def test_another_product_is_found_and_its_difference_told(order_id, platform: Platform):
    reader, address = wizard(order_id)
    found = reader.send(address, **{"units-1": "1", "find": "bread", "step": "find"})
    bread = next(good for good in platform.goods if "Bread" in good["name"])
    sku, price = bread["sku"], bread["price"]["minor"]
    form = found.form(address)
    assert form.fields["units-1"] == "1"
    assert form.fields[f"other-{sku}"] == "0"

    told = reader.send(address, **{f"other-{sku}": "2", "step": "tell"})
    assert bread["name"] in told.text
    assert f"You pay the difference ${(2 * price - 349) / 100:.2f}" in told.text

    kept = reader.send(address, step="edit").form(address)
    assert kept.fields[f"other-{sku}"] == "2"
    reader.send(address, step="tell")
    reader.send(address, step="send")
    [wanted] = platform.returned["wanted"]
    assert (wanted["name"], wanted["quantity"]) == (bread["name"], 2)


def test_what_was_told_is_what_it_costs_or_it_is_told_again(order_id, platform: Platform):
    reader, address = wizard(order_id)
    reader.send(address, **{"units-1": "1", "find": "bread", "step": "find"})
    bread = next(good for good in platform.goods if "Bread" in good["name"])
    reader.send(address, **{f"other-{bread['sku']}": "1", "step": "tell"})
    platform.by_sku[bread["sku"]]["price"] = money(999)

    again = reader.send(address, step="send")

    assert again.status == 409
    assert "A price has changed meanwhile" in again.text
    assert "You pay the difference $6.50" in again.text
    assert not platform.returned


def test_pressing_twice_announces_once(order_id, platform: Platform):
    reader, address = wizard(order_id)
    told = reader.send(address, **{"units-1": "1", "step": "tell"})
    fields = {**told.form(address).fields, "step": "send"}

    once = reader.post(address, fields)
    twice = reader.post(address, fields)

    assert once.path == twice.path
    assert once.status == twice.status == 200


def test_nothing_chosen_is_said(order_id):
    reader, address = wizard(order_id)

    page = reader.send(address, step="tell")

    assert page.status == 422
    assert "Choose at least one product." in page.text


def test_words_that_find_nothing_are_answered(order_id):
    reader, address = wizard(order_id)

    page = reader.send(address, find="xyzzyplugh", step="find")

    assert "We found nothing for these words" in page.text
