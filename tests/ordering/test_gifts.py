"""Words that go with a gift: on its packing slip, and nowhere a price."""

import pytest
from factories.ordering import Shopper, ready_to_order

from serai.ordering.domain.gift import GiftRefused, checked_gift
from serai.ordering.models import Order
from serai.ordering.queries.order_view import order
from serai.ordering.usecases.papers.print_order_sheet import gift_words

pytestmark = pytest.mark.django_db


def test_words_stay_with_the_cart_and_go_with_the_order(shop):
    checkout = ready_to_order(Shopper(), MILK=1)
    seen = checkout.shopper.put(
        f"{checkout.path}/gift", {"message": "  Happy birthday \n\nBob ", "sender": "Ann"}
    ).json()
    assert seen["gift"] == {"message": "Happy birthday\n\nBob", "sender": "Ann"}

    placed = checkout.place()

    assert placed.status_code == 201, placed.content
    row = Order.objects.get()
    assert row.gift == {"message": "Happy birthday\n\nBob", "sender": "Ann"}
    assert gift_words(order(row.pk).id) == "Happy birthday\n\nBob\n— Ann"


def test_words_can_be_taken_back(shop):
    checkout = ready_to_order(Shopper(), MILK=1)
    checkout.shopper.put(f"{checkout.path}/gift", {"message": "Hello"})

    assert checkout.shopper.delete(f"{checkout.path}/gift").json()["gift"] is None

    checkout.place()
    assert gift_words(Order.objects.get().pk) == ""


@pytest.mark.parametrize(
    ("message", "sender"),
    [(" \n ", ""), ("x" * 501, ""), ("x", "y" * 101), ("bell \x07", "")],
    ids=["nothing", "too much", "a long sender", "what cannot be printed"],
)
def test_words_that_cannot_be_printed_are_refused(message, sender):
    with pytest.raises(GiftRefused):
        checked_gift(message, sender)
