"""Staff write promotions with forms and the editor of conditions, activate them and make codes."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from factories.catalog import a_channel
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
            names='{"he": "עשר"}',
            schedule='{"weekdays": [5]}',
        ),
    )

    assert answer.status_code == 302, answer.content.decode()[:3000]
    [kept] = promotions()
    assert (kept.code, kept.state, kept.needs_coupon) == ("ten-off", "draft", True)
    assert kept.rule["benefit"] == TEN_PERCENT
    assert kept.rule["lines"]["rules"][0]["field"] == "category"
    assert kept.rule["conditions"]["rules"][0]["field"] == "customer.known"
    assert kept.rule["minimum"]["spend"] == "20.00"
    assert kept.rule["schedule"]["weekdays"] == [5]
    assert (kept.limits.most_uses, kept.limits.budget.minor) == (100, 5000)
    assert kept.names == {"he": "עשר"}


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
    ],
)
def test_a_form_says_again_what_a_promotion_says(benefit):
    row = a_draft(benefit=benefit, channels=["web"], minimum={"quantity": 3})
    said = said_of(dict(row.rule)) | {"code": row.code, "name": row.name}
    said = {"value": "", "minimum_spend": "", "schedule": None, **said}

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
