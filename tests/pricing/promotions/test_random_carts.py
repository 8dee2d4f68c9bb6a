"""What holds for every cart and every set of promotions."""

import json
from datetime import UTC
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pricing.promotions.making import (
    NOW,
    a_cart,
    a_promotion,
    adds_up,
    catalogue,
    of_web,
    percent,
    rules,
)
from pricing.promotions.some import MINOR, carts, promotions

from serai.kernel.conditions import Moment, predicate, read_tree
from serai.kernel.money import Money
from serai.pricing.domain.facts_as_json import facts_as_json, facts_from_json
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.promotions.as_json import promotion_as_json
from serai.pricing.domain.promotions.benefits import Gift, LinesOff, OrderOff
from serai.pricing.domain.promotions.fields import line_fields
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.domain.replay import ReplayDiffers, record_of, replay
from serai.pricing.domain.tax import UNTAXED

CATALOGUES = st.lists(MINOR, min_size=6, max_size=6).map(lambda amounts: catalogue(*amounts))
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "customer.segments": st.frozensets(st.sampled_from(["vip", "new"]), min_size=1),
        "customer.spent": MINOR.map(lambda minor: Money(minor, "EUR")),
        "customer.since": st.datetimes(timezones=st.just(UTC)),
        "customer.known": st.booleans(),
        "customer.orders": st.integers(0, 9),
        "weight": st.decimals(0, 9, places=3),
        "born": st.dates(),
        "payment_method": st.sampled_from(["card", "transfer"]),
    },
)
FIELDS = line_fields("EUR")
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


@given(data=st.data(), prices=CATALOGUES)
def test_a_cart_with_promotions_can_be_priced_again_from_its_record(data, prices):
    chosen = data.draw(promotions())
    cart = structs.replace(data.draw(carts(chosen)), facts=data.draw(FACTS))
    rules = [of_web(chosen)]
    priced = price_cart(cart, prices, now=NOW, adjustments=rules)

    record = json.loads(json.dumps(record_of(cart, prices, priced, now=NOW, tax=UNTAXED)))

    assert replay(record, adjustments=rules) == priced


def test_a_record_priced_by_other_promotions_is_noticed():
    cart, prices = a_cart((1, 1)), catalogue("10.00")
    one, other = (of_web([a_promotion(OrderOff(percent(each)))]) for each in ("10", "11"))
    priced = price_cart(cart, prices, now=NOW, adjustments=[one])

    with pytest.raises(ReplayDiffers):
        replay(record_of(cart, prices, priced, now=NOW, tax=UNTAXED), adjustments=[other])


@given(facts=FACTS)
def test_facts_are_kept_as_they_were(facts):
    kept = json.loads(json.dumps(facts_as_json(facts)))

    assert facts_from_json(kept) == facts


def test_a_float_is_no_fact():
    with pytest.raises(TypeError):
        facts_as_json({"weight": 0.1})


@given(data=st.data(), prices=CATALOGUES)
def test_one_that_takes_nothing_by_itself_takes_nothing_beside_others(data, prices):
    chosen = data.draw(promotions())
    cart = data.draw(carts(chosen))

    together = price_cart(cart, prices, now=NOW, adjustments=[of_web(chosen)])

    for verdict in together.verdicts:
        one = [each for each in chosen if each.id == verdict.promotion_id]
        (alone,) = price_cart(cart, prices, now=NOW, adjustments=[of_web(one)]).verdicts
        assert alone.applied or not verdict.applied


ASKED = st.lists(
    st.tuples(
        st.sampled_from(["brand", "category", "sku"]),
        st.booleans(),
        st.lists(st.sampled_from(["brand 1", "BRAND 2", "A-1", "a-2", "tea", "none"]), min_size=1),
    ),
    min_size=1,
    max_size=3,
)


@given(asked=ASKED, joined=st.sampled_from(["and", "or"]), negated=st.booleans())
def test_the_lines_that_are_found_are_those_for_which_the_conditions_hold(asked, joined, negated):
    operators = {"category": ("containsAny", "containsNone")}
    each = [
        (field, operators.get(field, ("in", "notIn"))[turned], values)
        for field, turned, values in asked
    ]
    tree = read_tree({**rules(*each, joined=joined), "not": negated}, FIELDS)
    cart, prices = a_cart(*((n, 1) for n in range(1, 7))), catalogue(*["10.00"] * 6)
    holds = predicate(tree, FIELDS, Moment(NOW))
    wanted = [holds({**line.facts, "sku": prices[line.variant_id].sku}) for line in cart.lines]

    priced = price_cart(
        cart,
        prices,
        now=NOW,
        adjustments=[of_web([a_promotion(LinesOff(percent("10")), lines=tree)])],
    )

    assert [bool(line.discount) for line in priced.lines] == wanted
