"""Documents show the promotions that everyone gets, and the prices after them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import Error, transaction
from django.test import Client
from factories.catalog import NOW, a_product
from factories.pricing import priced
from factories.promotions import a_draft, a_promotion, a_rule

from serai.catalog.public import ProductView
from serai.discovery.domain.document import unpacked
from serai.discovery.models import DocumentRow
from serai.discovery.usecases.projection.project_everything import project_everything
from serai.discovery.usecases.projection.project_products import project_products
from serai.discovery.usecases.reindex import reindex
from serai.plumbing.auth import ensure_api_key
from serai.pricing.domain.promotions.promotion_state import PromotionAction
from serai.pricing.events import PromotedPricesChanged
from serai.pricing.models import PromotedPriceEntry
from serai.pricing.usecases.promotions.change_state import change_promotion_state
from serai.pricing.usecases.promotions.tell_promoted_prices import tell_promoted_prices
from serai.pricing.usecases.promotions.write_promotion import WritePromotion, write_promotion

pytestmark = pytest.mark.usefixtures("shop")

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
FIFTH_OFF = {"kind": "lines_off", "off": {"percent": "20"}}
OF_MILK = {
    "rules": [{"field": "category", "operator": "containsAny", "value": ["grocery/dairy/milk"]}]
}


@pytest.fixture
def milk(shop: None) -> ProductView:
    return _sold("MILK", "3.00", category="milk")


@pytest.fixture
def soap(shop: None) -> ProductView:
    return _sold("SOAP", "2.00", category="home")


def test_a_product_shows_its_price_after_promotions_and_their_names(milk, soap):
    week = a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK, names={"he": "שבוע החלב"})

    project_products([milk.id, soap.id], now=NOW)

    page = _page(milk)
    assert (page["price"]["amount"], page["compare_at"]["amount"]) == ("2.40", "3.00")
    assert page["promotions"] == [
        {"id": str(week.id), "name": "Milk Week", "names": {"he": "שבוע החלב"}}
    ]
    assert page["variants"][0]["promotions"] == page["promotions"]
    assert page["prior_price"]["amount"] == "3.00"
    assert _facts(milk).price == 240
    assert (_page(soap)["price"]["amount"], _page(soap)["promotions"]) == ("2.00", [])


def test_three_for_two_is_named_and_changes_no_price(milk):
    a_promotion("three-for-two", benefit={"kind": "buy_get", "buy": 2, "get": 1}, lines=OF_MILK)

    project_products([milk.id], now=NOW)

    page = _page(milk)
    assert [each["name"] for each in page["promotions"]] == ["Three For Two"]
    assert (page["price"]["amount"], page["compare_at"]) == ("3.00", None)


def test_everything_written_at_once_shows_promotions_too(milk, soap):
    a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK)

    project_everything(now=NOW, batch=1)

    assert [_page(each)["price"]["amount"] for each in (milk, soap)] == ["2.40", "2.00"]
    assert _noted(milk) == [240]
    assert _noted(soap) == []


def test_the_lowest_price_before_counts_what_promotions_had_made_of_it(milk):
    week = a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK)
    project_products([milk.id], now=NOW + 40 * DAY)
    change_promotion_state(week.id, PromotionAction.PAUSE, now=NOW + 47 * DAY)
    project_products([milk.id], now=NOW + 47 * DAY)
    between = _page(milk)
    a_promotion("tenth-off", benefit={"kind": "lines_off", "off": {"percent": "10"}})

    project_products([milk.id], now=NOW + 60 * DAY)

    page = _page(milk)
    assert (between["price"]["amount"], between["prior_price"]) == ("3.00", None)
    assert (page["price"]["amount"], page["compare_at"]["amount"]) == ("2.70", "3.00")
    assert page["prior_price"]["amount"] == "2.40"
    assert _noted(milk) == [240, None, 270]

    project_products([milk.id], now=NOW + 70 * DAY)
    assert _page(milk)["prior_price"]["amount"] == "2.40"


def test_a_month_after_the_last_promotion_only_the_price_itself_is_before(milk):
    week = a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK)
    project_products([milk.id], now=NOW)
    change_promotion_state(week.id, PromotionAction.PAUSE, now=NOW + DAY)
    project_products([milk.id], now=NOW + DAY)
    change_promotion_state(week.id, PromotionAction.ACTIVATE, now=NOW + 32 * DAY)

    project_products([milk.id], now=NOW + 32 * DAY)

    assert _page(milk)["prior_price"]["amount"] == "3.00"


def test_what_was_shown_is_never_rewritten(milk):
    a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK)
    project_products([milk.id], now=NOW)

    with pytest.raises(Error, match="only added"), transaction.atomic():
        PromotedPriceEntry.objects.update(amount_minor=1)


def test_only_the_articles_of_a_promotion_that_comes_or_goes_are_told(milk, soap, published):
    week = a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK)

    assert tell_promoted_prices(now=NOW) == 1
    assert _told(published) == [{milk.variants[0].id}]
    assert tell_promoted_prices(now=NOW) == 0

    change_promotion_state(week.id, PromotionAction.END, now=NOW)
    assert tell_promoted_prices(now=NOW) == 1
    assert _told(published) == [{milk.variants[0].id}] * 2


def test_another_version_tells_the_articles_of_the_old_and_the_new_one(milk, soap, published):
    week = a_promotion("week", benefit=FIFTH_OFF, lines=OF_MILK)
    tell_promoted_prices(now=NOW)
    of_soap = {"rules": [{"field": "sku", "operator": "=", "value": "SOAP"}]}
    rule = a_rule("week", benefit=FIFTH_OFF, lines=of_soap)
    write_promotion(WritePromotion(rule=rule, promotion_id=week.id, version=1), now=NOW)

    assert tell_promoted_prices(now=NOW) == 2
    assert _told(published)[1] == {milk.variants[0].id, soap.variants[0].id}


def test_hours_begin_and_end_by_the_clock(milk, soap):
    hours = {"starts_at": (NOW + DAY).isoformat(), "ends_at": (NOW + 2 * DAY).isoformat()}
    a_promotion("happy-day", benefit=FIFTH_OFF, schedule=hours)

    told = [tell_promoted_prices(now=NOW + n * DAY) for n in range(4)]

    assert told == [0, 2, 2, 0]


def test_drafts_and_codes_tell_nobody(milk):
    a_draft("later", benefit=FIFTH_OFF)
    a_promotion("with-code", benefit=FIFTH_OFF, needs_coupon=True)

    assert tell_promoted_prices(now=NOW) == 0


def test_a_promotion_that_is_activated_reaches_the_documents_by_itself(milk, deliver):
    a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK)

    deliver()

    assert _page(milk)["price"]["amount"] == "2.40"


def test_a_reader_of_another_language_reads_its_name_for_the_promotion(milk):
    ensure_api_key("pk_test_promotions", "tests", ["shop"], "web")
    a_promotion("milk-week", benefit=FIFTH_OFF, lines=OF_MILK, names={"he": "שבוע החלב"})
    reindex()

    found = (
        Client()
        .get(
            "/api/shop/products",
            headers={"Serai-Key": "pk_test_promotions", "Accept-Language": "he"},
        )
        .json()
    )

    assert [each["name"] for each in found["items"][0]["promotions"]] == ["שבוע החלב"]


def _sold(sku: str, price: str, **fields: Any) -> ProductView:
    product = a_product(sku, **fields)
    priced(product.variants[0].id, price, now=LONG_AGO)
    return product


def _page(product: ProductView) -> dict[str, Any]:
    row = DocumentRow.objects.get(product_id=product.id)
    return msgspec.json.decode(b"%b,%b}" % (bytes(row.card)[:-1], bytes(row.rest)))


def _facts(product: ProductView) -> Any:
    return unpacked(bytes(DocumentRow.objects.get(product_id=product.id).facts))


def _noted(product: ProductView) -> list[int | None]:
    found = PromotedPriceEntry.objects.filter(variant_id=product.variants[0].id).order_by("pk")
    return list(found.values_list("amount_minor", flat=True))


def _told(published: Any) -> list[set]:
    return [
        set(each.variant_ids) for each in published() if isinstance(each, PromotedPricesChanged)
    ]
