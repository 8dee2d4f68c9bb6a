"""The difference of a changed order is paid in parts: what each part pays is told before a card is asked for."""

from collections.abc import Callable

import pytest
from storefront.fake_changes import WAITING
from storefront.fake_platform import Platform
from storefront.reader import Reader

LOOK = {"step": "look"}
CARD = {"number": "4242 4242 4242 4242", "expiry": "12/30", "cvc": "123"}


@pytest.fixture
def dearer(pay: Callable[..., Reader], platform: Platform) -> tuple[Reader, str]:
    """Return a guest at the page of an order that became 5.00 dearer, and where the difference is paid."""
    reader = pay()
    platform.difference = 500
    order_id = reader.page.path.removeprefix("/orders/").partition("?")[0]
    reader.open(f"/orders/{order_id}/changes")
    return reader, f"/orders/{order_id}/changes/{WAITING}/payment"


def test_what_a_gift_card_pays_is_told_and_a_card_pays_the_rest(dearer, platform: Platform):
    reader, address = dearer

    told = reader.send(address, LOOK, gift_card="AAAA")

    assert "Gift card •••• ZB5C $2.00" in told.text
    assert "Left to pay $3.00" in told.text
    assert not platform.difference_paid_with
    reader.send(address, {"due": "300"}, **CARD)
    paid = platform.difference_paid_with
    assert paid["tenders"] == [{"method": "gift_card", "code": "AAAA"}]
    assert paid["expected_due_minor"] == 300
    assert paid["card"]["number"] == "4242424242424242"


def test_gift_cards_and_credit_pay_all_of_it_without_a_card(dearer, platform: Platform):
    reader, address = dearer
    reader.send(address, LOOK, gift_card="AAAA")
    reader.send(address, LOOK, gift_card="CCCC")

    told = reader.send(address, LOOK, gift_card="", credit="yes")

    assert "Store credit •••• ZB5C $1.00" in told.text
    assert "Left to pay $0.00" in told.text
    assert not any("cvc" in form.fields for form in told.forms)
    reader.send(address, {"due": "0"})
    paid = platform.difference_paid_with
    assert [each.get("code") for each in paid["tenders"]] == ["AAAA", "CCCC", None]
    assert (paid["expected_due_minor"], "card" in paid) == (0, False)


def test_a_card_that_is_unknown_is_refused_and_nothing_is_paid(dearer, platform: Platform):
    reader, address = dearer

    page = reader.send(address, LOOK, gift_card="EMPTY")

    assert page.status == 404
    assert not platform.difference_paid_with


def test_a_mistyped_card_keeps_what_pays_before_it(dearer, platform: Platform):
    reader, address = dearer

    reader.send(address, LOOK, gift_card="AAAA")

    page = reader.send(address, {"due": "300"}, number="42")

    assert page.status == 422
    assert "Left to pay $3.00" in page.text
    assert not platform.difference_paid_with


def test_what_is_called_off_says_where_its_money_goes(dearer, platform: Platform):
    reader, address = dearer
    platform.difference = 0
    lines = address.partition("/changes/")[0] + "/cancelled-lines"

    reader.open(address.partition("/changes/")[0] + "/changes")
    told = reader.send(lines, **{"units-1": "1", "reason": "mistake"})

    assert "Back to: Visa •••• 4242 $2.00" in told.text
    assert "Not taken from: Gift card •••• ZB5C $1.00" in told.text
