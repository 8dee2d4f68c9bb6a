"""Staff write promotions with forms and the editor of conditions, activate them and make codes."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from factories.catalog import a_channel, a_variant
from factories.promotions import TEN_PERCENT, a_batch, a_coupon, a_draft, a_promotion

from serai.plumbing.db import rows
from serai.pricing.admin.promotion_form import rule_of, said_of
from serai.pricing.domain.promotions.fields import line_fields
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.queries.promotions.promotion_view import promotion, promotions

pytestmark = pytest.mark.django_db
PROMOTIONS = "/admin/pricing/promotionrow/"


@pytest.fixture(autouse=True)
def _channel(db: None) -> None:
    a_channel()


def tree(*rules: dict[str, Any]) -> str:
    return json.dumps({"combinator": "and", "not": False, "rules": [*rules]})


CUPS = {"rules": [{"field": "category", "operator": "containsAny", "value": ["cups"]}]}
TWO_RULES = {"rules": [*CUPS["rules"], {"field": "reduced", "operator": "=", "value": False}]}


def rows_of(name: str, *rows: dict[str, str]) -> dict[str, list[str]]:
    """Return rows as a browser sends them."""
    return {f"{name}-{key}": [row[key] for row in rows] for key in rows[0]}


def form(**said: Any) -> dict[str, Any]:
    plain = {
        "code": "ten-off",
        "name": "Ten off",
        "gives": "order_off percent",
        "value": "10",
        "currency": "USD",
        "conditions": tree(),
        "lines": tree(),
    }
    return plain | said


def test_a_promotion_is_written_with_fields_and_two_editors(owner: Client):
    dairy = {"field": "category", "operator": "containsAny", "value": ["dairy"]}
    known = {"field": "customer.known", "operator": "=", "value": True}

    answer = owner.post(
        f"{PROMOTIONS}write/",
        form(
            lines=tree(dairy),
            conditions=tree(known),
            minimum_spend="20.00",
            most_uses="100",
            budget="50.00",
            needs_coupon="on",
            weekdays=["5"],
            **rows_of("names", {"language": "he", "name": "עשר"}),
            **rows_of("hours", {"start": "16:00", "end": "19:00"}, {"start": "", "end": ""}),
            **rows_of(
                "seasons", {"first": "2026-12-01", "last": "2026-12-24", "every_year": "yes"}
            ),
        ),
    )

    assert answer.status_code == 302, answer.content.decode()[:3000]
    [kept] = promotions()
    assert (kept.code, kept.state, kept.needs_coupon) == ("ten-off", "draft", True)
    assert kept.rule["benefit"] == TEN_PERCENT
    assert kept.rule["lines"]["rules"][0]["field"] == "category"
    assert kept.rule["conditions"]["rules"][0]["field"] == "customer.known"
    assert kept.rule["minimum"]["spend"] == "20.00"
    assert kept.rule["schedule"] == {
        "starts_at": None,
        "ends_at": None,
        "weekdays": [5],
        "hours": [{"start": "16:00:00", "end": "19:00:00"}],
        "seasons": [{"first": "2026-12-01", "last": "2026-12-24", "every_year": True}],
    }
    assert (kept.limits.most_uses, kept.limits.budget.minor) == (100, 5000)
    assert kept.names == {"he": "עשר"}


@pytest.mark.parametrize(
    ("said", "benefit"),
    [
        (
            {"gives": "tiers spend", **rows_of(
                "tiers",
                {"at_least": "20.00", "way": "percent", "value": "5"},
                {"at_least": "", "way": "percent", "value": ""},
                {"at_least": "50.00", "way": "amount", "value": "4.00"})},
            {"kind": "tiers", "by": "spend", "tiers": [
                {"at_least": "20.00", "off": {"percent": "5"}},
                {"at_least": "50.00", "off": {"amount": "4.00"}}]},
        ),
        (
            {"gives": "bundle price", "value": "9.00", "most_times": "2", **rows_of(
                "parts",
                {"quantity": "1", "about": "sku", "values": "MILK, TEA"},
                {"quantity": "2", "about": "", "values": ""})},
            {"kind": "bundle", "off": {"price": "9.00"}, "most_sets": 2, "parts": [
                {"quantity": 1, "lines": {"combinator": "and", "not": False, "rules": [
                    {"field": "sku", "operator": "in", "value": ["MILK", "TEA"]}]}},
                {"quantity": 2, "lines": {"combinator": "and", "not": False, "rules": []}}]},
        ),
    ],
)  # fmt: skip
def test_tiers_and_bundles_are_written_in_rows(owner: Client, said, benefit):
    answer = owner.post(f"{PROMOTIONS}write/", form(value=said.pop("value", "")) | said)

    assert answer.status_code == 302, answer.content.decode()[:3000]
    [kept] = promotions()
    assert kept.rule["benefit"] == benefit
    page = owner.get(f"{PROMOTIONS}{kept.id}/write/").content.decode()
    assert 'value="50.00"' in page or 'value="MILK, TEA"' in page


def test_gifts_are_named_by_their_skus(owner: Client):
    mug = a_variant("MUG")
    gift = form(gives="gift", **rows_of("gifts", {"sku": "MUG", "quantity": ""}))

    unknown = owner.post(
        f"{PROMOTIONS}write/", gift | rows_of("gifts", {"sku": "NONE", "quantity": "1"})
    )
    answer = owner.post(f"{PROMOTIONS}write/", gift)

    assert unknown.status_code == 422
    assert "there is no article" in unknown.content.decode()
    assert answer.status_code == 302, answer.content.decode()[:3000]
    [kept] = promotions()
    assert kept.rule["benefit"]["parts"] == [{"variant_id": str(mug.id), "quantity": 1}]
    assert 'value="MUG"' in owner.get(f"{PROMOTIONS}{kept.id}/write/").content.decode()


def test_more_rows_keep_what_was_typed_and_save_nothing(owner: Client):
    typed = form(code="steps", gives="tiers spend", needs_coupon="on", more_rows="tiers") | rows_of(
        "tiers", *[{"at_least": str(n), "way": "amount", "value": "1.00"} for n in range(1, 5)]
    )

    page = owner.post(f"{PROMOTIONS}write/", typed)

    text = page.content.decode()
    assert (page.status_code, promotions()) == (200, [])
    assert text.count('name="tiers-at_least"') == 7
    assert 'value="steps"' in text
    assert text.count('<option value="amount" selected>') == 4


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"gives": "tiers spend"}, "Say it in a row at least."),
        ({"gives": "gift"}, "Say it in a row at least."),
        (rows_of("hours", {"start": "16:00", "end": ""}), "Hours: a row needs mending."),
        (rows_of("hours", {"start": "16h30", "end": "18:00"}), "Expected a time of the day"),
        ({"gives": "buy_get", "buy": "2", "get": "1", "get_about": "sku"}, "Say which."),
    ],
)
def test_rows_that_make_no_sense_are_told(owner: Client, said, told):
    answer = owner.post(f"{PROMOTIONS}write/", form(**said))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert promotions() == []


def test_what_is_wrong_is_told_and_nothing_is_kept(owner: Client):
    answer = owner.post(f"{PROMOTIONS}write/", form(value="110"))

    assert answer.status_code == 422
    assert "percent" in answer.content.decode()
    assert promotions() == []


@pytest.mark.parametrize(
    "benefit",
    [
        TEN_PERCENT,
        {"kind": "lines_off", "off": {"price": "1.00"}},
        {"kind": "lines_off", "off": {"percent": "50"}, "most_units": 2},
        {"kind": "buy_get", "buy": 2, "get": 1},
        {"kind": "buy_get", "buy": 2, "get": 1, "off": {"percent": "50"}},
        {"kind": "delivery_off"},
        {"kind": "tiers", "tiers": [{"at_least": "9.00", "off": {"percent": "5"}}]},
        {"kind": "tiers", "by": "quantity", "tiers": [
            {"at_least": 3, "off": {"percent": "5"}}, {"at_least": 6, "off": {"amount": "2.00"}}]},
        {"kind": "buy_get", "buy": 2, "get": 1, "get_lines": CUPS, "most_sets": 2},
        {"kind": "buy_get", "buy": 2, "get": 1, "off": {"price": "1.00"}},
        {"kind": "bundle", "off": {"price": "9.00"}, "parts": [
            {"quantity": 1, "lines": CUPS}, {"quantity": 2}], "most_sets": 1},
        {"kind": "bundle", "off": {"percent": "10"}, "parts": [{"quantity": 1, "lines": TWO_RULES}]},
        {"kind": "gift", "parts": [{"variant_id": str(UUID(int=7)), "quantity": 2}]},
        {"kind": "delivery_off", "off": {"price": "1.00"}},
    ],
)  # fmt: skip
def test_a_form_says_again_what_a_promotion_says(benefit):
    row = a_draft(
        benefit=benefit, channels=["web"], minimum={"quantity": 3, "before_discounts": True}
    )
    said = said_of(dict(row.rule)) | {"code": row.code, "name": row.name}
    said = {"value": "", "minimum_spend": "", **said}

    rule = rule_of(said, json.loads(said["conditions"]), line_fields("USD"))

    again = read_promotion(rule, id=row.id)
    assert again == read_promotion(dict(row.rule), id=row.id)


def test_a_promotion_is_changed_from_its_own_page(owner: Client):
    row = a_draft("ten-off", minimum={"spend": "5.00"})

    page = owner.get(f"{PROMOTIONS}{row.id}/write/")
    assert 'value="5.00"' in page.content.decode()
    answer = owner.post(f"{PROMOTIONS}{row.id}/write/", form(value="20", version="1"))

    assert answer.status_code == 302
    assert promotion(row.id).rule["benefit"]["off"] == {"percent": "20"}
    stale = owner.post(f"{PROMOTIONS}{row.id}/write/", form(value="30", version="1"))
    assert stale.status_code == 422


def test_the_editor_of_articles_tells_them_in_words(owner: Client):
    rule = {"field": "sku", "operator": "=", "value": "MILK"}

    answer = owner.post(f"{PROMOTIONS}matches/?lines", form(lines=tree(rule)))

    assert "MILK" in answer.json()["sentence"]


def test_it_is_activated_paused_and_ended(owner: Client):
    row = a_draft()
    for step, state in (("activate", "active"), ("pause", "paused"), ("end", "ended")):
        owner.post(f"{PROMOTIONS}{row.id}/{step}/", {"_form_submitted": "True"})
        assert promotion(row.id).state == state


def test_pages_show_what_is_used(owner: Client):
    limited = a_promotion("limited", needs_coupon=True, most_uses=10, budget="9.00")
    code = a_coupon(limited.id, "SPRING24")
    batch = a_batch(limited.id, 3)

    for address in (
        PROMOTIONS,
        f"{PROMOTIONS}{limited.id}/change/",
        "/admin/pricing/coupon/",
        "/admin/pricing/couponbatch/",
        "/admin/pricing/redemption/",
    ):
        answer = owner.get(address)
        assert answer.status_code == 200, address
    assert "0 of 10 orders" in owner.get(PROMOTIONS).content.decode()
    assert code in owner.get("/admin/pricing/coupon/?q=SPRING24").content.decode()
    lines = owner.get(f"/admin/pricing/couponbatch/{batch}/codes.csv").content.decode().split()
    kept = {row[0] for row in rows("SELECT code FROM pricing_coupon WHERE batch_id IS NOT NULL")}
    assert {line.replace("-", "") for line in lines[1:]} == kept


def test_codes_are_made_in_a_dialog(owner: Client):
    row = a_promotion(needs_coupon=True)

    owner.post(
        f"{PROMOTIONS}{row.id}/codes/", {"_form_submitted": "True", "count": "5", "prefix": "may"}
    )

    assert rows("SELECT count(*), min(left(code, 3)) FROM pricing_coupon") == [(5, "MAY")]


def test_the_page_tells_what_it_would_have_given(owner: Client, settings, a_folder):
    settings.SERAI_VAR = a_folder
    row = a_draft("ten-off")

    page = owner.get(f"/admin/promotions/{row.id}/simulation/?since=2026-10-01&until=2026-11-01")

    assert page.status_code == 200
    assert "Nothing was sold there in these days." in page.content.decode()
    bad = owner.get(f"/admin/promotions/{row.id}/simulation/?since=2026-11-01&until=2026-10-01")
    assert "A period ends after it begins" in bad.content.decode()
    assert owner.get(f"/admin/promotions/{UUID(int=0)}/simulation/").status_code == 404
