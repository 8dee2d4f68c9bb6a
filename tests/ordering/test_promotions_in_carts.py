"""Promotions, codes and gifts in carts and orders, over HTTP."""

import pytest
from factories.catalog import categories
from factories.inventory import counts
from factories.ordering import (
    CONTACT,
    DECLINED,
    LONG_AGO,
    Shopper,
    a_cart,
    an_article,
    counted,
    ready_to_order,
    staff,
    states,
)
from factories.promotions import a_coupon, a_promotion

from serai.plumbing.db import rows
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.queries.promotions import running
from serai.pricing.queries.promotions.promotion_view import promotion
from serai.pricing.usecases.promotions.change_state import change_promotion_state

pytestmark = pytest.mark.django_db
TWO_FOR_ONE = {"kind": "buy_get", "buy": 1, "get": 1}


def minor(cart: dict) -> dict:
    return {name: cart["totals"][name]["minor"] for name in ("items", "discount", "total")}


def enter(checkout, code: str):
    response = checkout.shopper.put(f"{checkout.path}/codes", {"code": code})
    if response.status_code == 200:
        checkout.cart = response.json()
    return response


def test_a_promotion_takes_off_and_tells_what_and_where(shop):
    ten = a_promotion("ten-off", name="Ten off")

    cart = a_cart(MILK=2, BREAD=1).cart

    assert minor(cart) == {"items": 648, "discount": 65, "total": 583}
    [discount] = cart["discounts"]
    assert (discount["promotion_id"], discount["name"]) == (str(ten.id), "Ten off")
    assert discount["amount"]["minor"] == 65
    assert [line["discount"]["minor"] for line in cart["lines"]] == [40, 25]
    assert cart["lines"][0]["discounts"][0]["code"] == "ten-off"


def test_a_cart_where_nothing_is_promoted_tells_nothing_of_it(shop):
    cart = a_cart(MILK=1).cart

    assert (cart["discounts"], cart["codes"], cart["offers"]) == ([], [], [])
    assert (cart["lines"][0]["discounts"], cart["lines"][0]["gift"]) == ([], False)
    assert rows("SELECT promotions::text FROM ordering_cart") == [("{}",)]


def test_what_lacks_but_little_is_told(shop):
    a_promotion("big", name="Five off", minimum={"spend": "5.00"})

    cart = a_cart(MILK=1).cart

    [offer] = cart["offers"]
    assert (offer["name"], offer["missing"]["minor"]) == ("Five off", 301)
    assert minor(cart)["discount"] == 0


def test_the_shopper_reads_the_name_in_their_language(shop):
    a_promotion("ten-off", names={"he": "עשרה אחוזים"})

    cart = a_cart(Shopper(language="he"), MILK=1).cart

    assert cart["discounts"][0]["name"] == "עשרה אחוזים"


def test_a_code_opens_its_promotion_however_it_is_typed_and_closes_it_again(shop):
    ten = a_promotion("ten-off", needs_coupon=True)
    a_coupon(ten.id, "SPRING24")
    checkout = a_cart(MILK=1)
    assert minor(checkout.cart)["discount"] == 0

    assert enter(checkout, " spring-24 ").status_code == 200

    assert minor(checkout.cart) == {"items": 199, "discount": 20, "total": 179}
    [code] = checkout.cart["codes"]
    assert (code["code"], code["state"]) == ("SPRING24", "applied")
    assert checkout.cart["discounts"][0]["coupon"] == "SPRING24"
    again = enter(checkout, "SPRING24")
    assert len(again.json()["codes"]) == 1
    gone = checkout.shopper.delete(f"{checkout.path}/codes/spring-24").json()
    assert (gone["codes"], minor(gone)["discount"]) == ([], 0)
    assert checkout.shopper.delete(f"{checkout.path}/codes/SPRING24").status_code == 200


def test_a_code_that_lacks_something_stays_and_says_what(shop):
    ten = a_promotion("big", needs_coupon=True, minimum={"spend": "5.00"})
    a_coupon(ten.id, "SPRING24")
    checkout = a_cart(MILK=1)

    enter(checkout, "SPRING24")

    [code] = checkout.cart["codes"]
    assert (code["state"], code["missing"]["minor"]) == ("too_little", 301)
    more = checkout.shopper.post(f"{checkout.path}/lines", {"sku": "BREAD", "quantity": 2}).json()
    assert more["codes"][0]["state"] == "applied"


@pytest.mark.parametrize("said", ["NOBODY", "%%%", "AB"])
def test_a_code_that_nobody_made_is_refused(shop, said):
    checkout = a_cart(MILK=1)

    response = enter(checkout, said)

    assert response.status_code == 422
    assert response.json()["code"] in ("ordering.coupon_refused", "pricing.bad_coupon_code")


def test_a_code_of_a_paused_promotion_is_refused(shop):
    ten = a_promotion("ten-off", needs_coupon=True)
    a_coupon(ten.id, "SPRING24")
    change_promotion_state(ten.id, PromotionAction.PAUSE, now=LONG_AGO)

    response = enter(a_cart(MILK=1), "SPRING24")

    assert (response.status_code, response.json()["facts"]["reason"]) == (422, "not_here")


def test_a_cart_holds_ten_codes(shop):
    ten = a_promotion("ten-off", needs_coupon=True)
    checkout = a_cart(MILK=1)
    for number in range(10):
        enter(checkout, a_coupon(ten.id, f"CODE{number}"))

    response = enter(checkout, a_coupon(ten.id, "ONEMORE"))

    assert (response.status_code, response.json()["code"]) == (422, "ordering.too_many_codes")


def test_anothers_cart_takes_no_code(shop):
    checkout = a_cart(MILK=1)

    response = Shopper().put(f"{checkout.path}/codes", {"code": "SPRING"})

    assert response.status_code == 404


def test_an_order_keeps_its_discounts_by_promotion_and_line(shop):
    ten = a_promotion("ten-off", needs_coupon=True, most_uses=5)
    a_coupon(ten.id, "SPRING24", most_uses=1)
    checkout = ready_to_order(MILK=2, BREAD=1)
    enter(checkout, "SPRING24")

    response = checkout.place()

    assert response.status_code == 201, response.content
    order = response.json()
    assert order["totals"]["discount"]["minor"] == 65
    assert [line["discount"]["minor"] for line in order["lines"]] == [40, 25]
    [discount] = order["discounts"]
    assert (discount["coupon"], discount["amount"]["minor"]) == ("SPRING24", 65)
    read = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert read["discounts"] == order["discounts"]
    assert [line["discounts"] for line in read["lines"]] == [
        line["discounts"] for line in order["lines"]
    ]
    assert promotion(ten.id).limits.uses == 1
    assert rows("SELECT uses FROM pricing_coupon") == [(1,)]


def test_a_free_delivery_is_a_discount_of_the_delivery(shop):
    a_promotion("free", benefit={"kind": "delivery_off"})

    checkout = ready_to_order(MILK=1)

    assert minor(checkout.cart) == {"items": 199, "discount": 499, "total": 199}
    assert checkout.place().status_code == 201


def test_another_country_ends_the_free_delivery_with_the_delivery(shop):
    a_promotion("free", benefit={"kind": "delivery_off"})
    checkout = ready_to_order(MILK=1)
    elsewhere = CONTACT | {"address": CONTACT["address"] | {"country": "CA", "postcode": "K1A 0B1"}}

    cart = checkout.shopper.put(f"{checkout.path}/contact", elsewhere).json()

    assert minor(cart) == {"items": 199, "discount": 0, "total": 199}
    assert rows("SELECT delivery_minor, discount_minor, total_minor FROM ordering_cart") == [
        (0, 0, 199)
    ]


def test_a_declined_card_gives_the_code_back(shop):
    ten = a_promotion("ten-off", needs_coupon=True, budget="10.00")
    a_coupon(ten.id, "SPRING24", most_uses=1)
    checkout = ready_to_order(MILK=1)
    enter(checkout, "SPRING24")

    assert checkout.place(DECLINED).status_code == 422

    assert promotion(ten.id).limits.uses == 0
    assert rows("SELECT uses FROM pricing_coupon") == [(0,)]
    assert checkout.place().status_code == 201
    assert promotion(ten.id).limits.uses == 1


def test_a_cancelled_order_gives_the_budget_back(shop):
    ten = a_promotion("ten-off", budget="10.00")
    checkout = ready_to_order(MILK=1)
    order = checkout.place().json()
    assert promotion(ten.id).limits.given.minor == 20

    staff().post(f"/orders/{order['id']}/cancellation", {"reason": "by mistake"})

    assert states() == ["cancelled"]
    assert promotion(ten.id).limits.given.minor == 0


def test_a_promotion_that_is_used_up_meanwhile_changes_the_price_and_orders_nothing(shop):
    once = a_promotion("once", most_uses=1)
    first, second = ready_to_order(MILK=1), ready_to_order(MILK=1)
    assert first.place().status_code == 201

    response = second.place()

    assert (response.status_code, response.json()["code"]) == (409, "ordering.price_changed")
    assert states() == ["paid"]
    shown = second.shopper.get(second.path).json()
    assert minor(shown) == {"items": 199, "discount": 0, "total": 698}
    assert second.place(expected=698).status_code == 201
    assert promotion(once.id).limits.uses == 1


def test_a_process_that_has_not_heard_of_it_shows_no_used_up_promotion_to_who_was_refused(shop):
    a_promotion("once", most_uses=1)
    first, second = ready_to_order(MILK=1), ready_to_order(MILK=1)
    heard_before = running._known.versioned()
    first.place()
    assert second.place().json()["code"] == "ordering.price_changed"
    running.forget_promotions()
    running._known._looked.get(None, lambda: heard_before)

    shown = second.shopper.get(second.path).json()

    assert minor(shown)["discount"] == 0


def test_a_budget_that_is_too_small_for_one_is_read_anew_by_every_process(shop):
    a_promotion("half", budget="0.30")
    first, second = ready_to_order(MILK=1), ready_to_order(MILK=1)
    first.place()
    before = rows("SELECT version FROM pricing_promotions_version")

    assert second.place().json()["code"] == "ordering.price_changed"

    assert rows("SELECT version FROM pricing_promotions_version") > before
    shown = second.shopper.get(second.path).json()
    assert minor(shown)["discount"] == 10
    assert second.place(expected=199 - 10 + 499).status_code == 201


def test_a_code_used_by_another_shopper_meanwhile_is_told_in_the_cart(shop):
    ten = a_promotion("ten-off", needs_coupon=True)
    a_coupon(ten.id, "SPRING24", most_uses=1)
    first, second = ready_to_order(MILK=1), ready_to_order(MILK=1)
    enter(first, "SPRING24")
    enter(second, "SPRING24")
    first.place()

    assert second.place().json()["code"] == "ordering.price_changed"

    shown = second.shopper.get(second.path).json()
    assert shown["codes"][0]["state"] == "used_up"


def test_the_second_of_a_shopper_who_may_once_is_priced_without_it(shop):
    a_promotion("welcome", most_per_customer=1)
    assert ready_to_order(MILK=1).place().status_code == 201

    again = ready_to_order(MILK=1)

    assert minor(again.cart)["discount"] == 0


def test_a_gift_comes_into_the_cart_by_itself_and_goes_again(shop):
    gift = an_article("MUG", "7.00", stock=5)
    a_promotion(
        "mug",
        minimum={"spend": "5.00"},
        benefit={"kind": "gift", "parts": [{"variant_id": str(gift.id), "quantity": 1}]},
    )
    checkout = a_cart(BREAD=1)
    assert [line["sku"] for line in checkout.cart["lines"]] == ["BREAD"]

    cart = checkout.shopper.patch(f"{checkout.path}/lines/BREAD", {"quantity": 2}).json()

    assert [(line["sku"], line["gift"]) for line in cart["lines"]] == [
        ("BREAD", False),
        ("MUG", True),
    ]
    assert minor(cart) == {"items": 1200, "discount": 700, "total": 500}
    less = checkout.shopper.patch(f"{checkout.path}/lines/BREAD", {"quantity": 1}).json()
    assert [line["sku"] for line in less["lines"]] == ["BREAD"]
    assert minor(less) == {"items": 250, "discount": 0, "total": 250}


def test_a_gift_is_ordered_reserved_and_kept_apart_from_what_is_bought(shop):
    mug = an_article("MUG", "7.00", stock=5)
    a_promotion(
        "mug",
        minimum={"spend": "5.00"},
        benefit={"kind": "gift", "parts": [{"variant_id": str(mug.id)}]},
    )
    checkout = ready_to_order(BREAD=2, MUG=1)

    order = checkout.place().json()

    assert [
        (line["sku"], line["gift"], line["line_total"]["minor"]) for line in order["lines"]
    ] == [
        ("BREAD", False, 500),
        ("MUG", False, 700),
        ("MUG", True, 0),
    ]
    assert counts(mug.id) == {"DC1": (3, 0)}


def test_a_gift_that_is_out_of_stock_is_not_given(shop):
    mug = an_article("MUG", "7.00", stock=0)
    a_promotion("mug", benefit={"kind": "gift", "parts": [{"variant_id": str(mug.id)}]})

    checkout = ready_to_order(BREAD=1)

    assert [line["sku"] for line in checkout.cart["lines"]] == ["BREAD"]
    assert checkout.place().status_code == 201


def test_a_gift_line_cannot_be_changed(shop):
    mug = an_article("MUG", "7.00", stock=5)
    a_promotion("mug", benefit={"kind": "gift", "parts": [{"variant_id": str(mug.id)}]})
    checkout = a_cart(BREAD=1)

    response = checkout.shopper.patch(f"{checkout.path}/lines/MUG", {"quantity": 9})

    assert response.json()["code"] == "ordering.line_not_found"


def test_lines_of_a_category_or_a_brand_are_found(shop):
    categories({"slug": "dairy", "name": "Dairy"})
    an_article("YOG", "1.00", category="dairy")
    rule = {"field": "category", "operator": "containsAny", "value": ["dairy"]}
    a_promotion(
        "dairy",
        lines={"combinator": "and", "rules": [rule]},
        benefit={"kind": "lines_off", "off": {"percent": "50"}},
    )

    cart = a_cart(YOG=2, BREAD=1).cart

    assert [line["discount"]["minor"] for line in cart["lines"]] == [100, 0]


def test_a_plain_cart_in_a_shop_without_promotions_costs_no_statement_more(shop):
    a_cart(MILK=1)
    checkout = ready_to_order(MILK=1)

    with counted() as without:
        checkout.place()

    assert not any("pricing_promotion" in statement for statement in without)
    assert not any("pricing_redemption" in statement for statement in without)


def test_the_lines_of_an_order_add_up_to_its_products(shop):
    a_promotion("tea", benefit={"kind": "order_off", "off": {"percent": "10"}})

    order = ready_to_order(MILK=3).place().json()

    items = [line["items"]["minor"] for line in order["lines"]]
    assert sum(items) == order["totals"]["items"]["minor"]
    off = [line["discount"]["minor"] for line in order["lines"]]
    assert sum(off) == order["totals"]["discount"]["minor"]
