"""The laws of places, and ways of wrapping gifts, written in the back office."""

import pytest
from back_office.test_actions import press
from django.test import Client
from factories.ordering import an_article

from serai.catalog.public import ArticleTerms, Nature, set_article_terms
from serai.kernel import clock
from serai.ordering.domain.regulated.sale_rule import SaleRule
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.models import GiftWrapRow, SaleRuleRow
from serai.ordering.queries.gift_wraps import forget_gift_wraps, wrap_options
from serai.ordering.queries.regulated.sale_rules import forget_sale_rules, sale_rules
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.ordering.usecases.regulated.set_sale_rules import set_sale_rules

pytest_plugins = ["ordering.conftest"]
pytestmark = pytest.mark.django_db
LAWS = "/admin/ordering/salerulerow/"
WRAPS = "/admin/ordering/giftwraprow/"
UTAH = {"regime": "wine", "country": "us", "regions": "UT, Utah", "minimum_age": 21,
        "may_collect": "on", "most_units": 6, "per_days": 30, "note": "Not to the door"}  # fmt: skip
THE_LAW = SaleRule("wine", "US", ("UT", "Utah"), 21, False, False, True, 6, 30, "Not to the door")


@pytest.fixture
def laws(shop):
    forget_sale_rules()
    set_sale_rules([SaleRule("wine", minimum_age=18)], now=clock.now())
    yield
    forget_sale_rules()


@pytest.fixture
def wraps(shop):
    for sku in ("RED", "BOX"):
        an_article(sku, "3.00", stock=0)
    set_article_terms(
        {sku: ArticleTerms(Nature.SERVICE) for sku in ("RED", "BOX")}, now=clock.now()
    )
    set_gift_wraps("web", [OfferedWrap("RED", WrapPer.UNIT, ("BREAD",))], now=clock.now())
    yield
    forget_gift_wraps()


def offered() -> list[tuple]:
    return [(each.sku, each.per, sorted(each.excluded_skus)) for each in wrap_options("web")]


def test_a_law_is_written_beside_the_others_and_changed(owner: Client, laws):
    press(owner, f"{LAWS}write_new/", **UTAH)
    assert sale_rules() == (SaleRule("wine", minimum_age=18), THE_LAW)

    row = SaleRuleRow.objects.get(country="US")
    page = owner.get(f"{LAWS}{row.pk}/write_again/").content.decode()
    assert 'value="UT, Utah"' in page
    changed = {**UTAH, "minimum_age": 25, "note": ""}
    press(owner, f"{LAWS}{row.pk}/write_again/", **changed)

    assert [(each.country, each.minimum_age, each.note) for each in sale_rules()] == [
        ("", 18, ""),
        ("US", 25, ""),
    ]


def test_what_makes_no_sense_is_told_and_changes_nothing(owner: Client, laws):
    page = press(owner, f"{LAWS}write_new/", **{**UTAH, "per_days": ""})

    assert "a number of units is for so many days" in page
    assert sale_rules() == (SaleRule("wine", minimum_age=18),)


def test_a_law_counts_no_longer(owner: Client, laws):
    row = SaleRuleRow.objects.get()

    owner.post(LAWS, {"action": "remove_selected", "_selected_action": [str(row.pk)]}, follow=True)

    assert sale_rules() == ()


def test_a_way_of_wrapping_is_offered_beside_the_others_changed_and_taken_away(
    owner: Client, wraps
):
    typed = {"channel_code": "web", "sku": "BOX", "per": "line", "excluded_skus": ""}
    press(owner, f"{WRAPS}write_new/", **typed)
    assert offered() == [("RED", WrapPer.UNIT, ["BREAD"]), ("BOX", WrapPer.LINE, [])]

    red = GiftWrapRow.objects.get(variant__sku="RED")
    page = owner.get(f"{WRAPS}{red.pk}/write_again/").content.decode()
    assert 'value="RED"' in page
    press(owner, f"{WRAPS}{red.pk}/write_again/", per="order", excluded_skus="MILK, BREAD")
    assert offered() == [("RED", WrapPer.ORDER, ["BREAD", "MILK"]), ("BOX", WrapPer.LINE, [])]

    red = GiftWrapRow.objects.get(variant__sku="RED")
    owner.post(WRAPS, {"action": "remove_selected", "_selected_action": [str(red.pk)]}, follow=True)
    assert offered() == [("BOX", WrapPer.LINE, [])]


def test_an_article_that_is_no_service_wraps_nothing(owner: Client, wraps):
    typed = {"channel_code": "web", "sku": "MILK", "per": "unit", "excluded_skus": ""}

    page = press(owner, f"{WRAPS}write_new/", **typed)

    assert "no article whose terms say" in page
    assert [sku for sku, *_ in offered()] == ["RED"]
