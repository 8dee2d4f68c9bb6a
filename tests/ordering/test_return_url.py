"""Where a payment page may send shoppers back to."""

import pytest

from serai.ordering.domain.return_url import BadReturnUrl, return_url_within

HOME = "https://shop.example"


def test_without_a_wish_it_is_the_orders_own_page():
    assert return_url_within(HOME, None) == "https://shop.example/orders/{order_id}/payment-return"


def test_any_page_of_the_storefront_will_do():
    wanted = "https://shop.example/he/back?order={order_id}"

    assert return_url_within(HOME, wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "/orders",
        "http://shop.example/",
        "https://shop.example.evil.example/",
        "https://shop.example@evil.example/",
        "https://shop.example:444/",
        "https://shop.example\\@evil.example/",
        "//evil.example",
        "javascript:alert(1)",
    ],
)
def test_elsewhere_is_refused(wanted: str):
    with pytest.raises(BadReturnUrl):
        return_url_within(HOME, wanted)
