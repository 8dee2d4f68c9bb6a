"""Looking around: first page, departments, listings, search, products."""

import json
import re

from storefront.fake_platform import Platform
from storefront.reader import Reader


def test_the_first_page_shows_suggestions_and_departments(reader: Reader) -> None:
    page = reader.open("/")

    assert page.status == 200
    assert "Popular this week" in page.text
    assert "/c/dairy" in page.links
    assert "Your usuals" not in page.text


def test_usuals_are_shown_only_after_a_yes(shopper: Reader) -> None:
    before = shopper.open("/").text
    shopper.send("/choices", {"next": "/"}, personalisation="yes")

    after = shopper.open("/").text

    assert "Your usuals could be here" in before
    assert "Because you buy these often" not in before
    assert "Because you buy these often" in after


def test_a_department_lists_its_products_with_filters_and_order(reader: Reader) -> None:
    page = reader.open("/c/dairy?brand=old-barn&sort=-price")

    assert page.text.index("Very Old Gouda") < page.text.index("Sharp Cheddar")
    assert "Whole Milk" not in page.text
    assert "Remove filter: Old Barn" in page.text
    assert "/c/dairy?sort=-price" in page.links


def test_filters_without_anything_left_offer_the_way_back(reader: Reader) -> None:
    page = reader.open("/c/dairy?price_min=500")
    nothing = reader.open("/c/dairy?price_min=5000")

    assert "Very Old Gouda" not in page.text
    assert "Nothing fits these filters" in nothing.text
    assert "/c/dairy" in nothing.links


def test_a_filter_that_nobody_knows_is_not_passed_on(reader: Reader, platform: Platform) -> None:
    page = reader.open("/c/dairy?sort=evil&price_min=abc&limit=100000&Bad-Name=1&brand=old-barn")

    assert page.status == 200
    assert "Remove filter: Old Barn" in page.text
    assert "abc" not in page.text


def test_long_listings_go_on_behind_a_cursor(reader: Reader) -> None:
    first = reader.open("/search?q=e")
    onward = next(link for link in first.links if "cursor=" in link)

    second = reader.open(onward)

    assert second.status == 200
    assert "Back to the beginning" in second.text
    assert not set(re.findall(r"/p/[\w-]+", " ".join(first.links))) & set(
        re.findall(r"/p/[\w-]+", " ".join(second.links))
    )


def test_a_slip_in_a_search_is_mended_and_said(reader: Reader) -> None:
    page = reader.open("/search?q=mlik")

    assert "Also looked for milk" in page.text
    assert "Whole Milk" in page.text


def test_a_brand_in_a_search_is_shown_as_understood(reader: Reader) -> None:
    assert "Brand: old barn" in reader.open("/search?q=old+barn").text


def test_the_search_that_found_a_product_is_told_when_it_is_opened(
    reader: Reader, platform: Platform
) -> None:
    reader.open("/search?q=milk")
    plain = reader.open("/p/whole-milk-100000")
    platform.search_token = "s" * 80

    page = reader.open("/search?q=milk")
    assert f"/p/whole-milk-100000?searched={platform.search_token}" in page.links
    opened = reader.open(f"/p/whole-milk-100000?searched={platform.search_token}&from={'f' * 80}")
    reader.open("/p/whole-milk-100000?searched=nonsense")

    assert opened.status == plain.status == 200
    assert platform.outcomes == [
        {"token": "f" * 80, "kind": "click"},
        {"token": "s" * 80, "kind": "click"},
    ]


def test_an_empty_search_helps(reader: Reader) -> None:
    page = reader.open("/search?q=qwertz")

    assert "We found nothing for these words" in page.text
    assert "/departments" in page.links
    assert "Popular this week" in page.text


def test_what_is_typed_is_shown_as_text(reader: Reader) -> None:
    page = reader.open("/search?q=<script>alert(1)</script>")

    assert "<script>alert" not in page.answer.text
    assert "<script>alert(1)</script>" in page.text


def test_completions_name_groups_and_targets(reader: Reader) -> None:
    answer = reader.client.get("/search/completions?q=ched")

    groups = answer.json()["groups"]

    assert [group["label"] for group in groups] == ["Searches", "Products"]
    assert groups[1]["options"][0]["href"] == "/p/sharp-cheddar-cheese-100003"
    assert groups[1]["options"][0]["hint"] == "$3.79"


def test_a_product_tells_people_and_machines_what_it_is(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.answer.text)

    assert block is not None
    data, way = json.loads(block[1])["@graph"]
    assert data["@type"] == "Product"
    assert [step["name"] for step in way["itemListElement"]][-2:] == ["Milk", "Whole Milk"]
    assert data["offers"] == {
        "@type": "Offer",
        "url": "http://testserver/p/whole-milk-100000",
        "price": "3.49",
        "priceCurrency": "USD",
        "availability": "https://schema.org/InStock",
    }
    for words in (
        "$3.49",
        "$0.92 per l",
        "In stock",
        "Often bought together",
        "Similar products",
        "Storage",
    ):
        assert words in page.text


def test_promotions_stand_beside_what_they_are_about(reader: Reader) -> None:
    listed = reader.open("/c/cheese")
    product = reader.open("/p/sharp-cheddar-cheese-100003")
    milk = reader.open("/p/whole-milk-100000")

    assert listed.text.count("Cheese weeks") >= 2
    assert "Cheese weeks" in product.text
    assert "Cheese weeks" not in milk.text


def test_a_product_by_its_number_leads_to_its_own_address(reader: Reader) -> None:
    assert reader.open("/p/100000").path == "/p/whole-milk-100000"


def test_a_product_that_is_sold_out_cannot_be_added(reader: Reader) -> None:
    page = reader.open("/p/sharp-cheddar-cheese-100003")

    assert "Sold out at the moment" in page.text
    assert not any(
        form.fields.get("sku") == "100003" for form in page.forms if form.action == "/cart/lines"
    )


def test_what_is_not_there_has_a_friendly_page(reader: Reader) -> None:
    for path in ("/nowhere", "/p/no-such-thing", "/c/no-such-thing", "/c/..%2fadmin", "/p/%00"):
        page = reader.open(path)

        assert page.status == 404, path
        assert "To the first page" in page.text


def test_the_platform_is_never_asked_outside_its_shop(reader: Reader, platform: Platform) -> None:
    reader.open("/p/..")
    reader.open("/p/%2e%2e%2fstaff")

    assert all(path.startswith("/api/shop/") and ".." not in path for _, path, _ in platform.seen)


def test_a_product_says_when_it_can_be_there(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000")

    assert "At your door from Mon, Nov 23 to Tue, Nov 24" in page.text
    assert "Ready in a store by November 21, 2026" in page.text
    assert "Main Street" in page.text


def test_what_is_sold_out_is_promised_to_nobody(reader: Reader) -> None:
    page = reader.open("/p/sharp-cheddar-cheese-100003")

    assert "At your door" not in page.text


def test_a_product_leads_to_the_stores_that_have_it(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000")
    [address] = {link for link in page.links if "/stores" in link}

    stores = reader.open(address)
    assert stores.text.index("Main Street") < stores.text.index("Station")
    for words in ("31 Main Street, Cincinnati", "Only a few left", "In stock", "More stores"):
        assert words in stores.text
    more = next(link for link in stores.links if "cursor=" in link)
    assert "Harbour" in reader.open(stores.path.partition("?")[0] + more).text


def test_a_reader_makes_a_store_theirs_and_sees_what_is_bought_there(reader: Reader) -> None:
    assert "Trending in your store" not in reader.open("/").text
    page = reader.open("/p/whole-milk-100000/stores")

    kept = reader.send("/stores/own", {"next": page.path}, store="s32")

    assert "This is your store now" in kept.text
    assert kept.text.count("Your store") == 1
    home = reader.open("/").text
    assert "Trending in your store" in home
    assert "s32" in home

    reader.open(page.path)
    reader.send("/stores/own", {"next": page.path}, store="")
    assert "Trending in your store" not in reader.open("/").text


def test_what_is_no_code_of_a_store_is_not_kept(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000/stores")
    reader.send("/stores/own", {"next": page.path}, store="<b>")

    assert "Trending in your store" not in reader.open("/").text


def test_the_nearest_stores_come_first_with_their_distance(reader: Reader) -> None:
    page = reader.open("/p/whole-milk-100000/stores?near=39.10,-84.51")

    assert page.text.index("Station") < page.text.index("Main Street")
    assert "1.2 km away" in page.text
    assert "about 12 km away" in page.text


def test_a_script_gets_stores_in_the_readers_language(reader: Reader) -> None:
    answer = reader.client.get(
        "/p/whole-milk-100000/stores?sku=100000&near=nonsense",
        headers={"Accept": "application/json", "Accept-Language": "pt"},
    )

    said = answer.json()
    assert [store["says"] for store in said["stores"]] == ["Restam poucos", "Em estoque"]
    assert said["more"] is True


def test_a_product_that_no_store_has_says_so(reader: Reader) -> None:
    page = reader.open("/p/sharp-cheddar-cheese-100003/stores")

    assert "No store has it at the moment." in page.text


def test_members_see_their_own_prices_in_lists(shopper: Reader) -> None:
    mine = [shopper.open(page).text for page in ("/c/milk", "/search?q=milk")]
    others = shopper.open("/c/cheese").text

    for text in mine:
        assert "$1.00" in text
        assert "Your price" in text
    assert "Your price" not in others


def test_who_is_not_logged_in_sees_the_price_for_everyone(reader: Reader) -> None:
    text = reader.open("/c/milk").text

    assert "$3.49" in text
    assert "Your price" not in text


def test_what_was_looked_at_is_remembered_only_after_a_yes(shopper: Reader) -> None:
    slugs = re.findall(r"/p/([\w-]+)", " ".join(shopper.open("/c/dairy").links))
    first, second = list(dict.fromkeys(slugs))[:2]
    shopper.open(f"/p/{first}")
    before = shopper.open("/").text
    shopper.send("/choices", {"next": "/"}, personalisation="yes")
    shopper.open(f"/p/{first}")
    shopper.open(f"/p/{second}")

    after = shopper.open("/").text
    shopper.open("/choices")
    shopper.send("/choices", {}, personalisation="no")

    assert "After what you looked at" not in before
    assert f"{second} then {first}" in after
    assert "After what you looked at" not in shopper.open("/").text
