"""Promotions that strangers send: what is right is read, what is wrong is named."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from pricing.promotions.making import rules
from pricing.promotions.some import promotions

from serai.pricing.domain.promotions.as_json import promotion_as_json
from serai.pricing.domain.promotions.benefits import BuyGet
from serai.pricing.domain.promotions.promotion import NO_MINIMUM, STACKS
from serai.pricing.domain.promotions.read_promotion import BadPromotion, read_promotion
from serai.pricing.domain.promotions.schedule import ALWAYS

ID = UUID(int=7)
TEN_OFF = {"kind": "order_off", "off": {"percent": "10"}}


def sent(**more: Any) -> dict[str, Any]:
    return {"code": "p", "name": "P", "currency": "EUR", "benefit": TEN_OFF, **more}


def faults(body: Any) -> dict[str, str]:
    with pytest.raises(BadPromotion) as refusal:
        read_promotion(body, id=ID)
    return {fault.path: fault.code for fault in refusal.value.errors}


@given(chosen=promotions())
def test_what_is_written_is_read_as_it_was(chosen):
    assert [read_promotion(promotion_as_json(each)) for each in chosen] == chosen


def test_what_is_left_out_is_what_a_promotion_has_without_saying_so():
    found = read_promotion(sent(), id=ID)

    assert (found.minimum, found.schedule, found.stacking) == (NO_MINIMUM, ALWAYS, STACKS)
    assert (found.version, found.needs_coupon, found.most) == (1, False, None)


def test_a_set_gives_a_free_unit_unless_it_says_otherwise():
    found = read_promotion(sent(benefit={"kind": "buy_get", "buy": 2, "get": 1}), id=ID)

    assert found.benefit == BuyGet(2, 1)


@pytest.mark.parametrize("percent", ["0", "-5", "100.01", "50000", "12.34567", "many", None, True])
def test_a_percentage_is_above_nothing_and_at_most_all(percent):
    body = sent(benefit={"kind": "order_off", "off": {"percent": percent}})

    assert next(iter(faults(body))).startswith("/benefit/off")


def test_an_amount_is_never_taken_for_a_percentage():
    """A fixed 500.00 is 500.00, and a percentage of 500 is refused."""
    fixed = read_promotion(sent(benefit={"kind": "order_off", "off": {"amount": "500.00"}}), id=ID)
    both = {"kind": "order_off", "off": {"amount": "5.00", "percent": "5"}}

    assert str(fixed.benefit.off.amount) == "500.00 EUR"
    assert faults(sent(benefit={"kind": "order_off", "off": {"percent": "500"}})) == {
        "/benefit/off/percent": "percent"
    }
    assert faults(sent(benefit=both)) == {"/benefit/off": "one_of"}


@pytest.mark.parametrize("amount", ["0", "-1.00", "0.001", "99999999999.00", 1e400, "NaN"])
def test_an_amount_is_above_nothing_and_in_whole_cents(amount):
    body = sent(benefit={"kind": "order_off", "off": {"amount": amount}})

    assert list(faults(body)) == ["/benefit/off/amount"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"colour": "red"}, {"/colour": "unknown_key"}),
        ({"name": ""}, {"/name": "characters"}),
        ({"code": "x" * 65}, {"/code": "characters"}),
        ({"currency": "euro"}, {"/currency": "code_of_currency"}),
        ({"needs_coupon": "yes"}, {"/needs_coupon": "not_a_boolean"}),
        ({"channels": "web"}, {"/channels": "list"}),
        ({"stores": [1]}, {"/stores/0": "characters"}),
        ({"most": "-1"}, {"/most": "money"}),
        ({"benefit": {"kind": "free_money"}}, {"/benefit/kind": "one_of", "/benefit/off": "one_of"}),
        ({"benefit": []}, {"/benefit": "object"}),
        ({"benefit": {"kind": "gift", "parts": []}}, {"/benefit/parts": "some"}),
        ({"benefit": {"kind": "gift", "parts": [{"variant_id": "mug"}]}},
         {"/benefit/parts/0/variant_id": "uuid"}),
        ({"benefit": {"kind": "gift", "parts": [{"variant_id": str(ID)}] * 2}},
         {"/benefit/parts": "twice"}),
        ({"benefit": {"kind": "tiers", "tiers": []}}, {"/benefit/tiers": "some"}),
        ({"benefit": {"kind": "buy_get", "buy": 0, "get": 1}}, {"/benefit/buy": "range"}),
        ({"benefit": {"kind": "buy_get", "buy": 1.5, "get": 1}}, {"/benefit/buy": "range"}),
        ({"benefit": {"kind": "bundle", "parts": [{"quantity": 1}] * 7, "off": {"price": "1"}}},
         {"/benefit/parts": "some"}),
        ({"benefit": {"kind": "tiers", "tiers": [
            {"at_least": "9", "off": {"percent": 1}}, {"at_least": "9", "off": {"percent": 2}}]}},
         {"/benefit/tiers": "rise"}),
        ({"conditions": rules(("colour", "=", "red"))},
         {"/conditions/rules/0/field": "unknown_field"}),
        ({"lines": rules(("price", ">=", "1.999"))}, {"/lines/rules/0/value": "places"}),
        ({"minimum": {"spend": 0}}, {"/minimum/spend": "money"}),
        ({"minimum": {"quantity": -1}}, {"/minimum/quantity": "range"}),
        ({"schedule": {"starts_at": "2026-11-27"}}, {"/schedule/starts_at": "instant"}),
        ({"schedule": {"starts_at": "2026-11-27T00:00:00Z", "ends_at": "2026-11-27T00:00:00Z"}},
         {"/schedule/ends_at": "backwards"}),
        ({"schedule": {"seasons": [{"first": "2026-12-24", "last": "2026-12-01"}]}},
         {"/schedule/seasons/0/last": "backwards"}),
        ({"schedule": {"seasons": [
            {"first": "2026-12-24", "last": "2027-12-24", "every_year": True}]}},
         {"/schedule/seasons/0/last": "a_year"}),
        ({"schedule": {"weekdays": [0, 8]}},
         {"/schedule/weekdays/0": "range", "/schedule/weekdays/1": "range"}),
        ({"schedule": {"hours": [{"start": "09:00", "end": "24:00"}]}},
         {"/schedule/hours/0/end": "clock"}),
        ({"schedule": {"hours": [{"start": "09:00", "end": "09:00"}]}},
         {"/schedule/hours/0/end": "no_time"}),
        ({"stacking": {"priority": 5000}}, {"/stacking/priority": "range"}),
        ({"stacking": {"group": "g", "exclusive": True}}, {"/stacking/group": "alone"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_place(more, expected):
    found = faults(sent(**more))

    assert {path: found.get(path) for path in expected} == expected


def test_amounts_need_a_currency():
    body = sent(currency="", most="5.00", lines=rules(("price", ">=", "1.00")))

    assert faults(body) == {"/most": "no_currency", "/lines/rules/0/field": "unknown_field"}


@pytest.mark.parametrize("body", [None, [], "promotion", 7])
def test_anything_else_is_no_promotion(body):
    assert faults(body)[""] == "object"


def test_no_more_than_fifty_faults_are_told():
    assert len(faults(sent(stores=[0] * 200, channels=[0] * 9))) == 50
