"""What holds for every cart and every set of promotions."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pricing.promotions.making import NOW, adds_up, catalogue, of_web
from pricing.promotions.some import MINOR, carts, promotions

from serai.kernel.money import Money
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.promotions.as_json import promotion_as_json
from serai.pricing.domain.promotions.benefits import Gift
from serai.pricing.domain.promotions.read_promotion import read_promotion

CATALOGUES = st.lists(MINOR, min_size=6, max_size=6).map(lambda amounts: catalogue(*amounts))
ZERO = Money.zero("EUR")


@given(data=st.data(), prices=CATALOGUES)
def test_every_cart_adds_up_and_no_promotion_pays_the_shopper(data, prices):
    chosen = data.draw(promotions())
    cart = data.draw(carts(chosen))

    priced = price_cart(cart, prices, now=NOW, adjustments=[of_web(chosen)])

    adds_up(priced)
    by_id = {each.id: each for each in chosen}
    for verdict in priced.verdicts:
        promotion, left = by_id[verdict.promotion_id], cart.allowances.get(verdict.promotion_id)
        assert promotion.most is None or verdict.taken <= promotion.most
        if left and left.budget is not None:
            assert verdict.taken <= max(left.budget, ZERO)
        if left and left.uses == 0:
            assert not verdict.applied


@given(data=st.data(), prices=CATALOGUES)
def test_groups_and_those_that_stand_alone_are_kept_apart(data, prices):
    chosen = data.draw(promotions())

    priced = price_cart(data.draw(carts(chosen)), prices, now=NOW, adjustments=[of_web(chosen)])

    by_id = {each.id: each.stacking for each in chosen}
    applied = [by_id[verdict.promotion_id] for verdict in priced.verdicts if verdict.applied]
    groups = [each.group for each in applied if each.group]
    assert len(groups) == len(set(groups))
    assert len(applied) == 1 or not any(each.exclusive for each in applied)


@given(data=st.data(), prices=CATALOGUES, seed=st.integers(0, 99))
def test_the_order_of_the_list_means_nothing_and_json_says_everything(data, prices, seed):
    chosen = data.draw(promotions())
    cart = data.draw(carts(chosen))
    shuffled = [read_promotion(promotion_as_json(each)) for each in chosen]
    Random(seed).shuffle(shuffled)

    one, other = (
        price_cart(cart, prices, now=NOW, adjustments=[of_web(each)]) for each in (chosen, shuffled)
    )

    assert one == other


@given(data=st.data(), prices=CATALOGUES)
def test_gifts_come_of_promotions_that_applied(data, prices):
    chosen = data.draw(promotions())
    cart = data.draw(carts(chosen))

    priced = price_cart(cart, prices, now=NOW, adjustments=[of_web(chosen)])

    by_id: dict[Any, Any] = {each.id: each for each in chosen}
    given_by = {gift.promotion_id for gift in priced.gifts}
    assert given_by == {
        verdict.promotion_id
        for verdict in priced.verdicts
        if verdict.applied and isinstance(by_id[verdict.promotion_id].benefit, Gift)
    }
    for line, found in zip(cart.lines, priced.lines, strict=True):
        if line.gift_of is not None:
            assert {each.promotion_id for each in found.discounts} <= {line.gift_of}


@given(data=st.data(), prices=CATALOGUES)
def test_each_promotion_is_told_of_once(data, prices):
    chosen = data.draw(promotions())
    cart = data.draw(carts(chosen))
    entered = {coupon.promotion_id for coupon in cart.coupons}

    priced = price_cart(cart, prices, now=NOW, adjustments=[of_web(chosen)])

    asked = {
        each.id
        for each in chosen
        if (not each.channels or "web" in each.channels)
        and (not each.needs_coupon or each.id in entered)
    }
    assert sorted(str(each.promotion_id) for each in priced.verdicts) == sorted(map(str, asked))
