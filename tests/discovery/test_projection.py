"""From products, prices and stock to documents."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from factories.catalog import NOW, a_channel, a_product, products
from factories.inventory import a_location, stocked
from factories.pricing import listed, priced

from serai.catalog.public import (
    ProductView,
    define_attributes,
    withdraw_product,
)
from serai.discovery.models import DocumentRow
from serai.discovery.usecases.projection.project_everything import project_everything
from serai.discovery.usecases.projection.project_products import project_products
from serai.kernel.money import Money, UnitPrice
from serai.pricing.models import PriceListRow
from serai.pricing.public import (
    OpenPriceList,
    PriceRow,
    open_price_list,
    prices_of,
    set_prices,
)

pytestmark = pytest.mark.usefixtures("shop")


def test_a_document_shows_what_its_owners_say():
    product = _sold(
        "TEA",
        "2.49",
        compare_at="2.99",
        name="Green tea",
        category="milk",
        brand="Blue Barn",
        package_size="250 g",
        description="Leaves.",
        gtin="4006381333931",
    )
    stocked(product.variants[0].id, a_location(), 3)

    project_products([product.id], now=NOW)

    page = _page(product)
    assert page["name"] == "Green tea"
    assert page["sku"] == "TEA"
    assert page["price"] == {"amount": "2.49", "minor": 249, "currency": "USD"}
    assert page["compare_at"]["minor"] == 299
    assert page["unit_price"] == {
        "per": "kg",
        "price": {"amount": "9.96", "minor": 996, "currency": "USD"},
    }
    assert page["availability"] == "low"
    assert page["category"] == {"slug": "milk", "name": "Milk"}
    assert [step["slug"] for step in page["category_path"]] == ["grocery", "dairy", "milk"]
    assert page["brand_slug"] == "blue-barn"
    assert page["description"] == "Leaves."
    assert page["source"] == "test"
    assert page["variants"][0]["gtin"] == "04006381333931"
    assert page["picture"]["alt"] == "Green tea"


def test_attributes_are_shown_in_words_and_filter_when_they_may():
    define_attributes(
        [
            {"code": "organic", "kind": "boolean", "label": "Organic", "filterable": True},
            {"code": "fat", "kind": "number", "unit": "%", "label": "Fat"},
            {
                "code": "roast",
                "kind": "choice",
                "label": "Roast",
                "filterable": True,
                "choices": [{"value": "d", "label": "Dark"}],
            },
        ]
    )
    product = _sold("MILK", "1.00", attributes={"organic": True, "fat": 3.5, "roast": "d"})

    project_products([product.id], now=NOW)

    shown = {each["name"]: (each["label"], each["value"]) for each in _page(product)["attributes"]}
    assert shown == {
        "fat": ("Fat", "3.5 %"),
        "organic": ("Organic", "yes"),
        "roast": ("Roast", "Dark"),
    }
    facts = _facts(product)
    assert {(each.code, each.value) for each in facts.attributes} == {
        ("organic", "yes"),
        ("roast", "Dark"),
    }
    assert "Organic" in facts.words.traits
    assert "Dark" in facts.words.traits


def test_what_has_no_price_is_not_shown():
    product = a_product("FREE")

    project_products([product.id], now=NOW)

    assert DocumentRow.objects.count() == 0


def test_what_is_withdrawn_is_no_longer_shown():
    product = _sold("TEA", "2.49")
    project_products([product.id], now=NOW)

    withdraw_product(product.id, reason="mouldy", now=NOW)
    project_products([product.id], now=NOW)

    row = DocumentRow.objects.get()
    assert (row.card, row.rest, row.facts, row.seq) == (None, None, None, 2)


def test_what_does_not_exist_is_nowhere():
    assert project_products([uuid4()], now=NOW) == 0
    assert DocumentRow.objects.count() == 0


def test_a_channel_shows_its_own_assortment_at_its_own_prices():
    a_channel("outlet", currency="USD")
    product = a_product("TEA", channels=["web", "outlet"])
    other = a_product("COFFEE", channels=["outlet"])
    priced(product.variants[0].id, "2.00")
    priced(product.variants[0].id, "1.00", channel="outlet")
    priced(other.variants[0].id, "3.00", channel="outlet")

    project_products([product.id, other.id], now=NOW)

    shown = {
        (row.channel_code, msgspec.json.decode(row.card)["sku"]): msgspec.json.decode(row.card)[
            "price"
        ]["minor"]
        for row in DocumentRow.objects.all()
    }
    assert shown == {("web", "TEA"): 200, ("outlet", "TEA"): 100, ("outlet", "COFFEE"): 300}


def test_texts_are_in_the_language_of_the_channel():
    a_channel("il", locale="he", locales=("he",))
    product = a_product(
        "TEA", channels=["il"], translations={"he": {"name": "תה ירוק"}}, description="Leaves."
    )
    priced(product.variants[0].id, "2.00", channel="il")

    project_products([product.id], now=NOW)

    row = DocumentRow.objects.get()
    page = msgspec.json.decode(bytes(row.card))
    assert page["name"] == "תה ירוק"


def test_a_document_that_did_not_change_keeps_its_number():
    product = _sold("TEA", "2.49")

    first = project_products([product.id], now=NOW)
    second = project_products([product.id], now=NOW)

    assert (first, second) == (1, 0)
    assert DocumentRow.objects.get().seq == 1


def test_a_changed_product_gets_the_next_number():
    product, other = _sold("TEA", "2.49"), _sold("JAM", "1.00")
    project_products([product.id, other.id], now=NOW)

    products({"sku": "TEA", "name": "Black tea"})
    changed = project_products([product.id, other.id], now=NOW)

    assert changed == 1
    assert {row.product_id: row.seq for row in DocumentRow.objects.all()} == {
        product.id: 2,
        other.id: 1,
    }


def test_the_number_of_statements_does_not_grow_with_products(counted):
    few = [_sold(f"FEW-{n}", "1.00").id for n in range(2)]
    many = [_sold(f"MANY-{n}", "1.00").id for n in range(20)]
    project_products([_sold("FIRST", "1.00").id], now=NOW)

    with counted(18):
        project_products(few, now=NOW)
    with counted(18):
        project_products(many, now=NOW)


def test_projecting_everything_writes_what_is_new_and_withdraws_what_is_gone():
    kept = [_sold(f"TEA-{n}", "1.00") for n in range(5)]
    project_everything(now=NOW, batch=2)
    ghost = DocumentRow.objects.create(
        channel_code="web", product_id=uuid4(), seq=1, card=b"{}", rest=b"", facts=b""
    )
    withdraw_product(kept[2].id, reason="mouldy", now=NOW)

    changed = project_everything(now=NOW, batch=2)

    shown = set(
        DocumentRow.objects.filter(facts__isnull=False).values_list("product_id", flat=True)
    )
    assert shown == {each.id for each in kept} - {kept[2].id}
    assert ghost.product_id not in shown
    assert changed == 2


def test_what_tells_a_variant_from_its_sisters_is_shown_beside_it():
    define_attributes(
        [
            {
                "code": "colour",
                "kind": "choice",
                "label": "Colour",
                "choices": [{"value": "r", "label": "Red"}],
            }
        ]
    )
    shirt = _sold("SHIRT", "9.00", variant_attributes={"colour": "r"})
    plain = _sold("PLAIN", "9.00")

    project_products([shirt.id, plain.id], now=NOW)

    [red], [other] = _page(shirt)["variants"], _page(plain)["variants"]
    assert red["attributes"] == [{"name": "colour", "label": "Colour", "value": "Red"}]
    assert "attributes" not in other


def _sold(sku: str, price: str, compare_at: str | None = None, **fields: Any) -> ProductView:
    product = a_product(sku, **fields)
    priced(product.variants[0].id, price, compare_at)
    return product


def _page(product: ProductView) -> dict[str, Any]:
    row = DocumentRow.objects.get(channel_code="web", product_id=product.id)
    return msgspec.json.decode(bytes(row.card)[:-1] + b"," + bytes(row.rest) + b"}")


def _facts(product: ProductView):
    from serai.discovery.domain.document import unpacked

    return unpacked(bytes(DocumentRow.objects.get(product_id=product.id).facts))


def test_a_reduction_is_shown_with_the_lowest_price_of_the_thirty_days_before(db: None):
    product = _sold("MILK", "3.00")
    priced(product.variants[0].id, "2.00", "3.00", now=NOW + timedelta(days=40))

    project_products([product.id], now=NOW + timedelta(days=41))

    page = _page(product)
    assert page["prior_price"]["amount"] == "3.00"
    assert page["variants"][0]["prior_price"] == page["prior_price"]


def test_without_a_reduction_no_prior_price_is_shown(db: None):
    product = _sold("MILK", "3.00")
    priced(product.variants[0].id, "2.00", now=NOW + timedelta(days=40))

    project_products([product.id], now=NOW + timedelta(days=41))

    assert _page(product)["prior_price"] is None


def test_a_sale_for_everyone_and_quantity_breaks_stand_on_the_product(db: None):
    product = _sold("SCREW", "0.10", package_size="100 g")
    open_price_list(OpenPriceList("spring", "Spring", "web"), now=NOW)
    for min_quantity, amount in ((1, "0.08"), (1000, "0.0575")):
        listed("spring", product.variants[0].id, amount, min_quantity=min_quantity)

    project_products([product.id], now=NOW)

    page, [variant] = _page(product), _page(product)["variants"]
    assert (page["price"]["amount"], page["compare_at"]["amount"]) == ("0.08", "0.10")
    assert variant["unit_price"]["price"]["amount"] == "0.80"
    assert [(tier["min_quantity"], tier["exact_price"]) for tier in variant["tiers"]] == [
        (1, None),
        (1000, "0.0575"),
    ]


def test_a_price_finer_than_a_cent_is_told_as_it_is(db: None):
    product = a_product("SCREW", package_size="100 g")
    fine = UnitPrice(Decimal("0.0125"), "USD")
    row = PriceRow(product.variants[0].id, "web", Money(1, "USD"), unit=fine)
    set_prices([row], source="test", now=NOW)

    project_products([product.id], now=NOW)

    page = _page(product)
    assert (page["price"]["amount"], page["exact_price"]) == ("0.01", "0.0125")
    assert page["unit_price"]["price"]["amount"] == "0.13"


def test_a_list_that_another_process_has_opened_is_not_missed(db: None):
    product = _sold("MILK", "3.00")
    prices_of([product.variants[0].id], "web", NOW)  # this process knows that there is no list
    PriceListRow.objects.create(
        code="sale", name="Sale", channel_id="web", kind="lower", created_at=NOW
    )
    listed("sale", product.variants[0].id, "2.00")

    project_products([product.id], now=NOW)

    assert _page(product)["price"]["amount"] == "2.00"


def test_what_only_a_company_pays_is_shown_to_nobody_else(db: None):
    product = _sold("MILK", "3.00")
    open_price_list(OpenPriceList("acme", "Acme", "web", company_id=UUID(int=7)), now=NOW)
    listed("acme", product.variants[0].id, "1.00")

    project_products([product.id], now=NOW)

    assert _page(product)["price"]["amount"] == "3.00"


def test_pictures_that_somebody_gave_are_shown_in_their_order_sizes_and_languages():
    kept = "/media/" + "0" * 32 + "-900x600-320.jpg"
    product = _sold(
        "TEA",
        "2.49",
        name="Green tea",
        media=[
            {"url": kept, "alt": "A tin", "alts": {"he": "פחית"}},
            {"url": "https://pictures.example/b.jpg", "sku": "TEA"},
            {"url": "/paper.pdf", "kind": "document"},
        ],
    )

    project_products([product.id], now=NOW)

    page = _page(product)
    tin = {
        "src": kept,
        "alt": "A tin",
        "alts": {"he": "פחית"},
        "srcset": ", ".join(
            f"{kept.replace('-320.', f'-{width}.')} {width}w" for width in (160, 320, 640, 900)
        ),
        "srcset_webp": ", ".join(
            f"{kept.replace('-320.jpg', f'-{width}.webp')} {width}w"
            for width in (160, 320, 640, 900)
        ),
        "width": 900,
        "height": 600,
    }
    assert page["picture"] == tin
    assert page["pictures"] == [
        tin,
        {"src": "https://pictures.example/b.jpg", "alt": "", "sku": "TEA"},
    ]
