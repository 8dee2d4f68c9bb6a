"""What the store does not have: said beforehand at the checkout, asked about by a letter's link."""

from collections.abc import Callable

import pytest
from storefront.conftest import TYPED
from storefront.fake_substitutes import LINK
from storefront.reader import Reader


@pytest.fixture
def to_collect(with_cart: Reader) -> Reader:
    """Return a guest who collects their milk in a store, and is about to pay."""
    with_cart.open("/checkout")
    with_cart.send("/checkout", **TYPED)
    with_cart.send("/checkout/delivery", option="pickup|s31")
    return with_cart


def test_who_collects_says_what_is_done_about_each_product(to_collect: Reader):
    before = to_collect.open("/checkout/payment")
    after = to_collect.send("/checkout/substitutions", **{"wish 100000": "similar"})

    assert "If the store does not have something" in before.text
    assert before.form("/checkout/substitutions").fields["wish 100000"] == "ask"
    assert after.form("/checkout/substitutions").fields["wish 100000"] == "similar"


def test_who_has_it_brought_is_asked_nothing_of_the_kind(at_payment: Reader):
    page = at_payment.open("/checkout/payment")

    assert "If the store does not have something" not in page.text


@pytest.mark.parametrize(
    ("answer", "said"),
    [("yes", "It is in your order."), ("no", "You get your money back for what is missing.")],
)
def test_the_letters_link_asks_and_an_answer_is_kept(
    pay: Callable[..., Reader], answer: str, said: str
):
    reader = pay()
    asked = reader.open(f"/substitutes/{LINK}")
    answered = reader.send(f"/substitutes/{LINK}", answer=answer)
    again = reader.open(f"/substitutes/{LINK}")

    assert "Oat Drink" in asked.text
    assert "It costs you no more." in asked.text
    assert "Thank you for your answer." in answered.text
    assert said in answered.text
    assert [each.action for each in again.forms if "substitutes" in each.action] == []


def test_a_link_that_nobody_signed_opens_nothing(reader: Reader):
    page = reader.open("/substitutes/made.up")

    assert page.status == 404
    assert "Oat Drink" not in page.text
